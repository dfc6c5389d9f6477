"""How many public releases each year and category holds, and the rows at any place of the archive.

Neither grows with the archive: the counts are kept by the database (`ArchiveCount`, `FiledCount`), and a page
deep in the archive is found by leaving out whole years, and whole months where a year holds thousands.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Sum, Value
from django.db.models.functions import ExtractYear

from .compiled import union
from .models import ChangeCount, FiledCount, Revision
from .public_counts import (
    CATEGORIES,
    MONTHS,
    counted,
    counted_about,
    cut,
    filed_under,
    month_span,
    parts,
    placed,
)

# So many rows are left out one by one; to find the month costs a statement.
FEW = 500
MANY = 2_000


@dataclass(frozen=True)
class Tally:
    """Numbers of releases: `{(year, key of the category): number}`."""

    numbers: dict

    def years(self, category=None):
        """`{2025: 12, 2024: 30}`, newest first."""
        of_year = Counter()
        for (year, key), number in self.numbers.items():
            of_year[year] += number if category in (None, key) else 0
        return {year: of_year[year] for year in sorted(of_year, reverse=True) if of_year[year]}

    def categories(self, year=None):
        """`{key of the category: number}`."""
        of_category = Counter()
        for (each, key), number in self.numbers.items():
            of_category[key] += number if year in (None, each) else 0
        return {key: number for key, number in of_category.items() if number}


def tally(now, filed=None, and_also=None, past=False):
    """The `Tally` of all releases public at `now`, and of some others; `filed` under a compound or a partner.

    `now` may be long past; it takes less time if told.
    """
    if and_also is None:
        return _sum(counted(CATEGORIES, now, filed, past))
    others = filed_under(placed(and_also), filed or {}).values_list(*CATEGORIES, Value(1))
    return _sum(union([*parts(CATEGORIES, now, filed, past), others]))


def monthly(now, years=None, filed=None, category=None, past=False):
    """`{(2025, 12): 34}`: how many public releases each month of the years, or of all, holds, newest first."""
    chosen = {"first_year": min(years), "last_year": max(years)} if years else {}
    chosen |= {"category": category.pk} if category else {}
    numbers = _by_month(counted(MONTHS, now, filed, past, **chosen))
    found = (place for place in sorted(numbers, reverse=True) if years is None or place[0] in years)
    return {place: numbers[place] for place in found if numbers[place]}


def last_day(now):
    """The last day of the last month that may hold a release public at `now`, long past: none is dated later."""
    return month_span(*max(_months_about(now), default=(dt.MINYEAR, 1)))[1]


def span_around(date, now):
    """The first and the last day of the months next to a date that may hold what was public at `now`, long past."""
    own, months = (date.year, date.month), _months_about(now)
    before = max((month for month in months if month < own), default=own)
    after = min((month for month in months if month > own), default=own)
    return month_span(*before)[0], month_span(*after)[1]


def much_told(name):
    """The keys of the compounds, or the partners, of which thousands of releases speak; none of any other kind."""
    if name not in ("compound", "partner"):
        return []
    other = {"compound": "partner", "partner": "compound"}[name]
    kept = FiledCount.objects.filter(month=0, **{other: 0, f"{name}__gt": 0}).values(name)
    return list(kept.annotate(told=Sum("standing")).filter(told__gt=MANY).values_list(name, flat=True))


def tally_of(revisions):
    """The `Tally` of some releases, counted one by one."""
    years = revisions.order_by().annotate(year=ExtractYear("date")).values_list("year", "category")
    return Tally({(year, key): number for year, key, number in years.annotate(number=Count("pk"))})


def files(now):
    """How many files go out with the releases public at `now`: each belongs to one release, which has one text then."""
    month, since, until, sign = cut(now, past=True)
    months = ChangeCount.objects.filter(at__lte=month, compound=0, partner=0)
    kept = months.aggregate(files=Sum("files", default=0))["files"]
    rest = Revision.attachments.through.objects
    appear, end = (
        rest.filter(**{f"revision__{name}__gt": since, f"revision__{name}__lte": until}).count()
        for name in ("public_from", "public_until")
    )
    return kept + sign * (appear - end)


def _sum(rows):
    numbers = Counter()
    for day, category, number in rows:
        numbers[day.year, category] += int(number)
    return Tally({place: number for place, number in numbers.items() if number})


def _by_month(rows):
    numbers = Counter()
    for day, number in rows:
        numbers[day.year, day.month] += int(number)
    return numbers


def _months_about(now):
    return [month for month, number in _by_month(counted_about(now)).items() if number > 0]


def between(first, last, years, months, revisions):
    """How many of the releases are dated from `first` to `last`, as `Archive` takes it: (years, edges).

    Only a month that is cut is counted row by row.
    """
    first, last = first or dt.date.min, last or dt.date.max
    whole = {year: number for year, number in years.items() if first.year < year < last.year}
    cut = sorted({first.year, last.year} & set(years))
    spans = {month_span(*place): number for place, number in (months(cut) if cut else {}).items()}
    inside = {span: number for span, number in spans.items() if span[0] <= last and span[1] >= first}
    for span in inside:
        if span[0] < first or span[1] > last:
            ends = max(span[0], first), min(span[1], last)
            inside[span] = revisions.filter(date__range=ends).count()
    return whole, inside


class Archive:
    """Releases newest first, for a paginator.

    `years` tells how many stand in each, newest first; `months(years)` gives the same of their months. `edges`
    are spans beside these years, with their numbers. `past` is the instant long past at which these rows were public:
    then a page is always looked for in its months, lest all that has come since be gone through. `deep` gives the rows
    of such pages sooner, as `releases/deep.py` does. Pages are deep with more than `FEW` rows before and after them.
    """

    ordered = True

    def __init__(self, revisions, years, months=None, edges=None, *, past=None, deep=None):
        self.revisions, self.months, self.is_past, self.deep = revisions, months, past is not None, deep
        if self.is_past:
            self.revisions = revisions.released_by(past)
        spans = {_year(year): number for year, number in years.items()} | (edges or {})
        self.spans = {span: spans[span] for span in sorted(spans, reverse=True)}

    def count(self):
        return sum(self.spans.values())

    def __getitem__(self, places):
        start, stop = places.start, min(places.stop, self.count())
        start, stop, spans = _among(self.spans, start, stop)
        is_deep = self.months and (self.is_past or min(start, sum(spans.values()) - stop) > FEW)
        if is_deep:
            start, stop, spans = _among(self._months_of(spans), start, stop)
        if not spans:
            return self.revisions.none()
        first, last, there = min(spans)[0], max(spans)[1], sum(spans.values())
        # From the other end it may be nearer.
        if is_reversed := start > there // 2:
            start, stop = there - stop, there - start
        if is_deep and self.deep:
            return self.deep(first, last, start, stop, is_reversed)
        rows = self.dated(first, last)
        return list(rows.reverse()[start:stop])[::-1] if is_reversed else rows[start:stop]

    def dated(self, first, last):
        return self.revisions.filter(date__gte=first, date__lte=last).newest_first()

    def _months_of(self, spans):
        years = [first.year for first, last in spans if (first, last) == _year(first.year)]
        months = {
            month_span(*place): number for place, number in (self.months(years) if years else {}).items()
        }
        months |= {span: number for span, number in spans.items() if span != _year(span[0].year)}
        return {span: months[span] for span in sorted(months, reverse=True)}


def _year(year):
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _among(spans, start, stop):
    """Of `{span of dates: number}`, newest first, those in which the places lie, and the places among them."""
    before, skipped, within = 0, 0, {}
    for span, number in spans.items():
        if before + number <= start:
            skipped += number
        elif before < stop:
            within[span] = number
        before += number
    return start - skipped, stop - skipped, within
