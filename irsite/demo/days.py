"""Days on which a company announces things: business days, quarters and the days of their results."""

import datetime as dt
from typing import NamedTuple

DAY = dt.timedelta(days=1)
THURSDAY = 3
FEASTS = {(1, 1), (6, 19), (7, 4), (12, 25)}
ORDINALS = ("first", "second", "third", "fourth")


def is_holiday(day):
    """Whether the New York exchanges are closed on this weekday; the movable feasts of spring are left out."""
    monday, friday = day.weekday() == 0, day.weekday() == 4
    # A feast on a Sunday is kept on Monday, one on a Saturday on Friday.
    kept = {day} | ({day - DAY} if monday else {day + DAY} if friday else set())
    feast = any((date.month, date.day) in FEASTS for date in kept)
    third_monday = monday and 15 <= day.day <= 21 and day.month in (1, 2)
    memorial_day = monday and day.month == 5 and day.day >= 25
    labor_day = monday and day.month == 9 and day.day <= 7
    thanksgiving = day.weekday() == THURSDAY and day.month == 11 and 22 <= day.day <= 28
    return feast or third_monday or memorial_day or labor_day or thanksgiving


def is_business_day(day):
    return day.weekday() < 5 and not is_holiday(day)


def business_day(day, *, step=-1):
    """`day`, or the nearest business day before it (after it with `step=1`)."""
    while not is_business_day(day):
        day += step * DAY
    return day


def business_day_after(day, count):
    """The business day that many business days after `day`, or before it if `count` is negative."""
    step = 1 if count > 0 else -1
    for _ in range(abs(count)):
        day = business_day(day + step * DAY, step=step)
    return day


def on_weekday(day, weekday):
    """`day`, or the first day after it that is this weekday (0 is Monday)."""
    return day + dt.timedelta(days=(weekday - day.weekday()) % 7)


class Quarter(NamedTuple):
    """A quarter of a fiscal year that is the calendar year."""

    year: int
    number: int

    @classmethod
    def of(cls, day):
        return cls(day.year, (day.month + 2) // 3)

    def plus(self, quarters):
        year, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, index + 1)

    def minus(self, other):
        """How many quarters this one is after `other`."""
        return (self.year - other.year) * 4 + self.number - other.number

    @property
    def end(self):
        following = self.plus(1)
        return dt.date(following.year, following.number * 3 - 2, 1) - dt.timedelta(days=1)

    @property
    def reported_on(self):
        """The Thursday of its results: five weeks after the quarter, eight after the year."""
        if self.is_annual:
            return on_weekday(dt.date(self.year + 1, 2, 22), THURSDAY)
        return on_weekday(dt.date(self.end.year, self.end.month + 2, 4), THURSDAY)

    @property
    def is_annual(self):
        return self.number == 4

    @property
    def ordinal(self):
        return ORDINALS[self.number - 1]


def last_reported(today):
    """The newest quarter whose results were out before `today`."""
    quarter = Quarter.of(today)
    while quarter.reported_on >= today:
        quarter = quarter.plus(-1)
    return quarter


def reported(today, *, annual, count):
    """The newest `count` reported quarters, or years, the newest first."""
    quarter, found = last_reported(today), []
    while len(found) < count:
        if quarter.is_annual == annual:
            found.append(quarter)
        quarter = quarter.plus(-1)
    return found
