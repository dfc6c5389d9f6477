"""Days that do not exist, fall on another weekday, or are not the release's own."""

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .days import find_days
from .findings import Level, Spot, rule

LEAP_YEAR = 2024
REACH = 300  # days around the release in which a date without a year is looked for


@rule("date-impossible", Level.WARNING, gettext_lazy("A date in the text is not a day of the calendar."))
def impossible_dates(subject):
    for passage, day in subject.days:
        stated = day.stated
        if stated.month is None or stated.on(stated.year or LEAP_YEAR):
            continue
        # “In May 45 patients …” is no date; “May 45, 2025” is meant as one.
        if 1 <= (stated.day or 0) <= 31 or stated.year:
            yield passage.spot(
                stated.start,
                stated.end,
                _("There is no “%(words)s” in the calendar. Correct the day or the month."),
            )


@rule("weekday-differs", Level.WARNING, gettext_lazy("A weekday does not fit the date beside it."))
def wrong_weekdays(subject):
    for passage, day in subject.days:
        dates = _possible(day, subject.date)
        if day.stated.weekday and dates and all(day.stated.wrong_weekday(date) for date in dates):
            yield passage.spot(
                day.stated.start,
                day.stated.end,
                _(
                    "“%(words)s” does not fit the calendar: %(date)s is a %(weekday)s. Correct the weekday or the date."
                ),
                date=format_date(dates[0], "F j, Y"),
                weekday=format_date(dates[0], "l"),
            )


@rule(
    "date-differs",
    Level.WARNING,
    gettext_lazy("The date line or the dateline names another day than the release's date."),
)
def other_release_date(subject):
    for passage in subject.parts("date line", "dateline"):
        day = next(iter(find_days(passage.text, subject.date)), None)
        if day and day.first and day.first != subject.date:
            yield passage.spot(
                day.start,
                day.end,
                _("“%(words)s” is not the release's date, which is %(date)s. One of them is wrong."),
                date=format_date(subject.date, "F j, Y"),
            )


@rule(
    "date-past",
    Level.WARNING,
    gettext_lazy("The release's date is past, so that it can no longer go out on it."),
)
def past_date(subject):
    if subject.date < subject.today and subject.kind == "original" and not subject.from_archive:
        yield Spot(
            _("The release is dated %(date)s, which is past. Give it the date on which it goes out.")
            % {"date": format_date(subject.date, "F j, Y")},
            "date",
            str(subject.date),
        )


def _possible(day, near):
    """The date, or where no year is written every one of that day and month in reach."""
    if day.has_year or day.first is None:
        date = day.stated.on(day.first.year) if day.first else None
        return [date] if date else []
    dates = [day.stated.on(year) for year in (near.year, near.year - 1, near.year + 1) if 1 <= year <= 9999]
    return [date for date in dates if date and abs((date - near).days) <= REACH]
