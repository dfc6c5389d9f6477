"""The moves of a release: from where, to where, and why not.

draft ──submit──► in review ──approve──► approved ──schedule / publish──► (the clock) ──► live
  ▲                   │ send back           │ hold, send back                             │ revise
  └───────────────────┴─────────────────────┘◄────────────────────────────────────────────┘ withdraw
"""

from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import preflight
from .composing import Composition
from .findings import Finding
from .issuer import Issuer
from .revision import Revision


class Status(models.TextChoices):
    DRAFT = "draft", gettext_lazy("Draft")
    IN_REVIEW = "in review", gettext_lazy("In review")
    APPROVED = "approved", gettext_lazy("Approved")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")


@dataclass(frozen=True)
class Move:
    label: str
    sources: tuple
    to: str | None = None  # None: the status stays; the clock and the instant do the rest
    needs_reason: bool = False


MOVES = {
    "submit": Move(gettext_lazy("Submit for review"), (Status.DRAFT,), Status.IN_REVIEW),
    "approve": Move(gettext_lazy("Approve"), (Status.IN_REVIEW,), Status.APPROVED),
    "send_back": Move(
        gettext_lazy("Send back to draft"),
        (Status.IN_REVIEW, Status.APPROVED),
        Status.DRAFT,
        needs_reason=True,
    ),
    "schedule": Move(gettext_lazy("Schedule"), (Status.APPROVED,)),
    "publish": Move(gettext_lazy("Publish now"), (Status.APPROVED,)),
    "hold": Move(gettext_lazy("Hold"), (Status.APPROVED,)),
    "revise": Move(gettext_lazy("Revise"), (Status.APPROVED,), Status.DRAFT, needs_reason=True),
    "withdraw": Move(
        gettext_lazy("Withdraw"),
        (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED),
        Status.WITHDRAWN,
        needs_reason=True,
    ),
    "confirm": Move(gettext_lazy("Confirm emergency approval"), (Status.APPROVED,)),
}


# The moves that look at the text itself, not only at where it stands.
CHECKED_MOVES = ("submit", "approve")


class MoveRefused(Exception):
    """A move that may not be made; `blockers` holds every reason."""

    def __init__(self, blockers):
        self.blockers = blockers
        super().__init__(" ".join(blocker.sentence for blocker in blockers))


@dataclass(frozen=True)
class Checked:
    """What approving would freeze just now, and what preflight finds in it, blockers first."""

    composition: Composition
    findings: list

    @cached_property
    def sha256(self):
        return self.composition.sha256

    @property
    def blockers(self):
        return [finding for finding in self.findings if finding.level == preflight.Level.BLOCKER]

    @property
    def warnings(self):
        return [finding for finding in self.findings if finding.level == preflight.Level.WARNING]


def check_text(release, now):
    composition = release.compose()
    return Checked(composition, preflight.run(release, now=now, composition=composition))


def find_blockers(release, name, *, by, now, **given):
    """Every reason why `by` cannot make the move `name` at `now`.

    A keyword that the move needs may be left out to ask what else stands in the way: the desk does
    so before its form is filled in. `checked` spares whoever has checked the text a second check.
    """
    move, blockers = MOVES[name], []
    if not by.has_perm(f"releases.{name}_release"):
        blockers.append(Finding("not-permitted", _("Your role does not include this step.")))
    if release.status not in move.sources:
        sources = " / ".join(str(source.label).lower() for source in move.sources)
        blockers.append(
            Finding(
                "wrong-status",
                _("The release is %(status)s; this step starts from %(sources)s.")
                % {"status": release.get_status_display().lower(), "sources": sources},
            )
        )
        return blockers
    if move.needs_reason and "reason" in given and not given["reason"].strip():
        blockers.append(Finding("no-reason", _("Give a reason.")))
    return blockers + list(CHECKS[name](release, by=by, now=now, **given))


def _submit(release, *, by, now, checked=None):
    if not release.body.strip():
        yield Finding("no-body", _("The release has no body."), place="body")
    if release.category_id is None:
        yield Finding("no-category", _("Choose a category."), place="category")
    if release.kind == Revision.Kind.CORRECTION and not release.note.strip():
        yield Finding(
            "no-note", _("A correction says what was wrong, what is right and whose error it was."), "note"
        )
    if release.kind == Revision.Kind.UPDATE and not release.note.strip():
        yield Finding("no-note", _("An update says what is new."), "note")
    checked = checked or check_text(release, now)
    if not checked.composition.revision.contact_block.strip():
        yield Finding("no-contacts", _("Name at least one contact."), place="contacts")
    yield from checked.composition.missing
    yield from checked.blockers


