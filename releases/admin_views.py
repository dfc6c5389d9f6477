"""What the desk shows of a release, and its moves as views.

`AdminSite.admin_view` asks only whether somebody is staff; here the model's own blockers decide, which
include the role. A release that somebody may not see answers like one that does not exist.
"""

from functools import cache

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from embargo.sending import says_when_away, send
from embargo.visibility import describe_visibility, show_instant

from .desk import remaining
from .exports.serving import review
from .looks import LOOKS, record_view, release_or_404
from .models import MoveRefused, Revision
from .models.moves import MOVES, Status
from .models.tags import FACTS
from .move_forms import zone_name
from .move_options import option_for, options
from .other_forms import losses
from .page import run_in
from .pointing import grouped

MOVED = {
    "submit": gettext_lazy("Submitted for review."),
    "approve": gettext_lazy("Approved. These words are frozen now; schedule or publish them."),
    "send_back": gettext_lazy("Sent back to draft."),
    "hold": gettext_lazy("Held: it will not appear until somebody schedules or publishes it."),
    "publish": gettext_lazy("Published. Readers can see it."),
    "revise": gettext_lazy("Open for the next text. The present one stays public until the next is."),
    "withdraw": gettext_lazy("Withdrawn. Its address tells readers so."),
    "confirm": gettext_lazy("Confirmed."),
}

# What is on record beside the moves.
OTHER_STEPS = {
    "view": gettext_lazy("Looked at the text"),
    "preview": gettext_lazy("Looked at the preview"),
    "time_travel": gettext_lazy("Travelled in time"),
    "public_at": gettext_lazy("Asked what was public"),
    "second_factor_set_up": gettext_lazy("Set up the second factor"),
    "second_factor_reset": gettext_lazy("Reset a second factor"),
    "new_recovery_codes": gettext_lazy("Made new recovery codes"),
    "recovery_code_used": gettext_lazy("Signed in with a recovery code"),
    "restore": gettext_lazy("Restored a backup"),
}
STEPS = (*MOVES, *OTHER_STEPS)


@require_POST
def move(request, object_id, name, *, model_admin):
    """Make a move, or show why not with everything that was typed."""
    release = release_or_404(request, object_id, model_admin)
    if name not in MOVES:
        raise Http404
    option = option_for(release, name, request, data=request.POST)
    if option.form.is_valid():
        try:
            getattr(release, name)(by=request.user, now=request.now, **option.form.given())
        except MoveRefused as refused:
            release = release_or_404(request, object_id, model_admin)
            option.blockers = refused.blockers
        else:
            messages.success(request, _moved(name, option.form))
            if name == "approve":
                for sentence in review(request, release.approved_revision()):
                    messages.warning(request, sentence)
            return redirect("admin:releases_release_change", release.pk)
    elif not (option.blockers or option.form.errors):
        option.blockers = release.blockers(name, by=request.user, now=request.now)
    return _refused_page(request, model_admin, release, option)


def _moved(name, form):
    if name == "schedule":
        at = form.cleaned_data["at"]
        return _("Scheduled: it appears %(at)s, %(zone)s.") % {"at": show_instant(at), "zone": zone_name(at)}
    return MOVED[name]


def _refused_page(request, model_admin, release, option):
    context = {
        **model_admin.admin_site.each_context(request),
        **desk_context(request, release),
        "title": _("%(move)s: not done") % {"move": option.label},
        "opts": model_admin.opts,
        "original": release,
        "option": option,
        "media": model_admin.media,
    }
    if option.name == "approve":
        # What is approved next is what this page shows, so its hash goes into the form again.
        option.form.data = option.form.data.copy()
        option.form.data["seen"] = context["shown_sha256"]
    return TemplateResponse(request, "admin/releases/release/move.html", context)


@require_GET
@says_when_away
def file(request, object_id, ref, *, model_admin):
    """A file of a release for the people at the desk, before it is public."""
    release = release_or_404(request, object_id, model_admin)
    attachment = get_object_or_404(release.attachments, ref=ref)
    record_view(request, release)
    storage, stored = attachment.file.storage, attachment.file.name
    return send(
        request, storage, stored, content_type=attachment.content_type, name=attachment.name, shown=False
    )


@require_GET
def timing(request, object_id, *, model_admin):
    """What stands beside day and time while somebody chooses them."""
    release = release_or_404(request, object_id, model_admin)
    form = option_for(release, "schedule", request, data=request.GET).form
    form.is_valid()
    reasons, at = [*form.errors.get("day", []), *form.errors.get("time", [])], form.instant()
    if at:
        reasons += release.blockers("schedule", by=request.user, now=request.now, at=at)
    context = {"timing": form.timing, "reasons": reasons}
    return TemplateResponse(request, "admin/releases/release/timing.html", context)


