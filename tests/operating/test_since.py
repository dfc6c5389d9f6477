"""What a restore does about the things that happened after its backup.

The state of the backup is the database itself; what happened since is done, looked at and undone again.
"""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from embargo import outbox
from embargo.models import Generation, OutboxEntry
from operating import since
from releases import record
from releases.models import AuditEntry, Revision
from tests import builders

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def desk(records, people):
    return people


@pytest.fixture
def later(now):
    return now + HOUR


@contextmanager
def happened(now):
    """What is done inside is undone afterwards, and what was known then is yielded."""
    known = since.Present()
    with transaction.atomic():
        yield known
        vars(known).update(vars(since.present(now)))
        transaction.set_rollback(True)


def settle(known, now, later, **options):
    return "\n".join(since.settle(known, now, later, **options))


def test_withdrawal_is_made_again_as_it_was(desk, now, later):
    release = builders.live(desk, now)
    with happened(later) as known:
        release.withdraw(by=desk.approver, now=now + HOUR / 2, reason="Wrong.", hide_headline=True)
    told = settle(known, now, later)
    revision = Revision.objects.get()
    assert f"Withdrawn again: “{release.headline}” ({release.ref})" in told
    assert (revision.withdrawn_at, revision.withdrawal_reason) == (now + HOUR / 2, "Wrong.")
    assert revision.hides_headline
    assert list(record.problems()) == []


def test_withdrawal_of_a_corrected_text_takes_the_earlier_one_too(desk, now, later):
    release = builders.live(desk, now)
    with happened(later) as known:
        release.revise(by=desk.approver, now=now, kind="typo", reason="A typo.")
        release.headline = "Velmora Reports Better Results"
        release.save()
        release.submit(by=desk.writer, now=now)
        builders.approve(release, desk, now).publish(by=desk.approver, now=now + HOUR / 4)
        release.withdraw(by=desk.approver, now=now + HOUR / 2, reason="Wrong.")
    assert "Withdrawn again" in settle(known, now, later)
    assert not Revision.objects.public(later).exists()


@pytest.mark.parametrize("at", [HOUR / 2, 2 * HOUR], ids=["past", "still to come"])
def test_release_held_since_stays_on_hold(desk, now, later, at):
    release = builders.scheduled(desk, now, now + at)
    with happened(later) as known:
        release.hold(by=desk.approver, now=now, reason="Not yet.")
    assert f"On hold: “{release.headline}” ({release.ref}) was scheduled for" in settle(known, now, later)
    assert Revision.objects.get().public_from is None


def test_release_moved_since_is_on_hold(desk, now, later):
    release = builders.scheduled(desk, now, now + HOUR)
    with happened(later) as known:
        release.schedule(by=desk.approver, now=now, at=now + 2 * HOUR)
    assert "On hold" in settle(known, now, later)


def test_schedule_that_still_stands_is_kept(desk, now, later):
    builders.scheduled(desk, now, now + HOUR)
    with happened(later) as known:
        pass
    assert "On hold" not in settle(known, now, later)
    assert Revision.objects.get().public_from == now + HOUR


def test_nothing_goes_out_that_nobody_confirms(desk, now, later):
    builders.scheduled(desk, now, now + HOUR)
    told = settle(since.Present(), now, later)
    assert "On hold" in told
    assert "There was no database to compare with" in told


def test_operator_may_keep_the_schedule(desk, now, later):
    builders.scheduled(desk, now, now + HOUR)
    settle(since.Present(), now, later, keep_schedule=True)
    assert Revision.objects.get().public_from == now + HOUR


def test_release_that_the_backup_lacks_is_named(desk, now, later):
    with happened(later) as known:
        builders.live(desk, now, headline="Velmora Names a Chair")
    assert "Not in the backup as it stood here: “Velmora Names a Chair”" in settle(known, now, later)


@pytest.fixture
def letter(desk, now, monkeypatch):
    """Something that waits to be sent because a release is live."""
    monkeypatch.setitem(outbox.carriers, "letter", outbox.Carrier("letter", ("release_published",), None))
    builders.live(desk, now)
    return OutboxEntry.objects.get(carrier="letter")


def test_what_may_have_been_sent_is_not_sent_again(letter, now, later):
    assert "Not sent again: letter: release_published" in settle(since.Present(), now, later)
    letter.refresh_from_db()
    assert letter.outcome == OutboxEntry.Outcome.DROPPED


def test_what_is_known_to_wait_is_sent(letter, now, later):
    with happened(later) as known:
        pass
    assert "Not sent again" not in settle(known, now, later)
    assert letter in OutboxEntry.objects.due(later)


def test_generation_goes_on_from_the_one_before(desk, now, later):
    Generation.objects.update(number=7)
    settle(since.Present(generation=5000), now, later)
    assert Generation.objects.get().number > 5000


def test_generation_is_new_even_where_the_one_before_is_lost(desk, now, later):
    settle(since.Present(), now, later)
    assert Generation.objects.get().number > later.timestamp()


def test_restore_is_on_record(desk, now, later):
    settle(since.Present(), now, later)
    entry = AuditEntry.objects.first()
    assert (entry.move, entry.who_name, entry.at) == ("restore", "Restore", later)
    assert not User.objects.get(username="restore").is_active
