"""The demo's texts: reading them, and filling in the dates and numbers that depend on the day of loading.

A text is a file of headers, a blank line and blocks. A block that does not start with a tag is a paragraph.
Placeholders in braces are a word with or without a day: `{weekday +3}`, `{date approval}`, `{loss}`. A day is
a number of days after the release's own date, or the key of a release or event, and days after that one;
`+3b` counts business days.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.dateformat import format as format_date

from .days import DAY, Quarter, business_day_after

FOLDER = Path(__file__).parent / "texts"
REPEATED = ("subhead",)

_placeholder = re.compile(r"\{([\w-]+)(?: ([^{}]+))?\}")
_move = re.compile(r"[+-]\d+b?")


@dataclass
class Text:
    """A release of the demo as it stands in its file."""

    key: str
    headers: dict
    body: str
    subheads: list = field(default_factory=list)

    def __getitem__(self, name):
        return self.headers.get(name, "")

    def listed(self, name):
        """The header `name` as a list: its words between commas."""
        return [word.strip() for word in self[name].split(",") if word.strip()]


def read(path):
    """The text of a file. ValueError for a header line without a colon."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    pairs = [[part.strip() for part in line.split(":", 1)] for line in head.splitlines()]
    headers = {name: value for name, value in pairs if name not in REPEATED}
    return Text(path.stem, headers, body.strip(), [value for name, value in pairs if name in REPEATED])


def read_all():
    return [read(path) for path in sorted(FOLDER.glob("*.html"))]


def as_html(body):
    blocks = [block.strip() for block in body.split("\n\n") if block.strip()]
    return "\n".join(block if block.startswith("<") else f"<p>{block}</p>" for block in blocks)


@dataclass(frozen=True)
class Filler:
    """Fills placeholders: `on` is the text's own day, `days` other known days, `values` all other words."""

    on: dt.date
    days: dict
    values: dict

    def fill(self, text):
        return _placeholder.sub(self._replace, text)

    def day(self, name):
        """The date that `+3`, `+3b` (business days), `approval` or `approval +3` means."""
        anchor, _, moved = name.rpartition(" ")
        if not _move.fullmatch(moved):
            anchor, moved = moved, "+0"
        start = self.days[anchor] if anchor else self.on
        if moved.endswith("b"):
            return business_day_after(start, int(moved[:-1]))
        return start + int(moved) * DAY

    def _replace(self, match):
        word, name = match.groups()
        if word in DATES and name:
            return DATES[word](self.day(name))
        return self.values[word] if name is None else self.values[f"{word} {name}"]


def ordinal_quarter(day):
    quarter = Quarter.of(day)
    return f"{quarter.ordinal} quarter of {quarter.year}"


def half(day):
    return f"{'first' if day.month < 7 else 'second'} half of {day.year}"


def span(first, last):
    """Several days: `June 5–9, 2026`, `May 29 – June 2, 2026`."""
    if first.year != last.year:
        return f"{format_date(first, 'F j, Y')} – {format_date(last, 'F j, Y')}"
    if first.month != last.month:
        return f"{format_date(first, 'F j')} – {format_date(last, 'F j, Y')}"
    return f"{format_date(first, 'F j')}–{format_date(last, 'j, Y')}"


DATES = {
    "date": lambda day: format_date(day, "F j, Y"),
    "day": lambda day: format_date(day, "F j"),
    "weekday": lambda day: format_date(day, "l"),
    "month": lambda day: format_date(day, "F Y"),
    "year": lambda day: str(day.year),
    "quarter": ordinal_quarter,
    "half": half,
}
