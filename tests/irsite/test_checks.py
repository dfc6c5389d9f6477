from zoneinfo import available_timezones

import pytest
from django.core.checks import run_checks

from irsite import checks
from releases import triggers
from releases.models import Issuer


@pytest.fixture(autouse=True)
def local_hosts(settings):
    settings.ALLOWED_HOSTS = ["localhost"]  # the test runner adds one of its own
    settings.SECOND_FACTOR = True


def ids(**kwargs):
    return {found.id for found in run_checks(**kwargs) if found.id.startswith("irsite.")}


def test_settings_of_the_tests_raise_nothing():
    assert ids() == set()


@pytest.mark.parametrize("inside", ["", "files"])
def test_uploads_among_static_files_are_found(settings, tmp_path, inside):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES["default"]["OPTIONS"]["location"] = tmp_path / inside
    assert ids() == {"irsite.E001"}


def test_static_files_among_uploads_are_found(settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path / "files" / "static"]
    (tmp_path / "files" / "static").mkdir(parents=True)
    settings.STORAGES["default"]["OPTIONS"]["location"] = tmp_path / "files"
    assert ids() == {"irsite.E001"}


@pytest.mark.parametrize("host", ["https://ir.velmora.example", "ir.velmora.example:443"])
def test_host_that_is_no_name_is_found(settings, host):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = [host], True
    assert ids() == {"irsite.E002"}


def test_plain_http_for_strangers_is_found(settings):
    settings.ALLOWED_HOSTS = ["localhost", "ir.velmora.example"]
    assert ids() == {"irsite.W003"}


def test_deployment_for_this_machine_alone_is_found():
    assert ids(include_deployment_checks=True) == {"irsite.W004"}


def test_machine_without_time_zones_is_found(monkeypatch):
    monkeypatch.setattr(checks, "available_timezones", set)
    assert ids() == {"irsite.E003"}


def test_hub_without_an_address_of_the_site_is_found(settings):
    settings.WEBSUB_HUB_URL = "https://hub.example"
    assert ids() == {"irsite.E005"}
    settings.SITE_URL = "https://ir.velmora.example"
    assert ids() == set()


def test_server_without_a_second_factor_is_found(settings):
    settings.SECOND_FACTOR, settings.ALLOWED_HOSTS = False, ["ir.velmora.example"]
    settings.SECURE_SSL_REDIRECT = True
    assert ids(include_deployment_checks=True) == {"irsite.W005"}


def test_session_that_cannot_be_idle_is_found(settings):
    settings.SESSION_IDLE = settings.SESSION_AGE * 2
    assert ids() == {"irsite.E006"}


@pytest.mark.django_db
def test_missing_triggers_are_found(records):
    triggers.drop()
    assert ids(databases=["default"]) == {"irsite.W001"}


@pytest.mark.django_db
def test_missing_issuer_is_found():
    assert ids(databases=["default"]) == {"irsite.W002"}


@pytest.mark.django_db
def test_unknown_time_zone_of_the_issuer_is_found(records):
    Issuer.objects.update(time_zone="America/Halverton")
    assert "America/Halverton" not in available_timezones()
    assert ids(databases=["default"]) == {"irsite.E004"}


@pytest.mark.django_db
def test_whole_newsroom_raises_nothing(records):
    assert ids(databases=["default"]) == set()
