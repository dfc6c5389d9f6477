import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from releases.models import AuditEntry, Boilerplate, MoveRefused, Release, Revision
from tests import builders

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def codes(release, move, **given):
    return {blocker.code for blocker in release.blockers(move, **given)}


def test_release_goes_the_whole_way(people, records, now):
    release = builders.draft(people, now)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now)
    release.publish(by=people.approver, now=now)
    assert release.state(now) == "live"
    assert Revision.objects.public(now).get().headline == release.headline


def test_nothing_is_public_before_its_instant(people, records, now):
    at = now + MINUTE
    release = builders.scheduled(people, now, at)
    assert release.state(at - dt.timedelta(microseconds=1)) == "scheduled"
    assert not Revision.objects.public(at - dt.timedelta(microseconds=1)).exists()
    assert Revision.objects.public(at).get().release == release


def test_author_cannot_approve(people, records, now):
    release = builders.in_review(people, now)
    release.record_author(people.approver)
    assert "own-text" in codes(release, "approve", by=people.approver, now=now)


def test_emergency_approval_stays_flagged_until_another_confirms(people, records, now):
    release = builders.in_review(people, now)
    release.record_author(people.approver)
    builders.approve(release, people, now, emergency_reason="Nobody else can be reached.")
    assert release.approved_revision().needs_confirmation()
    release.confirm(by=people.second, now=now)
    assert not release.approved_revision().needs_confirmation()


def test_approver_cannot_confirm_own_emergency(people, records, now):
    release = builders.in_review(people, now)
    release.record_author(people.approver)
    builders.approve(release, people, now, emergency_reason="Nobody else can be reached.")
    assert "own-text" in codes(release, "confirm", by=people.approver, now=now)


def test_writer_may_not_approve(people, records, now):
    release = builders.in_review(people, now)
    with pytest.raises(MoveRefused, match="Your role does not include this step"):
        release.approve(by=people.writer, now=now, seen=release.compose().sha256)


def test_approval_of_a_text_that_changed_is_refused(people, records, now):
    release = builders.in_review(people, now)
    seen = release.compose().sha256
    Release.objects.filter(pk=release.pk).update(body="<p>Other words.</p>")
    with pytest.raises(MoveRefused, match="have changed since you opened this page"):
        release.approve(by=people.approver, now=now, seen=seen)


def test_all_blockers_are_told_at_once(people, records, now):
    release = builders.draft(people, now, body="", contacts=False)
    release.category = None
    assert codes(release, "submit", by=people.writer, now=now) == {"no-body", "no-category", "no-contacts"}


def test_schedule_on_another_day_than_the_text_says_is_refused(people, records, now):
    release = builders.approved(people, now)
    assert "other-day" in codes(
        release, "schedule", by=people.approver, now=now, at=now + dt.timedelta(days=1)
    )


def test_schedule_in_the_past_is_refused(people, records, now):
    release = builders.approved(people, now)
    assert "past" in codes(release, "schedule", by=people.approver, now=now, at=now - MINUTE)


def test_hold_takes_the_instant_away(people, records, now):
    release = builders.scheduled(people, now, now + MINUTE)
    release.hold(by=people.approver, now=now)
    assert release.state(now) == "approved"
    assert not Revision.objects.public(now + MINUTE).exists()


def test_sending_back_voids_the_revision(people, records, now):
    release = builders.scheduled(people, now, now + MINUTE)
    release.send_back(by=people.approver, now=now, reason="A number is wrong.")
    assert release.status == "draft"
    assert release.revisions.get().voided_at == now
    builders.approve(_resubmit(release, people, now), people, now)
    assert release.approved_revision().number == 1


def _resubmit(release, people, now):
    release.submit(by=people.writer, now=now)
    return release


def test_revision_gives_way_to_its_correction_in_one_instant(people, records, now):
    release = builders.live(people, now)
    later = now + MINUTE
    release.revise(by=people.approver, now=now, kind="correction", reason="A wrong number")
    release.note = "Sales were 2, not 3. The error was ours."
    release.save()
    builders.approve(_resubmit(release, people, now), people, now)
    release.schedule(by=people.second, now=now, at=later)
    assert release.live_revision(later - dt.timedelta(microseconds=1)).number == 1
    assert release.live_revision(later).number == 2
    assert release.live_revision(later).headline.startswith("CORRECTING and REPLACING ")


