"""A release as readers will see it, before they do: web, phone, print, feed item, plain text.

The page is the public one: the same template, filled from the same frozen row or from what approving would
freeze now. Nothing of it is public: only people who may see releases get an answer, no cache keeps it, no frame
of another site holds it, and each look is put on record.
"""

import re
from functools import partial, wraps
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin
from django.contrib.staticfiles import finders
from django.db.models import Prefetch
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from events.models import Presentation, Slot
from partners.models import Partner

from . import looks
from .exports import text
from .feeds.views import alone
from .models import Category
from .models.moves import Status
from .page import by_meeting, changes_of, neighbours, release_context, tagged_rows

KINDS = {
    "web": gettext_lazy("Web"),
    "phone": gettext_lazy("Phone"),
    "print": gettext_lazy("Print"),
    "feed": gettext_lazy("Feed item"),
    "text": gettext_lazy("Plain text"),
}

# An A4 page less its margins.
SHEET = "main.wide, .site-head-row, .site-foot-row { max-width: 17cm; margin-inline: auto; }"

_item = re.compile(r"<item>.*</item>", re.S)
_between_elements = re.compile(r">(?=<[a-z])")


def preview_urls(model_admin):
    def address(route, view, name):
        view = model_admin.admin_site.admin_view(partial(unseen(view), model_admin=model_admin))
        return path(f"<int:object_id>/preview/{route}", view, name=f"releases_release_preview{name}")

    return [
        address("", web, ""),
        address("phone/", phone, "_phone"),
        address("phone/page/", framed, "_framed"),
        address("print/", on_paper, "_print"),
        address("print/paper.css", paper_rules, "_paper"),
        address("feed/", feed_item, "_feed"),
        address("text/", plain_text, "_text"),
    ]


def unseen(view):
    """Read only, kept by nobody, found by no search engine."""

    @require_safe
    @wraps(view)
    def answer(request, object_id, *, model_admin):
        release = looks.release_or_404(request, object_id, model_admin)
        response = view(request, release)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


# The five views


def web(request, release):
    return _public_page(request, release, "web")


# A page of ours holds this one at the width of a phone; no other site's may.
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def framed(request, release):
    return _public_page(request, release, "phone")


def on_paper(request, release):
    return _public_page(request, release, "print")


def phone(request, release):
    # On record is the look at the page inside the frame.
    return _desk_page(request, release, "phone", text_that_shows(release)[0])


def feed_item(request, release):
    revision, tags = _on_record(request, release, "feed")
    entry, rss = alone(request, revision, files=tagged_rows(tags)["attachments"])
    xml = _item.search(rss).group()
    parts = {"content": entry.content, "xml": _between_elements.sub(">\n", xml)}
    return _desk_page(request, release, "feed", revision, **parts)


def plain_text(request, release):
    revision, _tags = _on_record(request, release, "text")
    return _desk_page(request, release, "text", revision, text=text.render(revision))


def paper_rules(request, release):
    """The rules that the site's style sheet has for paper, for a screen."""
    rules = Path(finders.find("irsite/print.css")).read_text()
    return HttpResponse(rules + SHEET, content_type="text/css; charset=utf-8")


# What they show


def text_that_shows(release):
    """(revision, tags): the approved text if there is one, or else what approving would freeze now, not saved."""
    frozen = release.approved_revision()
    if frozen is None and release.status == Status.WITHDRAWN:
        frozen = release.standing_revisions().last()
    if frozen:
        return frozen, frozen.tags()
    composition = release.compose()
    if composition.revision.category_id is None:
        composition.revision.category = Category(name=_("no category yet"), slug="none")
    return composition.revision, composition.tags


def page_context(release, revision, tags, now):
    """The context of the public page at the instant at which this text is public."""
    at = revision.public_from or now
    rows = tagged_rows(tags)
    # A partner has a page once a partnership is public, and some become so with this release.
    known = Partner.objects.public(at) | Partner.objects.filter(partnerships__in=tags["partnerships"])
    with_page = set(known.values_list("pk", flat=True))
    rows["partners"] = [partner for partner in rows["partners"] if partner.pk in with_page]
    context = release_context(revision, rows, changes=changes_ahead(release, revision, now))
    # The place among its neighbours follows from the instant, so it is known once that is set.
    earlier, later = neighbours(revision, at) if revision.released_at else (None, None)
    return context | {"meetings": meetings_ahead(tags, at), "earlier": earlier, "later": later}


def meetings_ahead(tags, at):
    """What the release announces for meetings, as it will stand when its facts are public with it."""
    talks = Presentation.objects.filter(pk__in=tags["presentations"]).select_related("event")
    slots = Slot.objects.filter(pk__in=tags["slots"]).select_related("event")
    slots = slots.prefetch_related(
        Prefetch("presentations", Presentation.objects.filter(pk__in=talks.values("pk")))
    )
    return by_meeting(
        list(talks), list(slots), lambda event: event.pk in tags["events"] or event.is_public(at)
    )


def changes_ahead(release, revision, now):
    """As `changes_of`, with the text that is live now among those that this one replaces."""
    changes, live = changes_of(revision, now), release.live_revision(now)
    if live and live.number < revision.number and revision.is_superseding():
        earlier = [change for change in changes_of(live, now) if change[0] != revision]
        return [(revision, live.number), *earlier]
    return changes


def _public_page(request, release, kind):
    revision, tags = _on_record(request, release, kind)
    context = {
        **page_context(release, revision, tags, request.now),
        **_strip(request, release, kind, revision),
    }
    page = render_to_string("admin/releases/release/preview.html", context, request)
    return HttpResponse(_with_files(page, release))


def _with_files(page, release):
    """The page with its files where the desk can open them: their public addresses answer nobody yet."""
    for file in release.attachments.all():
        address = reverse("admin:releases_release_file", args=[release.pk, file.ref])
        page = page.replace(f'"{file.get_absolute_url()}"', f'"{address}"')
    return page


def _on_record(request, release, kind):
    revision, tags = text_that_shows(release)
    looks.record_preview(request, release, revision, kind)
    return revision, tags


def _strip(request, release, kind, revision):
    return {
        "release": release,
        "shown": revision,
        "kind": kind,
        "state": release.state(request.now),
        "framed": kind == "phone",
        "tabs": [
            (name, label, reverse(f"admin:releases_release_preview{'' if name == 'web' else f'_{name}'}",
                                  args=[release.pk]))
            for name, label in KINDS.items()
        ],
    }  # fmt: skip


def _desk_page(request, release, kind, revision, **parts):
    context = {
        **admin.site.each_context(request),
        **_strip(request, release, kind, revision),
        "opts": release._meta,
        "original": release,
        "title": _("Preview: %(kind)s") % {"kind": KINDS[kind]},
        **parts,
    }
    return TemplateResponse(request, "admin/releases/release/preview_desk.html", context)
