"""Every public page, for search engines: an index of sections, and the news of the last two days.

A page's `lastmod` is the last instant at which something on it appeared or ended, which the rows know.
"""

import datetime as dt
from functools import cache, partial

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import Max, OuterRef, Q, Subquery
from django.http import Http404
from django.urls import reverse

from contacts.models import Contact
from embargo.reading import read_only
from events.models import Event, Presentation, Slot
from partners.models import Partner, Partnership
from pipeline.models import Compound, Milestone
from releases.counts import Archive, monthly, much_told, tally
from releases.models import Revision

# Addresses in one file; the protocol allows 50,000, which would be slow to render. The index lists the files.
LIMIT = 1000
# News sitemaps hold the articles of the last two days, a thousand at most (Google News).
NEWS_AGE = dt.timedelta(days=2)
NEWS_LIMIT = 1000
INSTANTS = ("public_from", "public_until")


class Section(Sitemap):
    limit = LIMIT

    def __init__(self, now):
        self.now = now
        self.items = cache(self.items)  # the index asks for them to count them, and again for the last change

    def lastmod(self, row):
        return row.changed_at


class Releases(Section):
    def items(self):
        rows = Revision.objects.public(self.now).only("ref", "slug", "date", "released_at", "public_from")
        return Archive(rows, tally(self.now).years(), partial(monthly, self.now))

    def lastmod(self, revision):
        return revision.public_from

    def get_latest_lastmod(self):
        return changed_at(Revision, self.now)


class Compounds(Section):
    def items(self):
        compounds = Compound.objects.public(self.now)
        facts = {"compounds": [Partnership.objects], "program__compound": [Milestone.objects]}
        return with_changes(compounds, self.now, facts, "compounds")


class Partners(Section):
    def items(self):
        partners = Partner.objects.public(self.now)
        return with_changes(partners, self.now, {"partner": [Partnership.objects]}, "partners")


class Events(Section):
    def items(self):
        facts = {"event": [Presentation.objects, Slot.objects]}
        return with_changes(Event.objects.public(self.now), self.now, facts, "events")


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
        since = self.now - NEWS_AGE
        recent = Revision.objects.public(self.now).filter(released_at__gt=since, date_only=False)
        # No text is public before its release was: said again for the sake of the index.
        recent = recent.filter(public_from__gt=since)
        return recent.defer("body", "about", "safe_harbor", "contact_block").newest_first()


SECTIONS = {
    "pages": Pages,
    "releases": Releases,
    "compounds": Compounds,
    "partners": Partners,
    "events": Events,
    "news": News,
}


@read_only
def index(request):
    sections = {name: kind(request.now) for name, kind in SECTIONS.items()}
    return sitemap_views.index(request, sections, sitemap_url_name="sitemap_section")


@read_only
def section(request, section):
    if section not in SECTIONS:
        raise Http404
    sections = {section: SECTIONS[section](request.now)}
    template = "sitemap_news.xml" if section == "news" else "sitemap.xml"
    return sitemap_views.sitemap(request, sections, section=section, template_name=template)


def changed_at(model, now):
    """The last instant at which a row of `model` appeared or ended; None if none ever did."""
    # Each asks one index for its last entry; asked together, they would read every row.
    found = [_last(model.objects.all(), name, now).first() for name in INSTANTS]
    return max(filter(None, found), default=None)


def with_changes(rows, now, facts, tag):
    """The rows as a list, each with `changed_at`: the last instant at which it or a related row changed.

    `facts` are querysets by the field that leads from them to the row; `tag` is the revisions' field that does.
    """
    asked = {
        f"{field}_{number}_{name}": Subquery(_last(others.filter(**{field: OuterRef("pk")}), name, now)[:1])
        for field, querysets in facts.items()
        for number, others in enumerate(querysets)
        for name in INSTANTS
    }
    rows = list(rows.annotate(**asked))
    told = _told(rows, tag, now)
    for row in rows:
        instants = [*(getattr(row, name) for name in asked), getattr(row, "public_from", None)]
        row.changed_at = max(filter(None, [*instants, *told.get(row.pk, ())]))
    return rows


def _told(rows, tag, now):
    """`{key: instants}`: when a release that is filed under a row last appeared or ended.

    Of a row with few releases all are looked at. One with many has had one of them lately, so those of all rows
    are gone through from the newest on until one is its own.
    """
    many = much_told(tag.removesuffix("s"))
    ends = {name: Max(name, filter=Q(**{f"{name}__lte": now})) for name in INSTANTS}
    few = Revision.objects.filter(**{f"{tag}__in": [row.pk for row in rows if row.pk not in many]})
    told = {key: instants for key, *instants in few.order_by().values_list(tag).annotate(**ends)}
    filed = Revision.objects.filter(**{tag: OuterRef("pk")})
    newest = [Subquery(_last(filed, name, now)[:1]) for name in INSTANTS]
    model = Revision._meta.get_field(tag).related_model
    told |= {key: instants for key, *instants in model.objects.filter(pk__in=many).values_list("pk", *newest)}
    return {key: list(filter(None, instants)) for key, instants in told.items()}


def _last(rows, name, now):
    """The last instant of that name that has come, as a queryset of one value."""
    return rows.filter(**{f"{name}__lte": now}).order_by(f"-{name}").values_list(name, flat=True)
