"""The annual report that the text names, against the 10-K filings on record."""

import datetime as dt
import re

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..importing.dates import stated_dates
from .findings import Level, rule

LONGEST_DELAY = 90  # days after the fiscal year's end by which every 10-K is due

_report = re.compile(r"\b(?:Form\s)?10-K(?:/A)?\b")
_ended = re.compile(r"\b(?:year|period)s?,?\s(?:end(?:ed|ing)|to)\s")
_fiscal = re.compile(
    r"\b(?:fiscal year|fiscal|year|FY)\s?(20\d\d)\b|\b(20\d\d)\s(?:fiscal year|annual report)\b", re.I
)
AFTER = 140


@rule(
    "annual-report-old", Level.WARNING, gettext_lazy("The text names another 10-K than the newest on record.")
)
def other_annual_report(subject):
    if subject.annual_report is None:
        return
    for passage, start, end, named in _named_reports(subject):
        if named == subject.annual_report:
            continue
        newest = format_date(subject.annual_report, "F j, Y")
        if named < subject.annual_report:
            sentence = _(
                "The text names the 10-K for “%(words)s”, but the newest on record is that for %(newest)s."
            )
        else:
            sentence = _(
                "The text names the 10-K for “%(words)s”, but the newest on record by the release's date is that for "
                "%(newest)s. Add the filing, or correct the text."
            )
        yield passage.spot(start, end, sentence, newest=newest)


@rule(
    "annual-report-missing",
    Level.WARNING,
    gettext_lazy("A newer 10-K must have been filed by now, but is not on record."),
)
def missing_annual_report(subject):
    newest = subject.annual_report
    if newest is None or subject.from_archive:
        return
    due = _next_year_end(newest) + dt.timedelta(days=LONGEST_DELAY)
    for passage in subject.parts("safe harbor", "body") if subject.date > due else ():
        match = _report.search(passage.text)
        if match:
            yield passage.spot(
                match.start(),
                match.end(),
                _(
                    "The newest 10-K on record is that for %(newest)s. The one for %(next)s was due by %(due)s: "
                    "add it under Filings, so that the text names it."
                ),
                newest=format_date(newest, "F j, Y"),
                next=format_date(_next_year_end(newest), "F j, Y"),
                due=format_date(due, "F j, Y"),
            )
            return


def _named_reports(subject):
    """`(passage, start, end, period end)` of every 10-K that the text names with its year."""
    for passage in subject.parts("body", "about", "safe harbor"):
        for match in _report.finditer(passage.text):
            after = re.split(r"\n|10-[KQ]|8-K", passage.text[match.end() : match.end() + AFTER])[0]
            start = match.end()
            ended = _ended.search(after)
            stated = next(stated_dates(after[ended.end() :][:40]), None) if ended else None
            if stated and stated.on():
                at = start + ended.end() + stated.start
                yield passage, at, start + ended.end() + stated.end, stated.on()
            elif (year := _fiscal.search(after)) and not ended:
                named = int(year[1] or year[2])
                yield (
                    passage,
                    start + year.start(),
                    start + year.end(),
                    _same_day(subject.annual_report, named),
                )


def _same_day(date, year):
    """The end of the fiscal year `year`, for an issuer whose years end like `date`."""
    return dt.date(year, date.month, 28 if (date.month, date.day) == (2, 29) else date.day)


def _next_year_end(date):
    return _same_day(date, date.year + 1)
