"""What a line says of one talk's time and place: `Poster presentation: June 5, 8:00 am - noon in Hall A`."""

import re
from dataclasses import dataclass, field

from .dates import ZONE, StatedDate, TimeRange, stated_dates, time_ranges
from .presentations import find_board, slot_role

_LINE = re.compile(
    r"(?P<label>(?:Poster|Oral|Plenary|Symposium|Mini-?symposium)\b[A-Za-z ]{0,40}?)(?:\s?\([^()]{1,30}\))?"
    r"\s*(?:[:–—,]|\s-|\son\s)\s*(?P<rest>.+)$",
    re.S,
)
_LABEL = re.compile(r"\b(?:[Pp]oster|[Oo]ral|[Pp]lenary) (?:presentation|discussion|session)\b")
_NOON = re.compile(r"\b(?:12(?::00)?\s)?noon\b")
_ROOM = re.compile(r"\b(?:in|[Rr]oom|[Ll]ocation:)\s+(?:[Rr]oom\s)?(?P<room>[A-Z0-9][^.;,()]{0,60})")
# Without such a word: what stands between the time and the board.
_PLACE = re.compile(
    rf"[\s,;]*(?:\(?{ZONE}\)?[\s,;]*)?(?P<room>[A-Z][\w ,]{{2,40}}?)(?:,\s*(?:Poster|Board)\b.*)?\.?$"
)


@dataclass(frozen=True, slots=True)
class TalkLine:
    """`date` is None where the day stands in a heading above."""

    role: str
    date: StatedDate | None
    times: TimeRange
    room: str
    board: str


@dataclass(slots=True)
class Talks:
    """The presentations by index, of which the next lines say time and place, and the day of a line above them."""

    day: StatedDate | None = None
    indexes: list[int] = field(default_factory=list)
    placed: bool = False

    def add(self, index: int) -> None:
        self.indexes = [index] if self.placed else [*self.indexes, index]
        self.placed = False


def read_talk_line(text: str) -> TalkLine | None:
    """A line of its own, below the title."""
    line = _LINE.match(text.lstrip(" -–—")) if len(text) < 300 else None
    return _read(slot_role(line["label"], ""), line["rest"]) if line else None


def talk_after(text: str) -> TalkLine | None:
    """The same on the title's own line: `text` is what follows the title."""
    label = _LABEL.search(text)
    return _read(slot_role(label[0], "") if label else "", text)


def starts_day(text: str) -> StatedDate | None:
    """`Sunday, June 5 - Oral presentations`: a short line that opens with the day of what stands below it."""
    date = next(stated_dates(text[:60].rstrip(" :")), None)
    return date if date and not date.start and len(text) < 120 and not any(time_ranges(text)) else None


def _read(role: str, text: str) -> TalkLine | None:
    text = _NOON.sub("12:00 pm", text)
    times = next(time_ranges(text), None)
    if not times:
        return None
    after = text[times.after :]
    room = _ROOM.search(after) or _PLACE.match(after)
    place = room["room"].strip() if room else ""
    return TalkLine(role, next(stated_dates(text[: times.at]), None), times, place, find_board(after))
