import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from embargo.models import OutboxEntry
from operating import health

TOKEN = "a token for the tests alone"


@pytest.fixture
def watcher(settings):
    settings.WATCH_TOKEN = TOKEN
    return {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}


@pytest.fixture
def without_database(monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError("password=secret")

    monkeypatch.setattr(connection, "cursor", fail)


def checks(client, watcher):
    return client.get("/readyz", **watcher).json()["checks"]


def test_alive_without_any_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok\n", "no-store")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_node_is_only_asked(client, address):
    for method in ("post", "put", "delete", "trace"):
        assert getattr(client, method)(address).status_code == 405


def test_alive_under_any_name_and_without_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"host": "10.0.0.7:8000"}).status_code == 200


@pytest.mark.django_db
def test_ready(client, watcher):
    assert client.get("/readyz").content == b"ready\n"
    assert client.get("/readyz", **watcher).json()["ready"]


@pytest.mark.django_db
def test_not_ready_without_a_database(client, watcher, without_database):
    assert client.get("/readyz").content == b"not ready\n"
    response = client.get("/readyz", **watcher)
    assert response.status_code == 503
    assert response.json()["checks"]["database"]["problem"] == "It failed with DatabaseError."


@pytest.mark.django_db
def test_details_are_for_whoever_has_the_token(client, settings):
    settings.WATCH_TOKEN = TOKEN
    assert client.get("/readyz", headers={"authorization": "Bearer wrong"}).content == b"ready\n"


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "ready"), [(0.5, True), (1.5, False), (-1.5, False)])
def test_clock_must_agree_with_the_database(monkeypatch, seconds, ready):
    theirs = SimpleNamespace(execute=lambda sql: None, fetchone=lambda: [str(1000 + seconds)])
    monkeypatch.setattr(
        health, "connection", SimpleNamespace(vendor="postgresql", cursor=lambda: _With(theirs))
    )
    monkeypatch.setattr(health.time, "time", lambda: 1000.0)
    assert (_problem(health.clock) == "") == ready


@pytest.mark.django_db
@pytest.mark.postgresql
def test_clock_of_a_real_database_agrees():
    assert _problem(health.clock) == ""


@pytest.mark.django_db
def test_missing_migration_is_told_and_looked_for_again(monkeypatch):
    health._is_migrated.cache_clear()
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    assert "manage.py upgrade" in _problem(health.migrations)
    monkeypatch.undo()
    assert _problem(health.migrations) == ""


def test_files_must_be_within_reach(settings, tmp_path):
    options = {"location": tmp_path / "gone" / "files", "base_url": None}
    backend = settings.STORAGES["default"]["BACKEND"]
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}
    assert _problem(health.storage) == "The folder of uploaded files is not there."


@pytest.mark.django_db
def test_cache_that_is_away_is_told_and_takes_no_node_away(client, watcher, monkeypatch):
    monkeypatch.setattr(health.cache, "get", lambda key: None)
    response = client.get("/readyz", **watcher)
    assert response.status_code == 200
    assert not response.json()["checks"]["shared_cache"]["ok"]


@pytest.mark.django_db
def test_outbox_that_nobody_empties_is_told(client, watcher):
    OutboxEntry.objects.create(carrier="a", key="b", due_at=timezone.now() - dt.timedelta(minutes=2))
    assert checks(client, watcher)["outbox"]["problem"].startswith("1 things are due")


class _With:
    def __init__(self, inside):
        self.inside = inside

    def __enter__(self):
        return self.inside

    def __exit__(self, *error):
        return False


def _problem(check):
    return health._checked(check, True, timezone.now()).sentence
