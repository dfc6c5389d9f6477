"""Search over what is public at an instant, and nothing else."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from itertools import accumulate

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Exists, F, OuterRef, Q
from django.utils.html import escape
from django.utils.safestring import mark_safe

from events.models import Event
from partners.models import Partner
from pipeline.models import Compound
from releases.counts import month_span, monthly
from releases.finding import SAMPLE
from releases.html import text_of
from releases.models import Revision

from .engines import matching, newest
from .models import Entry
from .words import fold, terms

PAGE_SIZE = 20
SNIPPET = 260
# So many matches are ranked and counted at most.
MOST = 1_000
# Where more texts than this hold the words, those of a phrase or of a long list, the newest so many are looked through.
LOOKED = 20_000
# In newsrooms of any size that there is, what stands in fewer than one text of so many stands in few enough.
MANY = 50
# The texts of a page of hits are read word by word, and most words come again and again.
_folded = lru_cache(maxsize=10_000)(fold)
_token = re.compile(r"\w+(?:[-\u2010-\u2015]\w+)*")

Kind = Entry.Kind
MODELS = {Kind.RELEASE: Revision, Kind.COMPOUND: Compound, Kind.PARTNER: Partner, Kind.EVENT: Event}


@dataclass(frozen=True)
class Hit:
    """One result; `title` and `snippet` are safe HTML with the found words marked."""

    kind: str
    address: str
    title: str
    snippet: str
    date: date | None


def find(query, now, *, year=None, category=None, number=1, until=None):
    """A page of hits for `query`, best first; None where it holds no word or the page does not exist.

    `until` is a day after which no release is dated that is public at `now`, if that is long past.
    """
    asked = terms(query)
    if not asked:
        return None
    # The newest matches, and undated ones, are ranked: a word that stands in a million texts tells them not apart.
    keys = [] if year or category else _others(now, asked)
    bound = partial(_bound, now, year)
    newest_keys, since = newest(*_releases(now, year, category, until), asked, MOST - len(keys), bound)
    keys += newest_keys
    entries = matching(Entry.objects.filter(pk__in=keys), asked, ranked=True)
    # Databases disagree on where rows without a date stand.
    entries = entries.order_by("-rank", F("date").desc(nulls_last=True), "pk").only("kind", "row")
    try:
        page = Paginator(Matches(entries, len(keys)), PAGE_SIZE).page(number)
    except InvalidPage:
        return None
    page.object_list = _hits(list(page.object_list), now, {word for words in asked for word in words})
    page.is_cut, page.since = len(keys) == MOST, since
    return page


def _bound(now, year, often):
    """The day from which releases are looked through where `often` of `SAMPLE` hold the words; None: all of them.

    It follows from what is public alone, so that nothing else can be told from what is found.
    """
    if often * MANY < SAMPLE:
        return None
    months = monthly(now, year and [year])
    if often * sum(months.values()) <= SAMPLE * LOOKED:
        return None
    so_far = accumulate(months.values())
    last = next((month for month, number in zip(months, so_far, strict=True) if number >= LOOKED), None)
    return last and month_span(*last)[0]


class Matches:
    """Entries whose number is known, for a paginator."""

    ordered = True

    def __init__(self, entries, number):
        self.entries, self.number = entries, number

    def count(self):
        return self.number

    def __getitem__(self, places):
        return self.entries[places]


def _releases(now, year, category, until):
    """The entries of the public releases of a category, those of all, and those of releases public or not."""
    entries = Entry.objects.filter(kind=Kind.RELEASE)
    # An entry has its release's date.
    entries = entries.filter(date__year=year) if year else entries
    entries = entries.filter(date__lte=until) if until else entries
    # Asked of each match, not of the whole table.
    revisions = Revision.objects.public(now).filter(pk=OuterRef("row"))
    public = entries.filter(Exists(revisions))
    chosen = entries.filter(Exists(revisions.filter(category=category))) if category else public
    return chosen, public, entries


def _others(now, asked):
    """The keys of what matches beside releases: few in any newsroom, and never all that is found."""
    rule = Q(pk=None)
    for kind in (Kind.COMPOUND, Kind.PARTNER, Kind.EVENT):
        rule |= Q(Exists(MODELS[kind].objects.public(now).filter(pk=OuterRef("row"))), kind=kind)
    others = Entry.objects.filter(rule, kind__in=[Kind.COMPOUND, Kind.PARTNER, Kind.EVENT])
    others = matching(others, asked).order_by(F("date").desc(nulls_first=True), "-pk")
    return list(others.values_list("pk", flat=True)[: MOST // 2])


def _hits(entries, now, asked):
    """The rows behind the entries, one query for each kind."""
    rows = {
        (kind, row.pk): row
        for kind, model in MODELS.items()
        for row in model.objects.public(now).filter(
            pk__in=[entry.row for entry in entries if entry.kind == kind]
        )
    }
    return [
        _hit(entry.kind, rows[entry.kind, entry.row], asked)
        for entry in entries
        if (entry.kind, entry.row) in rows
    ]


def _hit(kind, row, asked):
    if kind == Kind.RELEASE:
        title, text, on = row.headline, text_of(row.body), row.date
    elif kind == Kind.EVENT:
        title, text, on = row.name, f"{row.place} {row.description}", row.start_on
    else:
        title, text, on = row.name, getattr(row, "description", ""), None
    return Hit(kind, row.get_absolute_url(), marked(title, asked), marked(excerpt(text, asked), asked), on)


def excerpt(text, asked):
    """Some 260 characters of `text` around the first found word."""
    text, is_found = " ".join(text.split()), _finder(asked)
    first = next((match.start() for match in _token.finditer(text) if is_found(match.group())), 0)
    start = max(0, first - SNIPPET // 3)
    start = text.find(" ", start) + 1 if start else 0
    cut = text[start : start + SNIPPET]
    if start + SNIPPET < len(text):
        cut = cut.rsplit(" ", 1)[0] + " …"
    return ("… " if start else "") + cut


def marked(text, asked):
    """`text` escaped, with `<mark>` around the words that were found."""
    parts, end, is_found = [], 0, _finder(asked)
    for match in _token.finditer(text):
        if is_found(match.group()):
            parts += [escape(text[end : match.start()]), "<mark>", escape(match.group()), "</mark>"]
            end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))


def _finder(asked):
    """Whether the database's stemming will have matched a token: near enough for showing where."""
    stems = tuple(word[: max(4, len(word) - 2)] for word in asked if len(word) > 3)
    short = {word for word in asked if len(word) <= 3}

    def is_found(token):
        token = _folded(token)
        return token.startswith(stems) or token in short

    return is_found
