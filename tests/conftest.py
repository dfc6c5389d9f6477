import datetime as dt

import pytest

from .builders import people as build_people
from .builders import records as build_records

NOON = dt.datetime(2025, 3, 4, 17, 0, tzinfo=dt.UTC)  # Tuesday, 12:00 EST


@pytest.fixture(autouse=True)
def plain_settings(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def now():
    return NOON


@pytest.fixture
def people(db):
    """A writer, an approver, a second approver and an administrator."""
    return build_people()


@pytest.fixture
def records(db):
    """The issuer, its boilerplate, a 10-K, a category and two contacts."""
    return build_records()
