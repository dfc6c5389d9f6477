"""How many public releases each year and category holds, and the rows at any place of the archive.

Neither grows with the archive: the counts are kept by the database (`ArchiveCount`), and a page deep in the
archive is found by leaving out whole years.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import ExtractYear

from .models import ArchiveCount, Revision


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


def tally(now, and_also=None):
    """The `Tally` of all releases public at `now`, and of some others.

    The kept counts hold what has an instant and no end. Those not public yet are taken off, those whose end is
    still to come are added: at any time of the present these are few.
    """
    kept = ArchiveCount.objects.values_list("year", "category", "standing")
    # Row by row, and each asks one indexed instant alone: grouping, or the end that nearly every row lacks, would
    # lead a database through the whole table.
    coming = _placed(Revision.objects.filter(public_from__gt=now)).values_list(
        "year", "category", Case(When(public_until=None, then=-1), default=0)
    )
    leaving = _placed(Revision.objects.filter(public_until__gt=now)).values_list(
        "year", "category", Case(When(public_from__lte=now, then=1), default=0)
    )
    others = [] if and_also is None else [_placed(and_also).values_list("year", "category", Value(1))]
    return _sum(kept.union(coming, leaving, *others, all=True))


def tally_of(revisions):
    """The `Tally` of some releases, counted one by one."""
    return _sum(_placed(revisions).values_list("year", "category").annotate(number=Count("pk")))


def _placed(revisions):
    return revisions.order_by().annotate(year=ExtractYear("date"))


def _sum(rows):
    numbers = Counter()
    for year, category, number in rows:
        numbers[int(year), category] += int(number)
    return Tally({place: number for place, number in numbers.items() if number})


class Archive:
    """Releases newest first, for a paginator: `years` tells how many stand in each, newest first."""

    ordered = True

    def __init__(self, revisions, years):
        self.revisions, self.years = revisions, years

    def count(self):
        return sum(self.years.values())

    def __getitem__(self, places):
        start, stop = places.start, min(places.stop, self.count())
        before, within = self._years_of(start, stop)
        if not within:
            return self.revisions.none()
        rows = self.revisions.filter(_between(min(within), max(within)))
        start, stop, there = start - before, stop - before, sum(self.years[year] for year in within)
        if start <= there // 2:
            return rows.newest_first()[start:stop]
        # From the other end it is nearer.
        return list(rows.newest_first().reverse()[there - stop : there - start])[::-1]

    def _years_of(self, start, stop):
        """(how many stand before the first of them, the years in which the places from `start` to `stop` lie)"""
        before, skipped, within = 0, 0, []
        for year, number in self.years.items():
            if before + number <= start:
                skipped += number
            elif before < stop:
                within.append(year)
            before += number
        return skipped, within


def _between(first, last):
    return Q(date__gte=f"{first:04}-01-01", date__lte=f"{last:04}-12-31")
