"""The demo company, loaded once for all tests of this package, on a day that is odd: a leap day."""

import datetime as dt

import pytest
from django.db import transaction
from django.test import override_settings

from irsite.demo.load import load
from tests.conftest import stored_in

NOW = dt.datetime(2028, 2, 29, 14, 30, tzinfo=dt.UTC)  # a Tuesday


@pytest.fixture(scope="package")
def company(django_db_setup, django_db_blocker, tmp_path_factory):
    given = {"STORAGES": stored_in(tmp_path_factory.mktemp("files"))}
    with django_db_blocker.unblock(), override_settings(**given), transaction.atomic():
        load(NOW)
        yield
        transaction.set_rollback(True)