def _approve(release, *, by, now, seen=None, reason="", ticked=None, checked=None):
    checked = checked or check_text(release, now)
    yield from _submit(release, by=by, now=now, checked=checked)
    if seen is not None and seen != checked.sha256:
        yield Finding(
            "text-changed",
            _(
                "The text, its boilerplate or its facts have changed since you opened this page. Read it again."
            ),
        )
    if ticked is not None:
        yield from _unticked(checked.warnings, ticked)
    if release.authors.filter(pk=by.pk).exists() and not reason.strip():
        yield Finding(
            "own-text",
            _(
                "You wrote or submitted this text; somebody else must approve it. In an emergency give a reason."
            ),
        )


def _unticked(warnings, ticked):
    """A warning holds the approval up until its very words are ticked; one that came up since is not among them."""
    for warning in warnings:
        if warning.key not in ticked:
            yield Finding(
                "unticked",
                _("Tick this warning, or have the text mended: %(warning)s") % {"warning": warning.sentence},
                warning.place,
            )


def _send_back(release, *, by, now, reason=""):
    if _is_live(release.approved_revision(), now):
        yield Finding("live", _("The release is live; revise or withdraw it."))


def _schedule(release, *, by, now, at=None):
    revision = release.approved_revision()
    yield from _not_yet_live(revision, now)
    if at is not None:
        if at <= now:
            yield Finding("past", _("This instant is past. Choose a later one, or publish now."))
        yield from _right_day(revision, at)


def _publish(release, *, by, now, at=None):
    revision = release.approved_revision()
    yield from _not_yet_live(revision, now)
    yield from _right_day(revision, now)


def _hold(release, *, by, now, reason=""):
    revision = release.approved_revision()
    yield from _not_yet_live(revision, now)
    if revision and revision.public_from is None:
        yield Finding("not-scheduled", _("The release is not scheduled."))


def _revise(release, *, by, now, kind=None, reason=""):
    if not _is_live(release.approved_revision(), now):
        yield Finding("not-live", _("Only a live release is revised; send this one back instead."))
    if kind is not None and kind not in (Revision.Kind.CORRECTION, Revision.Kind.UPDATE, Revision.Kind.TYPO):
        yield Finding("no-kind", _("Say whether this is a correction, an update or a typo."))


def _withdraw(release, *, by, now, reason=""):
    if release.live_revision(now) is None:
        yield Finding("not-live", _("Nothing of this release is public; there is nothing to withdraw."))


def _confirm(release, *, by, now):
    revision = release.approved_revision()
    if revision is None or not revision.needs_confirmation():
        yield Finding("nothing-to-confirm", _("This approval needs no confirmation."))
    elif release.authors.filter(pk=by.pk).exists() or revision.approved_by_id == by.pk:
        yield Finding("own-text", _("You wrote or approved this text; somebody else must confirm it."))


CHECKS = {
    "submit": _submit,
    "approve": _approve,
    "send_back": _send_back,
    "schedule": _schedule,
    "publish": _publish,
    "hold": _hold,
    "revise": _revise,
    "withdraw": _withdraw,
    "confirm": _confirm,
}


def _is_live(revision, now):
    return revision is not None and revision.is_public(now)


def _not_yet_live(revision, now):
    if _is_live(revision, now):
        yield Finding("live", _("The release is live."))


def _right_day(revision, at):
    """The date is part of the approved text, so the text goes out on that date or is approved anew."""
    if revision is None or revision.number > 1:
        return
    day = Issuer.objects.get(pk=1).day(at)
    if revision.date_only and day <= revision.date:
        yield Finding("archive-date", _("A release from the archive has a date that is past."))
    if not revision.date_only and day != revision.date:
        yield Finding(
            "other-day",
            _("The approved text is dated %(date)s and cannot go out on %(day)s. Send it back, change its date and "
              "have it approved anew.") % {"date": revision.date, "day": day},
        )  # fmt: skip
