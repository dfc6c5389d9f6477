"""Dates and times of day as releases write them. Nothing here guesses: what is not stated is None."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_FULL = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTHS = {name.lower(): n for n, name in enumerate(_FULL, 1)}
_MONTHS |= {name[:3].lower(): n for n, name in enumerate(_FULL, 1)} | {"sept": 9}
MONTH = (
    "(?:"
    + "|".join(
        f"{name}|{name.upper()}"
        for name in (
            *_FULL,
            "Jan",
            "Feb",
            "Mar",
            "Apr",
            "Jun",
            "Jul",
            "Aug",
            "Sept",
            "Sep",
            "Oct",
            "Nov",
            "Dec",
        )
    )
    + r")\b\.?"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = (
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN)"
    r"(?:day|sday|nesday|rsday|urday|s|rs|DAY|SDAY|NESDAY|RSDAY|URDAY|S|RS)?\b\.?"
)
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY}),?\s+)?"
    rf"(?:\b(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s+(?P<y1>[12]\d{{3}})\b)?"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?P<m2>{MONTH})(?:,?\s+(?P<y2>[12]\d{{3}})\b)?"
    r"|\b(?P<y3>[12]\d{3})-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
    r"|\b(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<y4>[12]\d{3})\b)"
)
_WIRE_DATE = re.compile(r"(?<=-- )(\d\d)/(\d\d)/(\d\d)(?= --)")
ZONE = r"(?:[ECMP][SD]?T|GMT|UTC|BST|WES?T|CES?T|EES?T|JST|IST|HKT|SGT|AES?T|local time|[A-Z][a-z]+ [Tt]ime)"
_MERIDIEM = r"(?:[AaPp]\.?[Mm]\b\.?)"
_HALF = rf"(?:\s?{_MERIDIEM})?"
TIME = (
    rf"\d{{1,2}}:\d\d(?::\d\d)?{_HALF}|\d{{1,2}}\.\d\d(?=\s?(?:{_MERIDIEM}|{ZONE}\b)){_HALF}"
    rf"|\d{{1,2}}[hH]\d\d{_HALF}|\d{{1,2}}\s?{_MERIDIEM}"
)
_CLOCK = rf"(\d{{1,2}})(?:[:.](\d\d))?\s?({_MERIDIEM})?"
_RANGE = re.compile(rf"(?<![\d:.#])\b{_CLOCK}\s?(?:-|–|—|\bto\b|\buntil\b)\s?{_CLOCK}(?:\s?\(?({ZONE})\b)?")
_MOMENT = re.compile(
    rf"(?<![\d:.#])\b(?:(\d{{1,2}}):(\d\d)(?:\s?({_MERIDIEM}))?|(\d{{1,2}})\s?({_MERIDIEM}))"
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date in the words of the text; `year` is None where none is written."""

    text: str
    year: int | None
    month: int | None
    day: int | None
    weekday: str
    start: int
    end: int

    def on(self, year: int | None = None) -> dt.date | None:
        """The calendar date, in `year` if the text has none; None if it cannot be told or does not exist."""
        try:
            return dt.date(self.year or year or 0, self.month or 0, self.day or 0)
        except ValueError:
            return None

    def wrong_weekday(self, date: dt.date) -> bool:
        return bool(self.weekday) and not WEEKDAYS[date.weekday()].startswith(self.weekday[:3].lower())


@dataclass(frozen=True, slots=True)
class TimeRange:
    start: dt.time
    end: dt.time | None
    text: str
    zone: str
    at: int
    after: int


def stated_dates(text: str) -> Iterator[StatedDate]:
    for match in _DATE.finditer(text):
        yield _stated(match)


def wire_date(text: str) -> StatedDate | None:
    """`-- 05/16/12 --` after a slug: Marketwire wrote the month first, and two digits of the year."""
    match = _WIRE_DATE.search(text)
    if not match:
        return None
    month, day, year = map(int, match.groups())
    return StatedDate(match[0], 2000 + year, month, day, "", match.start(), match.end())


def _stated(match: re.Match) -> StatedDate:
    year = match["y1"] or match["y2"] or match["y3"] or match["y4"]
    month = match["m1"] or match["m2"]
    number = _MONTHS[month.rstrip(".").lower()] if month else int(match["m3"] or 0)
    day = int(match["d1"] or match["d2"] or match["d3"] or 0)
    if match["a"]:
        number, day = _numeric(int(match["a"]), int(match["b"]))
    return StatedDate(
        match[0].strip(),
        int(year) if year else None,
        number,
        day,
        match["weekday"] or "",
        match.start(),
        match.end(),
    )


def _numeric(a: int, b: int) -> tuple[int | None, int | None]:
    """Month and day of 05/16/2012 or 16.05.2012; neither when the order cannot be told (05/06/2012)."""
    if a > 12 or a == b:
        return b, a
    return (a, b) if b > 12 else (None, None)


def time_ranges(text: str) -> Iterator[TimeRange]:
    """Ranges such as `1:15 - 5:15 pm`. A first time without am or pm takes the second's."""
    for match in _RANGE.finditer(text):
        h1, m1, half1, h2, m2, half2, zone = match.groups()
        if not (half2 or (m1 and m2)):
            continue
        end = _time(h2, m2, half2)
        start = _time(h1, m1, half1 or _first_half(h1, h2, half2))
        if start and end:
            yield TimeRange(start, end, match[0].strip(), zone or "", match.start(), match.end())


def first_moment(text: str) -> TimeRange | None:
    """A single time of day, such as `8:00 AM`."""
    match = _MOMENT.search(text)
    if not match:
        return None
    time = _time(match[1] or match[4], match[2], match[3] or match[5])
    return time and TimeRange(time, None, match[0], "", match.start(), match.end())


def _first_half(h1: str, h2: str, half2: str | None) -> str | None:
    """`11:30 - 1:00 pm` starts in the morning: otherwise it would end before it starts."""
    if half2 and half2[0] in "Pp" and int(h1) % 12 > int(h2) % 12:
        return "am"
    return half2


def _time(hour: str, minute: str | None, half: str | None) -> dt.time | None:
    h, m = int(hour), int(minute or 0)
    if half and h > 12:
        half = None
    if half:
        h = h % 12 + (12 if half[0] in "Pp" else 0)
    return dt.time(h, m) if h < 24 and m < 60 else None
