"""Who looked at a text before it was public: the question that every inquiry into a leak begins with."""

import datetime as dt

from django.db.models import Q
from django.http import Http404

from .models import AuditEntry
from .models.moves import Status

LOOKS = ("view", "preview")
# Somebody who works on a release opens its page again and again. One entry for a person, a release and an
# hour answers who had seen it by when, and leaves the record short enough to be read.
AGAIN_AFTER = dt.timedelta(hours=1)


def release_or_404(request, object_id, model_admin):
    """The release; for somebody who may not see releases the answer is that of one that does not exist."""
    release = model_admin.get_object(request, object_id) if model_admin.has_view_permission(request) else None
    if release is None:
        raise Http404
    return release


def has_unpublished_text(release, now):
    if release.status != Status.APPROVED:
        return release.status != Status.WITHDRAWN
    return release.state(now) != "live"


def record_view(request, release):
    """Put it on record that this person has opened a text that is not public."""
    if not has_unpublished_text(release, request.now):
        return
    lately = AuditEntry.objects.filter(move="view", who=request.user, at__gt=request.now - AGAIN_AFTER)
    if not lately.filter(Q(release=release) | Q(release=None, detail=_draft_name(release))).exists():
        AuditEntry.append(who=request.user, at=request.now, move="view", **_named(release))


def record_preview(request, release, revision, kind):
    """Each look at the page itself counts, with the text that it showed."""
    named = _named(release)
    detail = f"{kind}, {named.pop('detail', '') or _text_name(revision)}"
    saved = revision if revision.pk else None
    AuditEntry.append(
        who=request.user, at=request.now, move="preview", revision=saved, detail=detail, **named
    )


def _text_name(revision):
    return f"text {revision.number}" if revision.pk else "working text"


def _named(release):
    """How an entry names a release.

    A draft that was never submitted can still be deleted, and an entry that pointed to it would forbid that
    for ever: such a draft is named by its reference.
    """
    if release.status == Status.DRAFT and not release.audit_entries.exists():
        return {"release": None, "detail": _draft_name(release)}
    return {"release": release}


def _draft_name(release):
    return f"draft {release.ref}"
