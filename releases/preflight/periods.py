"""The period whose results a release reports: stale, not over yet, or two different ones.

Only what the headline and the first paragraph say they report is looked at: further down a comparison with last
year is what readers want.
"""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..importing.dates import stated_dates
from .days import nearest
from .findings import Level, rule

# The SEC gives 40 to 90 days; who forgets to change last quarter's text is some 120 days late.
STALE_AFTER = 115
LEAD = 700

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_year = r"(?:fiscal (?:year )?|FY ?)?(?P<{0}>20\d\d)"
_period = re.compile(
    rf"\b(?:(?P<q1>first|second|third|fourth|1st|2nd|3rd|4th)[- ](?:fiscal )?(?P<half>quarter|half)"
    rf"(?:,? (?:and|&) (?:full|fiscal|year)[- ](?:year|end))?,?(?: of)?(?: the)?(?: year)? {_year.format('y1')}"
    rf"|Q(?P<q2>[1-4]),? ?{_year.format('y2')}|(?P<q3>[1-4])Q ?(?P<y3>20\d\d|\d\d)"
    r"|(?P<y4>20\d\d) (?:fiscal )?(?P<q4>first|second|third|fourth)[- ](?P<half4>quarter|half)"
    r"|(?:full[- ]year|fiscal(?: year)?|year[- ]end|annual|FY) ?(?P<y5>20\d\d)"
    r"|(?P<y6>20\d\d) (?:full[- ]year|annual|year[- ]end|fiscal[- ]year)"
    r"|(?:quarter|year|months|period),? end(?:ed|ing) (?P<ended>\w{3,9}\.? \d{1,2},? 20\d\d|\d{1,2} \w{3,9} 20\d\d))\b",
    re.I,
)
_reports = re.compile(
    r"\b(?:report(?:s|ed|ing)?|announc(?:es|ed|ing|e)|provid(?:es|ed)|releas(?:es|ed)|publish(?:es|ed))\b",
    re.I,
)
_results = re.compile(r"\b(?:results?|earnings|figures|revenues?|sales)\b", re.I)
_results_after = re.compile(rf"[^;.,]{{0,50}}?{_results.pattern}", re.I)
_results_before = re.compile(
    rf"{_results.pattern}[^;.]{{0,60}}\b(?:for|of|from)(?: the| its| our)*\s\Z", re.I
)
_later = re.compile(
    r"\b(?:will|to (?:report|announce|release|host|present|publish)|guidance|outlook|expects?|date)\b", re.I
)
_compares = re.compile(r"(?:compared (?:to|with)|versus|vs\.?|from|over|against|than)(?: the)?\s\Z", re.I)


@dataclass(frozen=True)
class Period:
    start: int
    end: int
    ends: tuple[dt.date, ...]  # by the calendar, and by the issuer's fiscal year
    quarter: tuple[int, int] | None  # (year, quarter) as written


@rule(
    "period-stale",
    Level.WARNING,
    gettext_lazy("The quarter or year reported is stale, or not over, on the release's date."),
)
def stale_period(subject):
    for passage, period in _reported(subject):
        text = passage.text[: passage.sentence_at(period.start)[1]]
        late = min((subject.date - end).days for end in period.ends)
        date = format_date(subject.date, "F j, Y")
        if late > STALE_AFTER:
            yield passage.spot(
                period.start,
                period.end,
                _(
                    "“%(words)s” ended %(days)d days before the release's date, %(date)s. "
                    "Was it left from an older release?"
                ),
                days=late,
                date=date,
            )
        elif all(end > subject.date for end in period.ends) and not _later.search(text[-600:]):
            yield passage.spot(
                period.start,
                period.end,
                _("“%(words)s” is not over on the release's date, %(date)s. Correct the period or the date."),
                date=date,
            )


@rule(
    "period-differs",
    Level.WARNING,
    gettext_lazy("The headline and the first paragraph report different quarters."),
)
def different_periods(subject):
    written = [(passage, period) for passage, period in _reported(subject) if period.quarter]
    heads = [(passage, period) for passage, period in written if passage.part == "headline"]
    for passage, period in written:
        if heads and passage.part == "body" and period.quarter != heads[0][1].quarter:
            yield passage.spot(
                period.start,
                period.end,
                _("The first paragraph says “%(words)s”, but the headline says “%(headline)s”."),
                headline=heads[0][0].text[heads[0][1].start : heads[0][1].end],
            )


def _reported(subject):
    """`(passage, period)` of the headline and of the lead, where they report results."""
    for passage in subject.parts("headline", "body"):
        lead = passage.text.lstrip("\n")[:LEAD].split("\n", 1)[0]
        if not _results.search(lead) or not _reports.search(lead):
            continue
        period = next(
            filter(None, (_read(match, subject) for match in _period.finditer(passage.text, 0, LEAD))), None
        )
        if period and period.start < len(lead):
            yield passage, period


def _read(match, subject):
    before, after = (
        match.string[max(0, match.start() - 90) : match.start()],
        match.string[match.end() : match.end() + 70],
    )
    if _compares.search(before) or not (_results_after.match(after) or _results_before.search(before)):
        return None
    if match["ended"]:
        stated = next(stated_dates(match["ended"]), None)
        date = nearest(stated, subject.date) if stated and not stated.year else stated and stated.on()
        return Period(match.start(), match.end(), (date,), None) if date else None
    year = next(filter(None, (match[f"y{n}"] for n in range(1, 7))))
    year = int(year) + (2000 if len(year) == 2 else 0)
    number = next(filter(None, (match[f"q{n}"] for n in range(1, 5))), None)
    half = (match["half"] or match["half4"] or "").lower() == "half"
    number = int(number) if number and number.isdigit() else _ORDINALS.get((number or "fourth").lower(), 4)
    if half and number > 2:
        return None
    quarter = number * 2 if half else number
    written = (year, quarter) if (match["q1"] or match["q2"] or match["q3"] or match["q4"]) else None
    return Period(match.start(), match.end(), _ends(year, quarter, subject.annual_report), written)


def _ends(year, quarter, annual_report):
    """The last day by the calendar and, where the fiscal year is another, by that."""
    year_ends = {12, annual_report.month if annual_report else 12}
    return tuple(sorted({_quarter_end(year, quarter, month) for month in year_ends}))


def _quarter_end(year, quarter, last_month):
    months = year * 12 + last_month - 1 - 3 * (4 - quarter)
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, monthrange(year, month + 1)[1])
