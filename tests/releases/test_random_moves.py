"""Whatever anybody does in whatever order: what is public was approved, by another or flagged, and is unchanged."""

import datetime as dt

from django.db import transaction
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from releases.models import AuditEntry, MoveRefused, Release, Revision
from tests import builders
from tests.conftest import NOON

PERSON = st.sampled_from(["writer", "approver", "second", "administrator"])
MINUTES = st.integers(-5, 30)


class Desk(RuleBasedStateMachine):
    """People do anything at any time; `now` only goes forward."""

    @initialize()
    def set_up(self):
        self.savepoint = transaction.savepoint()
        self.people, self.now = builders.people(), NOON
        self.records = builders.records()
        self.release = builders.draft(self.people, NOON)

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    def attempt(self, name, person, **given):
        release = Release.objects.get(pk=self.release.pk)
        try:
            getattr(release, name)(by=getattr(self.people, person), now=self.now, **given)
        except MoveRefused:
            event(f"{name} refused")

    @rule(minutes=st.integers(0, 10))
    def wait(self, minutes):
        self.now += dt.timedelta(minutes=minutes)

    @rule(person=PERSON, words=st.text("abc ", min_size=1, max_size=5))
    def edit(self, person, words):
        release = Release.objects.get(pk=self.release.pk)
        if release.status == "draft":
            release.body = f"<p>{words}x</p>"
            release.save()
            release.record_author(getattr(self.people, person))

    @rule(words=st.text("abc", min_size=1, max_size=5))
    def write_behind_the_desk(self, words):
        Release.objects.filter(pk=self.release.pk).update(body=words, headline=words)

    @rule(status=st.sampled_from(["draft", "in review", "approved"]))
    def set_status_behind_the_desk(self, status):
        if Release.objects.get(pk=self.release.pk).status == "draft" and status == "in review":
            Release.objects.filter(pk=self.release.pk).update(status=status)

    @rule(person=PERSON)
    def submit(self, person):
        self.attempt("submit", person)

    @rule(
        person=PERSON,
        emergency=st.sampled_from(["", "Nobody else is here."]),
        stale=st.booleans(),
        ticks=st.booleans(),
    )
    def approve(self, person, emergency, stale, ticks):
        given = builders.read(Release.objects.get(pk=self.release.pk), self.now)
        given |= {"seen": "0" * 64} if stale else {}
        given |= {} if ticks else {"ticked": []}
        self.attempt("approve", person, emergency_reason=emergency, **given)

    @rule(person=PERSON, minutes=MINUTES)
    def schedule(self, person, minutes):
        self.attempt("schedule", person, at=self.now + dt.timedelta(minutes=minutes))

    @rule(person=PERSON, name=st.sampled_from(["publish", "hold", "confirm"]))
    def move(self, person, name):
        self.attempt(name, person)

    @rule(
        person=PERSON, name=st.sampled_from(["send_back", "withdraw"]), reason=st.sampled_from(["", "Wrong."])
    )
    def move_with_reason(self, person, name, reason):
        self.attempt(name, person, reason=reason)

    @rule(person=PERSON, kind=st.sampled_from(["correction", "update", "typo", "original"]))
    def revise(self, person, kind):
        self.attempt("revise", person, kind=kind, reason="New facts", note="It was wrong.")

    @invariant()
    def public_texts_are_as_approved(self):
        for revision in Revision.objects.public(self.now):
            assert revision.sha256 == revision.digest(revision.tags())
            entry = AuditEntry.objects.get(move="approve", revision=revision)
            assert entry.revision_sha256 == revision.sha256
            assert entry.who.groups.filter(name="Approvers").exists()

    @invariant()
    def approver_is_not_an_author_or_it_is_flagged(self):
        for entry in AuditEntry.objects.filter(move="approve").select_related("revision"):
            submit = AuditEntry.objects.filter(move="submit", pk__lt=entry.pk).order_by("pk").last()
            if submit and submit.who_id == entry.who_id:
                assert entry.revision.emergency_reason

    @invariant()
    def one_text_at_most_is_public(self):
        assert Revision.objects.public(self.now).filter(release=self.release).count() <= 1

    @invariant()
    def record_is_chained(self):
        entries = list(AuditEntry.objects.order_by("pk"))
        assert [entry.previous for entry in entries] == ["", *(entry.sha256 for entry in entries)][
            : len(entries)
        ]


class RandomMovesTests(TestCase):
    def test_random_moves_never_break_the_rules(self):
        run_state_machine_as_test(
            Desk,
            settings=settings(
                max_examples=20,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
