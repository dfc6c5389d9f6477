"""The moves of a release as the desk offers them: what each asks for, and why it is not possible now."""

from dataclasses import dataclass, field

from django import forms
from django.utils import timezone

from .models import Revision
from .models.moves import MOVES, Status
from .move_forms import MOVE_FORMS, EmergencyForm
from .timing import Occasion

# Codes of blockers that say: not at this stage of a release's life.
OTHER_STAGE = ("wrong-status", "live", "not-live", "not-scheduled", "nothing-to-confirm")
# Forward before back.
OFFERED = ("submit", "approve", "confirm", "schedule", "publish", "hold", "revise", "send_back", "withdraw")


@dataclass
class Option:
    """A move as the desk shows it: what it asks for, and every reason why it is not possible now."""

    name: str
    label: str
    form: forms.Form
    blockers: list = field(default_factory=list)
    note: str = ""

    @property
    def possible(self):
        return not self.blockers

    @property
    def later(self):
        """Whether it belongs to another stage of the release's life, so that its reasons can wait."""
        return any(blocker.code in OTHER_STAGE for blocker in self.blockers)


def options(release, request, checked):
    return [option_for(release, name, request, checked=checked) for name in OFFERED]


def option_for(release, name, request, data=None, checked=None):
    """`checked` is what preflight found, where the page has asked it already."""
    if name == "approve" and release.status == Status.IN_REVIEW:
        checked = checked or release.checked(request.now)
    given = {"checked": checked} if name in ("submit", "approve") else {}
    blockers = release.blockers(name, by=request.user, now=request.now, **given)
    form_class, note = MOVE_FORMS[name], ""
    if name == "approve" and [blocker.code for blocker in blockers] == ["own-text"]:
        form_class, note, blockers = EmergencyForm, blockers[0].sentence, []
    initial = _initial(release, name, checked) if not blockers else {}
    return Option(
        name,
        MOVES[name].label,
        form_class(
            data,
            initial=initial,
            auto_id=f"id_{name}_%s",
            occasion=_occasion(release, request, checked),
        ),
        blockers,
        note,
    )


def _occasion(release, request, checked):
    return Occasion(
        request.now,
        tuple(request.issuer.listings.all()),
        tuple(checked.warnings) if checked else (),
        is_news=not release.from_archive and release.kind != Revision.Kind.TYPO,
    )


def _initial(release, name, checked):
    if name == "approve" and checked:
        return {"seen": checked.sha256}
    if name == "schedule" and (revision := release.approved_revision()):
        at = timezone.localtime(revision.public_from) if revision.public_from else None
        day = revision.date if revision.number == 1 else None
        return {"day": at.date() if at else day, "time": at and at.time(), "at": at}
    return {}