def desk_context(request, release):
    """Everything about a release that stands on its page besides the form."""
    now = request.now
    frozen = release.approved_revision() or (_last(release) if release.status == Status.WITHDRAWN else None)
    checked = None if frozen else release.checked(now)
    composition = checked and checked.composition
    shown = frozen or composition.revision
    tags = frozen.tags() if frozen else composition.tags
    offered = options(release, request, checked)
    state, sha256 = release.state(now), frozen.sha256 if frozen else checked.sha256
    files = list(release.attachments.filter(pk__in=tags["attachments"]))
    return {
        "release": release,
        "state": state,
        "state_label": state_label(state),
        "instant": frozen and frozen.public_from,
        "remaining": remaining(frozen.public_from - now) if state == "scheduled" else "",
        "zone": zone_name(frozen.public_from if frozen and frozen.public_from else now),
        "live": release.live_revision(now),
        "public_now": release.live_revision(now) is not None,
        "frozen": frozen,
        "composition": composition,
        "missing": composition.missing if composition else [],
        "checked": checked,
        "preflight": list(grouped(checked.findings)) if checked else [],
        "shown": shown,
        "shown_body": run_in(shown.dateline, shown.body),
        "shown_sha256": sha256,
        "losses": losses(shown, request.issuer, files, sha256) if checked else [],
        "facts": described_facts(tags, now),
        "files": files,
        "moves": [option for option in offered if not option.later],
        "later": [option for option in offered if option.later],
        "revisions": [(text, *describe_revision(text, now)) for text in release.revisions.order_by("-pk")],
        # Who looked at it is on record too, but would bury the moves.
        "entries": with_steps(release.audit_entries.exclude(move__in=LOOKS).select_related("revision")),
    }


def answer_once(release):
    """Let this row answer from memory what the blockers of every move ask it.

    For a page alone: a move reads its release anew, under lock.
    """
    for question in ("approved_revision", "live_revision"):
        setattr(release, question, cache(getattr(release, question)))
    return release


def _last(release):
    return release.standing_revisions().last()


def state_label(state):
    return {"scheduled": _("Scheduled"), "live": _("Live")}.get(state) or Status(state).label


def described_facts(tags, now):
    """(kind, row, css class, sentence) of everything that the release is filed under or announces."""
    rows = []
    for name in FACTS:
        related = Revision._meta.get_field(name).related_model
        for row in _with_names(related._default_manager.filter(pk__in=tags[name])) if tags[name] else []:
            announced = row.public_from is None or row.public_from > now
            shown = (
                ("scheduled", _("becomes public with this release"))
                if announced
                else describe_visibility(row, now)
            )
            rows.append((related._meta.verbose_name, row, *shown))
    return rows


def _with_names(rows):
    """With what `__str__` of the row reads, so that a list of them costs one query."""
    related = {"milestone": ("program__compound", "program__indication"), "partnership": ("partner",)}
    return rows.select_related(*related.get(rows.model._meta.model_name, ()))


def step_name(move):
    """What an entry of the record says was done, in words."""
    return (
        MOVES[move].label if move in MOVES else OTHER_STEPS.get(move) or move.replace("_", " ").capitalize()
    )


def with_steps(entries):
    """Audit entries, each with the label of its move."""
    for entry in entries:
        entry.step = step_name(entry.move)
    return entries


def describe_revision(revision, now):
    """(css class, sentence): what became of an approved text."""
    if revision.withdrawn_at:
        return "withdrawn", _("Withdrawn %(at)s") % {"at": show_instant(revision.withdrawn_at)}
    if revision.voided_at:
        return "ended", _("Sent back %(at)s, never public") % {"at": show_instant(revision.voided_at)}
    if revision.public_until and revision.public_until <= now:
        return "ended", _("Replaced %(at)s") % {"at": show_instant(revision.public_until)}
    return describe_visibility(revision, now)


def revision_context(request, revision):
    """Everything that the page of one approved text shows."""
    return {
        "shown": revision,
        "shown_body": run_in(revision.dateline, revision.body),
        "shown_sha256": revision.sha256,
        "facts": described_facts(revision.tags(), request.now),
        "files": revision.attachments.all(),
        "became": describe_revision(revision, request.now),
        "entries": with_steps(revision.audit_entries.select_related("revision")),
    }
