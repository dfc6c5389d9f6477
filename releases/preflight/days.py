"""The days that a text names, with the year that is meant where none is written."""

import datetime as dt
import re
from dataclasses import dataclass

from ..importing.dates import StatedDate, stated_dates

_until = re.compile(
    r"\s?(?:[-–—]|to\b|through\b|and\b|&)\s?(\d{1,2})(?:st|nd|rd|th)?(?![\d:.%])(?!\s?[AaPp]\.?[Mm]\b)"
    r"(?=[,.;)\s–—-]|\Z)(?:,?\s([12]\d{3})\b)?"
)
_joined = re.compile(r"\s?(?:and|&)\s")
_closed = re.compile(r"\s?(?:[,.;)]|at\b|in\b|\Z|\n)")
_from = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s?(?:[-–—]|to|and|&)\s?\Z")
_between = re.compile(r",?\s?(?:[-–—]|to|through|until)\s?\Z")
FAR = 25  # characters within which a following date lends its year


@dataclass(frozen=True)
class Day:
    """A day, or days from `first` to `last`, at a span of the text. Both are None where there is no such day."""

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    stated: StatedDate
    has_year: bool

    @property
    def is_one(self):
        return self.first == self.last

    def covers(self, day):
        return self.first is not None and self.first <= day <= self.last


def find_days(text, near):
    """Every `Day` in `text`; a date without a year is the one nearest to the date `near`."""
    found, days, n = list(stated_dates(text)), [], 0
    while n < len(found):
        stated, following = found[n], found[n + 1] if n + 1 < len(found) else None
        year = stated.year or _lent_year(stated, following)
        day = _one(text, stated, year, near)
        if following and day.end == stated.end and _between.match(text[stated.end : following.start]):
            until = _one(text, following, following.year, near)
            if day.first and until.first and day.first < until.first:
                day = Day(day.start, until.end, day.first, until.last, stated, day.has_year)
                n += 1
        days.append(day)
        n += 1
    return days


def nearest(stated, near):
    """The calendar date of `stated` in the year that brings it closest to `near`, or None."""
    years = range(max(1, near.year - 1), min(9999, near.year + 1) + 1)
    dates = [date for date in (stated.on(year) for year in years) if date]
    return min(dates, key=lambda date: abs(date - near), default=None)


def _lent_year(stated, following):
    """In “May 31 – June 4, 2025” the second date's year is the first one's as well."""
    if following is None or not following.year or following.start - stated.end > FAR:
        return None
    if following.month is None or stated.month is None:
        return None
    return following.year - (stated.month > following.month)


def _one(text, stated, year, near):
    match = _until.match(text, stated.end) if stated.day and not stated.year else None
    if match and _joined.match(match[0]) and not match[2] and not _closed.match(text, match.end()):
        match = None  # “on June 3 and 40 patients …”
    if match and match[2]:
        year = int(match[2])
    first = last = stated.on(year) if year else nearest(stated, near)
    start, end = stated.start, stated.end
    before = _from.search(text, max(0, start - 12), start) if first and not stated.weekday else None
    if match and first and (until := _moved(first, int(match[1]))) and until > first:
        last, end = until, match.end()
    elif before and (since := _moved(first, int(before[1]))) and since < first and text[start].isdigit():
        first, start = since, before.start()
    return Day(start, end, first, last, stated, bool(year))


def _moved(date, day):
    try:
        return date.replace(day=day)
    except ValueError:
        return None
