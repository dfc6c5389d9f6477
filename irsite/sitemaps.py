"""Every public page, for search engines: an index of sections, and the news of the last two days.

A page's `lastmod` is the last instant at which something on it appeared or ended, which the rows know.
"""

import datetime as dt
from collections import defaultdict

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import Max, Q
from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from contacts.models import Contact
from events.models import Event
from partners.models import Partner, Partnership
from pipeline.models import Compound, Milestone
from releases.models import Revision

# Addresses in one file; the protocol allows 50,000, which would be slow to render.
LIMIT = 5000
# News sitemaps hold the articles of the last two days, a thousand at most (Google News).
NEWS_AGE = dt.timedelta(days=2)
NEWS_LIMIT = 1000


class Section(Sitemap):
    limit = LIMIT

    def __init__(self, now):
        self.now = now

    def lastmod(self, row):
        return row.changed_at


class Releases(Section):
    def items(self):
        rows = Revision.objects.public(self.now).newest_first()
        return rows.only("ref", "slug", "date", "released_at", "public_from")

    def lastmod(self, revision):
        return revision.public_from

    def get_latest_lastmod(self):
        return changed_at(Revision, self.now)


class Compounds(Section):
    def items(self):
        compounds = Compound.objects.public(self.now)
        return with_changes(compounds, self.now, "revisions", "programs__milestones", "partnerships")


class Partners(Section):
    def items(self):
        return with_changes(Partner.objects.public(self.now), self.now, "revisions", "partnerships")


class Events(Section):
    def items(self):
        return with_changes(Event.objects.public(self.now), self.now, "revisions", "presentations", "slots")


class Pages(Section):
    """The pages that are there from the first day."""

    SHOWN = {
        "home": (Revision, Milestone, Event, Contact),
        "releases:archive": (Revision,),
        "pipeline:pipeline": (Milestone, Partnership),
        "partners:partners": (Partnership,),
        "events:events": (Event,),
        "contacts:contacts": (Contact,),
    }

    def items(self):
        return list(self.SHOWN)

    def location(self, name):
        return reverse(name)

    def lastmod(self, name):
        return max(filter(None, (changed_at(model, self.now) for model in self.SHOWN[name])), default=None)

    def get_latest_lastmod(self):
        return self.lastmod("home")


class News(Releases):
    limit = NEWS_LIMIT

    def items(self):
        # Told by the date: an imported release appears today and is no news.
        public = Revision.objects.public(self.now)
        recent = public.filter(released_at__gt=self.now - NEWS_AGE, date_only=False)
        return recent.defer("body", "about", "safe_harbor", "contact_block").newest_first()


SECTIONS = {
    "pages": Pages,
    "releases": Releases,
    "compounds": Compounds,
    "partners": Partners,
    "events": Events,
    "news": News,
}


@require_safe
def index(request):
    sections = {name: kind(request.now) for name, kind in SECTIONS.items()}
    return sitemap_views.index(request, sections, sitemap_url_name="sitemap_section")


@require_safe
def section(request, section):
    if section not in SECTIONS:
        raise Http404
    sections = {section: SECTIONS[section](request.now)}
    template = "sitemap_news.xml" if section == "news" else "sitemap.xml"
    return sitemap_views.sitemap(request, sections, section=section, template_name=template)


def changed_at(model, now):
    """The last instant at which a row of `model` appeared or ended; None if none ever did."""
    found = model.objects.aggregate(**_instants("", now))
    return max(filter(None, found.values()), default=None)


def with_changes(rows, now, *related):
    """The rows as a list, each with `changed_at`: the last instant at which it or a related row changed."""
    changes = defaultdict(list)
    for name in related:
        found = rows.order_by().values_list("pk").annotate(**_instants(f"{name}__", now))
        for pk, *instants in found:
            changes[pk] += filter(None, instants)
    rows = list(rows)
    for row in rows:
        row.changed_at = max([*changes[row.pk], *filter(None, [getattr(row, "public_from", None)])])
    return rows


def _instants(path, now):
    """The aggregates of when rows behind `path` last appeared and last ended."""
    appeared, ended = f"{path}public_from", f"{path}public_until"
    return {
        "last_appeared": Max(appeared, filter=Q(**{f"{appeared}__lte": now})),
        "last_ended": Max(ended, filter=Q(**{f"{ended}__lte": now})),
    }
