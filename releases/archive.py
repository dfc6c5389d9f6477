"""The archive's questions: what is chosen in the address, and how many public releases each choice holds.

Every choice is offered only if it has a public release or is a public row itself, and everything else
answers like an address that never existed: a category made ready for tomorrow's news says nothing today.
"""

import re
from functools import partial

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.http import urlencode

from embargo.addresses import path_of
from partners.models import Partner
from pipeline.models import Compound

from .counts import monthly, tally
from .models import Category, Revision

# The name in the address, and the revision's field that it filters by.
FILTERS = {"category": "category", "compound": "compounds", "partner": "partners"}

_slug = re.compile(r"[-a-zA-Z0-9_]{1,200}\Z")


def chosen_rows(query, now):
    """The rows that an address filters by: `{"compound": <Compound>}`. Http404 for one that is not public."""
    return {name: _row(_choices(name, now), query[name]) for name in FILTERS if query.get(name)}


def _choices(name, now):
    if name == "category":
        return Category.objects.filter(Exists(Revision.objects.public(now).filter(category=OuterRef("pk"))))
    return {"compound": Compound, "partner": Partner}[name].objects.public(now)


def filed_under(revisions, chosen):
    for name, row in chosen.items():
        revisions = revisions.filter(**{FILTERS[name]: row})
    return revisions


def counted(chosen, now, past=False):
    """The `Tally` of the public releases that are filed under a choice; the category is asked of the tally itself."""
    return tally(now, _tags(chosen), past=past)


def months_counted(chosen, now, past=False):
    """What `Archive` asks for the months of some years."""
    return partial(monthly, now, filed=_tags(chosen), category=chosen.get("category"), past=past)


def _tags(chosen):
    return {name: row for name, row in chosen.items() if name != "category"}


def category_counts(numbers):
    """`[(slug, name, count)]` of the categories that a tally speaks of, in their order."""
    return [(row.slug, row.name, numbers[row.pk]) for row in Category.objects.filter(pk__in=numbers)]


def address(year, chosen, **changed):
    """The archive's address for a year and a choice; keywords change it, None takes one away."""
    path = path_of("releases:archive") + (f"{year}/" if year else "")
    choice = {**{name: row.slug for name, row in chosen.items()}, **changed}
    query = urlencode({name: value for name, value in choice.items() if value})
    return f"{path}?{query}" if query else path


def _row(rows, slug):
    # The slug is checked first: a database may refuse what an address can hold, such as a NUL.
    row = rows.filter(slug=slug).first() if _slug.match(slug) else None
    if row is None:
        raise Http404
    return row
