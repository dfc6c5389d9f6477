"""Standard time written in summer, and daylight time in winter."""

import datetime as dt
import re
from bisect import bisect_left
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .days import find_days
from .findings import Level, rule

# GMT is used all year round, so it is never wrong.
ZONES = {
    **dict.fromkeys(("EST", "EDT"), "America/New_York"),
    **dict.fromkeys(("CST", "CDT"), "America/Chicago"),
    **dict.fromkeys(("MST", "MDT"), "America/Denver"),
    **dict.fromkeys(("PST", "PDT"), "America/Los_Angeles"),
    **dict.fromkeys(("CET", "CEST"), "Europe/Paris"),
    **dict.fromkeys(("EET", "EEST"), "Europe/Helsinki"),
    **dict.fromkeys(("WET", "WEST"), "Europe/Lisbon"),
    "BST": "Europe/London",
    **dict.fromkeys(("AEST", "AEDT"), "Australia/Sydney"),
}
_LONG = {"Eastern": "E", "Central": "C", "Mountain": "M", "Pacific": "P"}
NEAR = 200  # characters before the time in which its day is looked for

_time = re.compile(
    r"(?<![\d:])(?:\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?|\d{1,2}\s?[AaPp]\.?[Mm]\b\.?),?\s?\(?"
    rf"(?:(?P<short>{'|'.join(ZONES)})\b"
    r"|(?P<zone>Eastern|Central|Mountain|Pacific) (?P<half>Standard|Daylight) Time\b)"
)
# The same letters, or the same zone without daylight saving.
_elsewhere = re.compile(
    r"\b(?:China|Beijing|Shanghai|Taipei|Hong Kong|Mexico|Saskatchewan|Arizona|Phoenix|Scottsdale|Tucson|Brisbane"
    r"|Queensland|Gold Coast|Panama|Jamaica|Canc[uú]n|Hawaii|Bangladesh)\b"
)
_today = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.I)


@rule(
    "zone-differs",
    Level.WARNING,
    gettext_lazy("EST/EDT, CET/CEST and the like are wrong for the day they stand with."),
)
def wrong_zones(subject):
    for passage in subject.passages:
        for match in _time.finditer(passage.text):
            written = match["short"] or f"{_LONG[match['zone']]}{match['half'][0]}T"
            date = _day_of(match, passage, subject)
            right = date and _in_force(written, date)
            if not right or right == written or _elsewhere.search(passage.near(*match.span())):
                continue
            yield passage.spot(
                match.start(),
                match.end(),
                _("On %(date)s the zone is %(right)s, not %(written)s. Write %(right)s, or %(plain)s."),
                date=format_date(date, "F j, Y"),
                right=right,
                written=written,
                plain=_plain(written),
            )


def _day_of(match, passage, subject):
    """The day that a time belongs to: the nearest in its sentence, or the last one shortly before it."""
    days, at = subject.days_beside(passage, match.start()), match.start()
    index = bisect_left(days, at, key=lambda day: day.start)
    beside = [day for day in days[max(0, index - 1) : index + 1] if day.first]
    if beside:
        return min(beside, key=lambda day: min(abs(day.start - at), abs(day.end - at))).first
    if _today.search(passage.near(*match.span())) or passage.part == "dateline":
        return subject.date
    before = [day for day in find_days(passage.text[max(0, at - NEAR) : at], subject.date) if day.first]
    return before[-1].first if before else None


@lru_cache(maxsize=512)
def _in_force(written, date):
    """The abbreviation in force all through `date`; None on a day on which the clocks change."""
    zone = ZoneInfo(ZONES[written])
    names = {dt.datetime.combine(date, dt.time(hour), zone).tzname() for hour in (0, 23)}
    return names.pop() if len(names) == 1 else None


def _plain(written):
    zone = ZONES[written]
    if zone.startswith("America/"):
        return f"{written[0]}T"
    return _("the city, such as “Paris time”") if zone != "Europe/London" else _("“London time”")
