"""The desk's first page: what waits for whom, what comes, and what went out lately.

Every part costs a fixed number of queries and shows at most `SHOWN` rows; the lists of the admin show the
rest. Only for people who may see releases.
"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from embargo import alarm
from embargo.misses import recent_wave

from .first_reads import WINDOW
from .models import AuditEntry, Release, Revision
from .models.moves import MOVES, Status
from .upkeep import upkeep
from .weeks import weeks

SHOWN = 12
LATELY = 6


@dataclass(frozen=True)
class Task:
    """A release that waits for somebody: who is asked to do what, since when."""

    release: Release
    state: str
    sentence: str
    since: dt.datetime
    reason: str = ""


def home_context(request):
    """Everything that stands on the first page besides the list of records."""
    mine, others = [], []
    own_drafts = list(_drafts().filter(_is_mine(request.user)).values_list("pk", flat=True))
    for for_me, task in _tasks(request, own_drafts[:SHOWN]):
        (mine if for_me else others).append(task)
    scheduled = list(_scheduled(request.now))
    return {
        "waiting": mine,
        "waiting_for_others": others,
        "other_drafts": Release.objects.drafts().count() - len(own_drafts),
        "scheduled": [(revision, remaining(revision.public_from - request.now)) for revision in scheduled],
        "lately": [
            (revision, _first_read(revision), request.now - revision.public_from < WINDOW)
            for revision in _lately(request.now)
        ],
        "weeks": weeks(request, scheduled),
        "upkeep": upkeep(request),
        "probing": _probing(request),
    }


def remaining(delta):
    """A span in its two largest units, as the countdown shows it: `3 h 12 min`."""
    seconds = max(0, int(delta.total_seconds()))
    days, hours, minutes = seconds // 86400, seconds // 3600 % 24, seconds // 60 % 60
    if days:
        return _("%(days)d d %(hours)d h") % {"days": days, "hours": hours}
    if hours:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
    return _("%(minutes)d min %(seconds)d s") % {"minutes": minutes, "seconds": seconds % 60}


def _probing(request):
    """What approvers are told of a wave of requests for releases that are not there; None if there is none."""
    wave = recent_wave(request.now) if request.user.has_perm(alarm.HEARS) else None
    return wave and {"what": alarm.describe(wave), "where": alarm.where(wave), "meaning": alarm.meaning()}


# What waits


def _tasks(request, own_drafts):
    """(whether it waits for this person, task), the most pressing kind first and in it the oldest."""
    yield from _emergencies(request)
    yield from _approved_without_time(request)
    yield from _in_review(request)
    for release in _drafts().filter(pk__in=own_drafts):
        yield True, Task(release, "draft", *_told_of_draft(release))


def _emergencies(request):
    """Approved by one person alone; the expression is the index's."""
    flagged = Revision.objects.standing().annotate(length=Length("emergency_reason"))
    flagged = flagged.filter(confirmed_at=None, length__gt=0, release__status=Status.APPROVED)
    newer = Revision.objects.standing().filter(release=OuterRef("release"), number__gt=OuterRef("number"))
    rows = flagged.exclude(Exists(newer)).annotate(own=_wrote(request.user, "release"))
    sentence = _("To be confirmed: %(name)s approved it alone in an emergency.")
    for revision in _with_release(rows).order_by("approved_at")[:SHOWN]:
        own = revision.own or revision.approved_by_id == request.user.pk
        for_me = not own and request.user.has_perm("releases.confirm_release")
        told = sentence % {"name": revision.approver_name}
        yield for_me, Task(revision.release, "flagged", told, revision.approved_at, revision.emergency_reason)


def _approved_without_time(request):
    rows = Revision.objects.standing().filter(public_from=None, release__status=Status.APPROVED)
    today = request.issuer.day(request.now)
    for revision in _with_release(rows).order_by("approved_at")[:SHOWN]:
        told = _("Approved by %(name)s; no time is set.") % {"name": revision.approver_name}
        if revision.number == 1 and not revision.date_only and revision.date < today:
            told += " " + _("Its date is past: send it back for a new one.")
        for_me = request.user.has_perm("releases.schedule_release")
        yield for_me, Task(revision.release, "approved", told, revision.approved_at)


def _in_review(request):
    may_approve = request.user.has_perm("releases.approve_release")
    rows = _with_last_move(Release.objects.in_review()).annotate(own=_wrote(request.user))
    for release in rows.order_by("edited_at")[:SHOWN]:
        told = _("Submitted by %(name)s.") % {"name": release.last_who or _("somebody")}
        if release.own:
            told += " " + _("You worked on it, so somebody else approves it.")
        yield may_approve and not release.own, Task(release, "in-review", told, release.last_at)


def _drafts():
    return _with_last_move(Release.objects.drafts()).order_by("-edited_at")


def _told_of_draft(release):
    """(sentence, instant, reason) of a draft by what happened to it last."""
    if release.last_move == "send_back":
        return _("Sent back by %(name)s.") % {"name": release.last_who}, release.last_at, release.last_reason
    if release.last_move == "revise":
        told = _("%(kind)s in the making; the earlier text stays public meanwhile.")
        return told % {"kind": release.get_kind_display()}, release.edited_at, release.last_reason
    return _("Not submitted yet."), release.edited_at, ""


def _is_mine(person):
    """Written or last edited by the person, or opened by them for a correction."""
    # A first text was never opened again: then nobody need look for its last move.
    opened = ~Q(kind=Revision.Kind.ORIGINAL) & Q(last_move="revise", last_who_id=person.pk)
    return Q(_wrote(person)) | Q(edited_by=person) | opened


def _wrote(person, release="pk"):
    authors = Release.authors.through.objects.filter(user=person, release=OuterRef(release))
    return Exists(authors)


def _with_last_move(releases):
    last = AuditEntry.objects.filter(release=OuterRef("pk"), move__in=MOVES).order_by("-pk")
    facts = {"move": "move", "who": "who_name", "who_id": "who_id", "reason": "reason", "at": "at"}
    releases = releases.annotate(
        **{f"last_{name}": Subquery(last.values(of)[:1]) for name, of in facts.items()}
    )
    return releases.only("headline", "ref", "status", "kind", "edited_at", "date")


def _with_release(revisions):
    """Revisions with the little of their release that a row shows, and none of the long texts."""
    words = [f"release__{name}" for name in ("headline", "ref", "status")]
    return revisions.select_related("release").only(*REVISION_ROW, *words)


REVISION_ROW = (
    *("release", "number", "kind", "headline", "ref", "slug", "date", "date_only", "emergency_reason"),
    *("approver_name", "approved_at", "approved_by_id", "public_from", "sha256"),
)

# What comes, and what went out


def _scheduled(now):
    rows = _with_release(Revision.objects.standing().filter(public_from__gt=now))
    return rows.order_by("public_from")[:SHOWN]


def _lately(now):
    rows = Revision.objects.public(now).select_related("release", "first_read")
    rows = rows.only(*REVISION_ROW, "release__headline", "first_read__at")
    return rows.order_by(F("public_from").desc(), "-pk")[:LATELY]


def _first_read(revision):
    """How long after its instant a stranger first had the text, in words; empty if nobody has."""
    read = getattr(revision, "first_read", None)
    if read is None:
        return ""
    delay = read.at - revision.public_from
    if delay < dt.timedelta(seconds=10):
        return _("%(number)s ms") % {"number": f"{delay // dt.timedelta(milliseconds=1):,}"}
    return remaining(delay)
