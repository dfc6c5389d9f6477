"""How many public releases each year and category holds, and the rows at any place of the archive.

Neither grows with the archive: the counts are kept by the database (`ArchiveCount`, `FiledCount`), and a page
deep in the archive is found by leaving out whole years, and whole months where a year holds thousands.
"""

import datetime as dt
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Count, Sum, Value, When
from django.db.models.functions import ExtractMonth, ExtractYear

from .models import ArchiveCount, FiledCount, Revision

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


def tally(now, filed=None, and_also=None):
    """The `Tally` of all releases public at `now`, and of some others; `filed` under a compound or a partner.

    The kept counts hold what has an instant and no end. Those not public yet are taken off, those whose end is
    still to come are added: at any time of the present these are few.
    """
    kept = FiledCount.objects.filter(month=0, **_keys(filed)) if filed else ArchiveCount.objects.all()
    others = (
        []
        if and_also is None
        else [_filed(_placed(and_also), filed).values_list("year", "category", Value(1))]
    )
    changing = [rows.values_list("year", "category", "change") for rows in _changing(now, filed)]
    kept = kept.values_list("year", "category", "standing")
    return _sum(kept.union(*changing, *others, all=True))


def monthly(now, years, filed=None, category=None):
    """`{(2025, 12): 34}`: how many public releases each month of the years holds, newest first."""
    kept = FiledCount.objects.filter(year__in=years, month__gt=0, **_keys(filed or {}))
    changing = [rows.filter(date__year__in=years) for rows in _changing(now, filed)]
    if category:
        kept, *changing = (rows.filter(category=category) for rows in (kept, *changing))
    changing = [rows.values_list("year", "month", "change") for rows in changing]
    numbers = Counter()
    for year, month, number in kept.values_list("year", "month", "standing").union(*changing, all=True):
        numbers[int(year), int(month)] += int(number)
    return {place: numbers[place] for place in sorted(numbers, reverse=True) if numbers[place]}


def much_told(name):
    """The keys of the compounds, or the partners, of which thousands of releases speak; none of any other kind."""
    if name not in ("compound", "partner"):
        return []
    other = {"compound": "partner", "partner": "compound"}[name]
    kept = FiledCount.objects.filter(month=0, **{other: 0, f"{name}__gt": 0}).values(name)
    return list(kept.annotate(told=Sum("standing")).filter(told__gt=MANY).values_list(name, flat=True))


def tally_of(revisions):
    """The `Tally` of some releases, counted one by one."""
    return _sum(_placed(revisions).values_list("year", "category").annotate(number=Count("pk")))


def _keys(filed):
    return {name: filed[name].pk if name in filed else 0 for name in ("compound", "partner")}


def _filed(revisions, filed):
    for name, row in (filed or {}).items():
        revisions = revisions.filter(**{f"{name}s": row})
    return revisions


def _changing(now, filed):
    """Rows with the `change` by which the kept counts differ from what is public at `now`."""
    # Row by row, and each asks one indexed instant alone: grouping, or the end that nearly every row lacks, would
    # lead a database through the whole table.
    coming = _placed(Revision.objects.filter(public_from__gt=now))
    leaving = _placed(Revision.objects.filter(public_until__gt=now))
    return (
        _filed(coming.annotate(change=Case(When(public_until=None, then=-1), default=0)), filed),
        _filed(leaving.annotate(change=Case(When(public_from__lte=now, then=1), default=0)), filed),
    )


def _placed(revisions):
    return revisions.order_by().annotate(year=ExtractYear("date"), month=ExtractMonth("date"))


def _sum(rows):
    numbers = Counter()
    for year, category, number in rows:
        numbers[int(year), category] += int(number)
    return Tally({place: number for place, number in numbers.items() if number})


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
    are spans beside these years, with their numbers.
    """

    ordered = True

    def __init__(self, revisions, years, months=None, edges=None):
        self.revisions, self.months = revisions, months
        spans = {_year(year): number for year, number in years.items()} | (edges or {})
        self.spans = {span: spans[span] for span in sorted(spans, reverse=True)}

    def count(self):
        return sum(self.spans.values())

    def __getitem__(self, places):
        start, stop = places.start, min(places.stop, self.count())
        start, stop, spans = _among(self.spans, start, stop)
        if self.months and min(start, sum(spans.values()) - stop) > FEW:
            start, stop, spans = _among(self._months_of(spans), start, stop)
        if not spans:
            return self.revisions.none()
        rows, there = self.dated(min(spans)[0], max(spans)[1]), sum(spans.values())
        if start <= there // 2:
            return rows[start:stop]
        # From the other end it is nearer.
        return list(rows.reverse()[there - stop : there - start])[::-1]

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


def month_span(year, month):
    return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])


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
