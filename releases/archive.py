"""The archive's questions: what is chosen in the address, and how many public releases each choice holds.

Every choice is offered only if it has a public release or is a public row itself, and everything else
answers like an address that never existed: a category made ready for tomorrow's news says nothing today.
"""

import datetime as dt
import re

from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from partners.models import Partner
from pipeline.models import Compound

from .models import Category, Revision

# The name in the address, and the revision's field that it filters by.
FILTERS = {"category": "category", "compound": "compounds", "partner": "partners"}

_slug = re.compile(r"[-a-zA-Z0-9_]{1,200}\Z")


def chosen_rows(query, now):
    """The rows that an address filters by: `{"compound": <Compound>}`. Http404 for one that is not public."""
    live = Revision.objects.public(now).filter(category=OuterRef("pk"))
    sources = {
        "category": Category.objects.filter(Exists(live)),
        "compound": Compound.objects.public(now),
        "partner": Partner.objects.public(now),
    }
    return {name: _row(rows, query[name]) for name, rows in sources.items() if query.get(name)}


def filed_under(revisions, chosen):
    for name, row in chosen.items():
        revisions = revisions.filter(**{FILTERS[name]: row})
    return revisions


def year_counts(revisions):
    """`{2025: 12, 2024: 30}`, newest first; counted by spans of dates, which an index serves."""
    span = revisions.order_by().aggregate(first=Min("date"), last=Max("date"))
    if span["first"] is None:
        return {}
    years = range(span["last"].year, span["first"].year - 1, -1)
    counts = revisions.order_by().aggregate(
        **{f"in_{year}": Count("pk", filter=_within(year)) for year in years}
    )
    return {year: counts[f"in_{year}"] for year in years if counts[f"in_{year}"]}


def category_counts(revisions):
    """`[(slug, name, count)]` of the categories that these revisions are filed under, in their order."""
    rows = revisions.order_by("category__order", "category__name")
    return list(rows.values_list("category__slug", "category__name").annotate(count=Count("pk")))


def address(year, chosen, **changed):
    """The archive's address for a year and a choice; keywords change it, None takes one away."""
    path = reverse("releases:year", args=[year]) if year else reverse("releases:archive")
    choice = {**{name: row.slug for name, row in chosen.items()}, **changed}
    query = urlencode({name: value for name, value in choice.items() if value})
    return f"{path}?{query}" if query else path


def _row(rows, slug):
    # The slug is checked first: a database may refuse what an address can hold, such as a NUL.
    row = rows.filter(slug=slug).first() if _slug.match(slug) else None
    if row is None:
        raise Http404
    return row


def _within(year):
    return Q(date__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)))
