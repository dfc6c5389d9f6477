"""The newest releases as RSS 2.0, each with its whole text."""

import datetime as dt
import re

from django.contrib.syndication.views import Feed
from django.db.models import Max, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .models import Revision
from .page import contact_blocks, run_in, summary, with_absolute_links

ITEMS = 50
START = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

# XML 1.0 has no place for these, not even escaped.
_unprintable = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@require_safe
def releases_rss(request):
    # One object for each request: Django hands the request to none of the methods below.
    return ReleasesRSS(request)(request)


class NewsroomRSS(Rss201rev2Feed):
    """RSS 2.0 with the whole text, Dublin Core and the stock categories that financial robots read."""

    def __init__(self, *, changed_at, **kwargs):
        super().__init__(**printable(kwargs), changed_at=changed_at)

    def add_item(self, **kwargs):
        super().add_item(**printable(kwargs))

    def rss_attributes(self):
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def latest_post_date(self):
        # Django's own takes the clock for an empty feed, and misses that a release was withdrawn.
        return self.feed["changed_at"]

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("dc:creator", item["creator"])
        handler.addQuickElement("dc:date", item["date"])
        handler.addQuickElement("atom:updated", item["updated"])
        for symbol in item["symbols"]:
            handler.addQuickElement("category", symbol, {"domain": item["stock_domain"]})
        handler.addQuickElement("content:encoded", item["content"])


class ReleasesRSS(Feed):
    feed_type = NewsroomRSS
    item_guid_is_permalink = False

    def __init__(self, request):
        self.request, self.now, self.issuer = request, request.now, request.issuer

    def title(self):
        return _("%(issuer)s: releases") % {"issuer": self.issuer.name}

    def description(self):
        return _("The newest releases of %(issuer)s, in full.") % {"issuer": self.issuer.name}

    def link(self):
        return reverse("releases:archive")

    def feed_extra_kwargs(self, obj):
        return {"changed_at": changed_at(self.now)}

    def items(self):
        return Revision.objects.public(self.now).select_related("category").newest_first()[:ITEMS]

    def item_title(self, revision):
        return revision.headline

    def item_description(self, revision):
        return summary(revision)

    def item_guid(self, revision):
        return revision.guid

    def item_pubdate(self, revision):
        if revision.date_only:
            return dt.datetime.combine(revision.date, dt.time.min, self.issuer.zone)
        return timezone.localtime(revision.released_at)

    # Also switches Last-Modified on.
    def item_updateddate(self, revision):
        return timezone.localtime(revision.public_from)

    def item_categories(self, revision):
        return [revision.category.name]

    def item_extra_kwargs(self, revision):
        published = self.item_pubdate(revision)
        return {
            "creator": self.issuer.name,
            # A release whose time of day nobody knows has only its date here.
            "date": revision.date.isoformat()
            if revision.date_only
            else published.isoformat(timespec="seconds"),
            "updated": self.item_updateddate(revision).isoformat(timespec="seconds"),
            "symbols": [f"{exchange}:{symbol}" for exchange, symbol, *_market in revision.tickers],
            "stock_domain": self.request.build_absolute_uri("/stock"),
            "content": self.content(revision),
        }

    def content(self, revision):
        """All words of the release in their order, as HTML that stands by itself."""
        page = self.request.build_absolute_uri(revision.get_absolute_url())
        context = {
            "revision": revision,
            "body": run_in(revision.dateline, revision.body),
            "contact_blocks": contact_blocks(revision.contact_block),
        }
        return with_absolute_links(render_to_string("releases/feed_item.html", context), page)


def changed_at(now):
    """The last instant at which a release appeared, was replaced or was withdrawn."""
    past = Revision.objects.exclude(public_from=None)
    instants = past.aggregate(
        appeared=Max("public_from", filter=Q(public_from__lte=now)),
        ended=Max("public_until", filter=Q(public_until__lte=now)),
    )
    return max(filter(None, instants.values()), default=START)


def printable(value):
    """`value` without the characters that XML cannot hold, within lists and dictionaries too."""
    if isinstance(value, str):
        return _unprintable.sub("", value)
    if isinstance(value, dict):
        return {name: printable(part) for name, part in value.items()}
    return [printable(part) for part in value] if isinstance(value, list) else value
