"""Backup and restore, on whichever database the tests run; what stands there afterwards is in test_restored.py."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from operating import archive, dump, load
from releases import record, triggers
from releases.models import Release, Revision
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def now():
    """The real time: commands read the clock."""
    return timezone.now()


@pytest.fixture
def stored(settings, tmp_path):
    location = tmp_path / "uploads"
    options = settings.STORAGES["default"] | {"OPTIONS": {"location": location, "base_url": None}}
    settings.STORAGES = settings.STORAGES | {"default": options}
    return location


@pytest.fixture
def desk(stored, records, people):
    return people


@pytest.fixture
def path(tmp_path):
    return tmp_path / "newsroom.backup"


def back_up(path):
    call_command("backup", path, stdout=io.StringIO())


def restore(path, **options):
    out = io.StringIO()
    call_command("restore", path, stdout=out, stderr=out, **{"replace": True} | options)
    return out.getvalue()


def everything():
    return {model._meta.label: list(dump.chunks(model)) for model in dump.kept_models()}


def test_database_that_holds_something_is_not_replaced_unasked(desk, now, path):
    back_up(path)
    with pytest.raises(CommandError, match="--replace"):
        restore(path, replace=False)


def test_damaged_archive_touches_nothing(desk, now, path):
    back_up(path)
    path.write_bytes(path.read_bytes()[:-30])
    before = everything()
    with pytest.raises(CommandError, match="cannot be read"):
        restore(path)
    assert everything() == before


def test_failed_restore_leaves_the_database_as_it_was(desk, now, path, monkeypatch):
    builders.live(desk, now)
    back_up(path)
    before = everything()
    monkeypatch.setattr("operating.load.finish", lambda models: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        restore(path)
    assert everything() == before
    assert triggers.missing() == []


def test_backup_of_a_newer_version_is_refused(desk, path, monkeypatch):
    monkeypatch.setattr("operating.dump.migrations", lambda: [["releases", "9999_of_tomorrow"]])
    back_up(path)
    with pytest.raises(CommandError, match="releases 9999_of_tomorrow"):
        restore(path)


def test_check_changes_nothing(desk, now, path):
    back_up(path)
    builders.draft(desk, now)
    assert "every one as it was written" in restore(path, check=True)
    assert Release.objects.count() == 1


def test_encrypted_backup_holds_no_word(desk, now, path, settings, tmp_path):
    call_command("backup", new_key=tmp_path / "key", stdout=io.StringIO())
    settings.BACKUP_KEY = (tmp_path / "key").read_text().split()[3]
    back_up(path)
    assert path.read_bytes().startswith(archive.AGE_MAGIC)
    assert "every one as it was written" in restore(path, check=True, key_file=tmp_path / "key")


def test_key_is_never_overwritten(tmp_path):
    (tmp_path / "key").write_text("of all backups so far")
    with pytest.raises(CommandError, match="not overwritten"):
        call_command("backup", new_key=tmp_path / "key")


def test_release_withdrawn_since_stays_withdrawn(desk, now, path, client):
    release = builders.live(desk, now)
    back_up(path)
    release.withdraw(by=desk.approver, now=timezone.now(), reason="The figure is wrong.")
    told = restore(path)
    assert f"Withdrawn again: “{release.headline}” ({release.ref}) is live in the backup" in told
    assert client.get(Revision.objects.get().get_absolute_url()).status_code == 410
    assert list(record.problems()) == []


def test_fresh_machine_is_told_by_the_log_beside_the_files(desk, now, path):
    release = builders.live(desk, now)
    back_up(path)
    release.withdraw(by=desk.approver, now=timezone.now(), reason="The figure is wrong.")
    call_command("deliver", once=True)
    lose_the_database()
    told = restore(path, replace=False)
    assert "Withdrawn again" in told
    assert "There was no database to compare with" in told


def lose_the_database():
    with load.replaced():
        load.drop_all()
    assert connection.introspection.table_names() == []
