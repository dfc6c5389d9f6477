"""Two people act in the same instant: each has read the same state, one comes through the door first."""

import datetime as dt
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from releases.models import AuditEntry, Issuer, MoveRefused, Release, Revision
from tests import builders

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
MINUTE = dt.timedelta(minutes=1)
WAITING = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def at_once(held, *acts):
    """What each act came to: `done`, or the codes of its blockers.

    Each runs in its own thread and connection; all have begun and wait for `held` before one may go on.
    """
    with ThreadPoolExecutor(len(acts)) as threads:
        with transaction.atomic():
            list(held.select_for_update())
            outcomes = [threads.submit(outcome, act) for act in acts]
            wait_for_waiting(len(acts))
        return [future.result() for future in outcomes]


def outcome(act):
    try:
        act()
    except MoveRefused as refusal:
        return {blocker.code for blocker in refusal.blockers}
    finally:
        connection.close()
    return "done"


def wait_for_waiting(count):
    deadline = time.monotonic() + 10
    while waiting() < count:
        assert time.monotonic() < deadline, "The moves do not wait for each other."
        time.sleep(0.01)


def waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING)
        return cursor.fetchone()[0]


def approval(release, by, now):
    read = builders.read(release, now)
    return lambda: Release.objects.get(pk=release.pk).approve(by=by, now=now, **read)


def test_one_of_two_approvals_freezes_the_text(people, records, now):
    release = builders.in_review(people, now)
    acts = approval(release, people.approver, now), approval(release, people.second, now)
    outcomes = at_once(Release.objects.filter(pk=release.pk), *acts)
    assert sorted(outcomes, key=str) == ["done", {"wrong-status"}]
    assert release.revisions.count() == 1


def test_approval_and_sending_back_leave_a_draft(people, records, now):
    release = builders.in_review(people, now)
    at_once(
        Release.objects.filter(pk=release.pk),
        approval(release, people.approver, now),
        lambda: Release.objects.get(pk=release.pk).send_back(
            by=people.second, now=now, reason="A wrong number."
        ),
    )
    release.refresh_from_db()
    assert release.status == "draft"
    assert not release.standing_revisions().exists()


def test_nothing_stays_public_when_an_update_meets_a_withdrawal(people, records, now):
    release = builders.live(people, now)
    release.revise(by=people.approver, now=now, kind="update", reason="More facts", note="The rest.")
    release.submit(by=people.writer, now=now)
    at_once(
        Release.objects.filter(pk=release.pk),
        approval(release, people.approver, now),
        lambda: Release.objects.get(pk=release.pk).withdraw(
            by=people.second, now=now, reason="All is wrong."
        ),
    )
    release.refresh_from_db()
    assert release.status == "withdrawn"
    assert not Revision.objects.public(now + MINUTE).exists()


def test_words_saved_beside_an_approval_do_not_go_out_unseen(people, records, now):
    release = builders.in_review(people, now)
    _saved, approved = at_once(
        Release.objects.filter(pk=release.pk),
        lambda: Release.objects.filter(pk=release.pk).update(body="<p>Other words.</p>"),
        approval(release, people.approver, now),
    )
    frozen = list(release.revisions.values_list("body", flat=True))
    assert (approved, frozen) in [({"text-changed"}, []), ("done", ["<p>We report results.</p>"])]


def test_moves_of_two_releases_keep_one_chain_of_entries(people, records, now):
    first, second = builders.in_review(people, now), builders.in_review(people, now, headline="Second")
    at_once(
        Issuer.objects.filter(pk=1),
        approval(first, people.approver, now),
        approval(second, people.second, now),
    )
    entries = list(AuditEntry.objects.order_by("pk"))
    assert [entry.previous for entry in entries[1:]] == [entry.sha256 for entry in entries[:-1]]
