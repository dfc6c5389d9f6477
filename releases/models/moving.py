"""How a release moves: each method is one step, locked, checked and put on record.

`moves.py` says from where to where and why not; here is what a step does.
"""

from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext

from embargo import outbox

from . import facts
from .audit import AuditEntry, lock_record, name_of
from .moves import CHECKED_MOVES, MOVES, MoveRefused, Status, check_text


class Moving:
    """The moves of a `Release`."""

    def submit(self, *, by, now):
        """To review; what was found in the text on the way, as `Checked`."""
        with self._moving("submit", by=by, now=now) as act:
            self.record_author(by)
        return act["checked"]

    def approve(self, *, by, now, seen, emergency_reason="", ticked=()):
        """Freeze the next revision.

        `seen` is the hash of the composition that the approver read, `ticked` holds the keys of the warnings
        that the approver accepts; their sentences go on record.
        """
        given = {"seen": seen, "reason": emergency_reason, "ticked": ticked}
        with self._moving("approve", by=by, now=now, **given) as act:
            checked = act["checked"]
            composition, revision = checked.composition, checked.composition.revision
            accepted = gettext("Warning accepted: %(warning)s")
            act["detail"] = "\n".join(accepted % {"warning": each} for each in checked.warnings)
            revision.approved_at, revision.approved_by = now, by
            revision.approver_name = name_of(by)
            if self.authors.filter(pk=by.pk).exists():
                revision.emergency_reason = emergency_reason
            revision.seal(composition.tags)
            act["revision"] = revision

    def send_back(self, *, by, now, reason):
        """Back to draft; the revision that the approval froze is void, though it stays on record."""
        with self._moving("send_back", by=by, now=now, reason=reason) as act:
            if self.status == Status.APPROVED:
                act["revision"] = self._unschedule()
                act["revision"].voided_at = now
                act["revision"].save(update_fields=["voided_at"])

    def schedule(self, *, by, now, at, notice=""):
        """Set the instant. `notice` says when and under which reference the exchange was notified."""
        with self._moving("schedule", by=by, now=now, at=at) as act:
            act["revision"], act["detail"] = self._set_public_from(at), notice

    def publish(self, *, by, now, notice=""):
        with self._moving("publish", by=by, now=now, at=now) as act:
            act["revision"], act["detail"] = self._set_public_from(now), notice

    def hold(self, *, by, now, reason=""):
        """Take the instant away; the approval stands."""
        with self._moving("hold", by=by, now=now, reason=reason) as act:
            act["revision"] = self._unschedule()

    def revise(self, *, by, now, kind, reason, note=""):
        """Open a live release for a correction, an update or a typo; its text stays public meanwhile."""
        with self._moving("revise", by=by, now=now, kind=kind, reason=reason) as act:
            self.kind, self.note = kind, note
            self.authors.clear()
            act["revision"] = self.live_revision(now)

    def withdraw(self, *, by, now, reason, hide_headline=False):
        """End the live revision at once; its address then says that it was withdrawn, and why."""
        with self._moving("withdraw", by=by, now=now, reason=reason) as act:
            live = self.live_revision(now)
            if self.status == Status.APPROVED and self.approved_revision() != live:
                waiting = self._unschedule()
                waiting.voided_at = now
                waiting.save(update_fields=["voided_at"])
            live.public_until = live.withdrawn_at = now
            live.withdrawal_reason, live.hides_headline = reason, hide_headline
            live.save(update_fields=["public_until", "withdrawn_at", "withdrawal_reason", "hides_headline"])
            facts.end(live, now)
            outbox.cancel("release_published", live.pk)
            self._announce("release_withdrawn", live, now)
            act["revision"] = live

    def confirm(self, *, by, now):
        """A second person confirms what one person approved in an emergency."""
        with self._moving("confirm", by=by, now=now) as act:
            revision = self.approved_revision()
            revision.confirmed_at = now
            revision.confirmer_name = name_of(by)
            revision.save(update_fields=["confirmed_at", "confirmer_name"])
            act["revision"] = revision

    @contextmanager
    def _moving(self, name, *, by, now, **given):
        """The one door for every change of status: locked, re-read, checked, saved and put on record."""
        with transaction.atomic():
            lock_record()
            self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
            act = {"revision": None, "detail": ""}
            if name in CHECKED_MOVES:
                # Once, under the lock: what was found to be in order is what is frozen.
                given["checked"] = act["checked"] = check_text(self, now)
            blockers = self.blockers(name, by=by, now=now, **given)
            if blockers:
                raise MoveRefused(blockers)
            before = self.status
            yield act
            self.status = MOVES[name].to or before
            self.save(update_fields=["status", "kind", "note"])
            AuditEntry.append_locked(
                at=now,
                who=by,
                release=self,
                move=name,
                from_status=before,
                to_status=self.status,
                reason=given.get("reason", ""),
                detail=act["detail"],
                instant=given.get("at"),
                revision=act["revision"],
            )

    def _set_public_from(self, at):
        revision = self._unschedule()
        previous = self.standing_revisions().filter(number__lt=revision.number).last()
        if previous:
            previous.public_until = at
            previous.save(update_fields=["public_until"])
        revision.public_from = at
        revision.released_at = previous.released_at if previous else at
        revision.save(update_fields=["public_from", "released_at"])
        facts.hand_over(revision, at)
        self._announce("release_published", revision, at)
        return revision

    def _announce(self, fact, revision, at):
        outbox.post(fact, revision.pk, due=at, payload={"revision": revision.pk}, subject=str(revision))

    def _unschedule(self):
        """Take the instant from the approved revision that is not live yet, and from the facts it announces."""
        revision = self.approved_revision()
        if revision.public_from is None:
            return revision
        previous = self.standing_revisions().filter(number__lt=revision.number).last()
        if previous and previous.public_until == revision.public_from:
            previous.public_until = None
            previous.save(update_fields=["public_until"])
        facts.take_back(revision)
        outbox.cancel("release_published", revision.pk)
        revision.public_from = revision.released_at = None
        revision.save(update_fields=["public_from", "released_at"])
        return revision
