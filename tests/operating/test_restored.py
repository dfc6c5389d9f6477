"""What stands there after a restore, on whichever database the tests run: one restore for all of these tests."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.test import Client, override_settings
from django.utils import timezone

from operating.management.commands.restore import teller
from releases import record, triggers
from releases.models import Release, Revision
from tests import builders
from tests.conftest import stored_in
from tests.fronts import Site, one_connection

from .test_backup import back_up, everything, restore

pytestmark = pytest.mark.django_db
BEFORE = "Ünïcode — “quotes”\u2028 and\nzebrafish"
AFTER = "Velmora Names a Chair"


@pytest.fixture(scope="module")
def uploads(tmp_path_factory):
    return tmp_path_factory.mktemp("uploads")


@pytest.fixture(scope="module")
def newsroom(kept_rows, uploads, tmp_path_factory):
    """Backed up, gone on after that, and restored while a process runs: what was, what that knew and what was told."""
    with override_settings(STORAGES=stored_in(uploads)), pytest.MonkeyPatch.context() as patch:
        path = tmp_path_factory.mktemp("backup") / "newsroom.backup"
        made = _made()
        before = everything()
        back_up(path)
        running, page = _gone_on(made, uploads)
        tellings = []
        patch.setattr(teller, "tell", lambda: tellings.append(True))
        told = restore(path)
    return SimpleNamespace(
        **vars(made), before=before, running=running, page=page, told=told, tellings=tellings
    )


def _made():
    builders.records()
    people = builders.people()
    release = builders.live(people, timezone.now(), headline=BEFORE)
    Client().force_login(people.writer)
    lost = default_storage.save("abc/figure.pdf", ContentFile(b"%PDF-1.7 figure"))
    rotten = default_storage.save("table.csv", ContentFile(b"1,2,3"))
    return SimpleNamespace(people=people, release=release, lost=lost, rotten=rotten)


def _gone_on(made, uploads):
    """Files are lost, words change, another release is read: the process that shows it, and its page."""
    default_storage.delete(made.lost)
    (uploads / made.rotten).write_bytes(b"rot")
    Release.objects.update(headline="Another")
    builders.live(made.people, timezone.now(), headline=AFTER)
    running, page = Site(timezone.now()), Revision.objects.get(headline=AFTER).get_absolute_url()
    assert AFTER in running.get("/releases/").text
    assert running.get(page).status == 200
    return running, page


def test_rows_are_as_they_were(newsroom):
    before, after = dict(newsroom.before), everything()
    own = after["releases.AuditEntry"][0].pop()
    assert "restore" in own
    for label in ("auth.User", "auth.User_groups"):
        after[label], before[label] = len(after[label][0]) - (label == "auth.User"), len(before[label][0])
    assert after == before


def test_record_is_whole_and_guarded(newsroom):
    assert "The record is whole" in newsroom.told
    assert list(record.problems()) == []
    assert triggers.missing() == []
    with pytest.raises(DatabaseError):
        Revision.objects.update(headline="Another")


def test_numbers_go_on(newsroom):
    names = {"writer": "wanda", "approver": "arne"}
    people = {role: User.objects.get(username=name) for role, name in names.items()}
    release = builders.live(SimpleNamespace(**people), timezone.now())
    assert release.pk > newsroom.release.pk
    assert list(record.problems()) == []


def test_newsroom_is_searched_and_nobody_is_signed_in(newsroom, client):
    assert "<mark>zebrafish" in client.get("/search/?q=zebrafish").text
    assert not Session.objects.exists()


def test_files_that_were_lost_or_rotten_are_back(newsroom, uploads):
    assert (uploads / newsroom.lost).read_bytes() == b"%PDF-1.7 figure"
    assert (uploads / newsroom.rotten).read_bytes() == b"1,2,3"


def test_process_that_runs_drops_the_pages_of_what_the_backup_lacks(newsroom):
    newsroom.running.a_second_later()
    with one_connection():
        assert newsroom.running.get(newsroom.page).status == 404
        listed = newsroom.running.get("/releases/").text
    assert ("zebrafish" in listed, AFTER in listed) == (True, False)


def test_what_the_backup_lacks_is_told(newsroom):
    assert f"Not in the backup as it stood here: “{AFTER}”" in newsroom.told


def test_processes_that_run_are_told(newsroom):
    assert newsroom.tellings == [True]