def test_withdrawn_release_is_public_no_more(people, records, now):
    release = builders.live(people, now)
    release.withdraw(by=people.approver, now=now + MINUTE, reason="The study was misread.")
    assert not Revision.objects.public(now + MINUTE).exists()
    assert Revision.objects.withdrawn(now + MINUTE).get().withdrawal_reason == "The study was misread."


def test_withdrawal_voids_a_correction_that_waits(people, records, now):
    release = builders.live(people, now)
    release.revise(by=people.approver, now=now, kind="update", reason="More facts", note="The rest.")
    builders.approve(_resubmit(release, people, now), people, now)
    release.schedule(by=people.approver, now=now, at=now + 2 * MINUTE)
    release.withdraw(by=people.approver, now=now + MINUTE, reason="All of it is wrong.")
    assert not Revision.objects.public(now + 3 * MINUTE).exists()


def test_facts_appear_in_the_instant_of_their_release(people, records, now):
    at = now + MINUTE
    builders.scheduled(people, now, at)
    records.media.refresh_from_db()
    assert records.media.public_from == at


def test_facts_of_a_held_release_are_taken_back(people, records, now):
    release = builders.scheduled(people, now, now + MINUTE)
    release.hold(by=people.approver, now=now)
    records.media.refresh_from_db()
    assert records.media.public_from is None


def test_held_release_leaves_the_facts_to_another_that_announces_them(people, records, now):
    first = builders.scheduled(people, now, now + MINUTE)
    builders.scheduled(people, now, now + 2 * MINUTE)
    first.hold(by=people.approver, now=now)
    records.media.refresh_from_db()
    assert records.media.public_from == now + 2 * MINUTE


def test_changed_boilerplate_changes_the_next_release_only(people, records, now):
    before = builders.live(people, now).approved_revision()
    Boilerplate.objects.filter(kind="about").update(text="{issuer} makes other medicines.")
    after = builders.live(people, now, headline="Next").approved_revision()
    before.refresh_from_db()
    assert "makes medicines" in before.about
    assert "makes other medicines" in after.about
    assert before.digest(before.tags()) == before.sha256


@pytest.mark.parametrize("column", ["headline", "body", "safe_harbor", "sha256", "approver_name"])
def test_database_refuses_to_change_a_frozen_column(people, records, now, column):
    revision = builders.live(people, now).approved_revision()
    with pytest.raises(DatabaseError, match="is on record"), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(**{column: "changed"})


def test_database_refuses_to_change_frozen_tags(people, records, now):
    revision = builders.live(people, now).approved_revision()
    with pytest.raises(DatabaseError, match="is on record"), transaction.atomic():
        revision.contacts.clear()


@pytest.mark.parametrize("model", [Revision, AuditEntry])
def test_database_refuses_to_delete_records(people, records, now, model):
    builders.live(people, now)
    with pytest.raises(DatabaseError, match="is on record"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_every_move_leaves_a_chained_entry(people, records, now):
    builders.live(people, now)
    entries = list(AuditEntry.objects.order_by("pk"))
    assert [entry.move for entry in entries] == ["submit", "approve", "publish"]
    assert [entry.previous for entry in entries[1:]] == [entry.sha256 for entry in entries[:-1]]
    assert all(entry.digest() == entry.sha256 for entry in entries)


def test_deleted_user_keeps_the_name_on_record(people, records, now):
    builders.live(people, now)
    people.approver.delete()
    assert AuditEntry.objects.filter(who=None, who_name="Arne Approver").count() == 2


def test_release_from_the_archive_keeps_its_date(people, records, now):
    release = builders.approved(people, now, date=dt.date(2021, 5, 6), from_archive=True)
    release.publish(by=people.approver, now=now)
    assert release.live_revision(now).date_only
    assert release.live_revision(now).date == dt.date(2021, 5, 6)


def test_instance_read_before_a_move_does_not_write_the_old_status_back(people, records, now):
    release = builders.draft(people, now)
    stale = Release.objects.get(pk=release.pk)
    release.submit(by=people.writer, now=now)
    stale.save()
    assert Release.objects.get(pk=release.pk).status == "in review"


def test_duplicate_takes_the_text_and_none_of_the_history(people, records, now):
    copy = builders.live(people, now).duplicate(by=people.approver, now=now, headline="Next one")
    assert (copy.status, copy.body, copy.contacts.count()) == ("draft", "<p>We report results.</p>", 2)
    assert not copy.revisions.exists()
    assert list(copy.authors.all()) == [people.approver]
