"""Presentations at a meeting and the slots they have: views into the body's words.

Two ways of writing are read: a dated line for a session with its abstracts below it, and labelled lines for
each abstract ("Title: ...", "Date and time: ..."). A slot whose line has no time takes what its session
says; nothing is filled in.
"""

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from .cues import is_heading
from .dates import TimeRange, first_moment, stated_dates, time_ranges
from .marks import bare
from .paragraphs import Para
from .parsed import Doubt, ParsedPresentation, ParsedSlot
from .presentations import after_title, is_presentation, person_name, read_presentation, slot_role
from .talk_lines import TalkLine, Talks, read_talk_line, starts_day, talk_after

_DISCUSSANT = re.compile(r"\bDiscussant\s?:")
_FIELD = re.compile(r"(?P<label>[A-Z][A-Za-z /&#()]{2,40}?)\s?:\s*(?P<value>.+)$", re.S)
_SESSION_NAME = re.compile(
    r"^[\s,:–—-]*(?P<name>.*?)(?:[,;:.]?\s+(?:in|at)\s+(?=[A-Z0-9])|[,;:]\s*(?:[A-Z][a-z]+:)?\s*$|[.]\s*$|$)",
    re.S,
)
_ROOM = re.compile(
    r"^[\s,;]*(?:\(?[A-Z]{2,4}\)?[\s,;]+)?(?:in|at|Location:|Room:?)\s+(?P<room>[A-Z0-9][^.;,]{0,60})"
)
_ROOM_ANYWHERE = re.compile(
    r"(?:,|\s)\s*(?:in|Location:|Room:)\s+(?P<room>[A-Z0-9][^.;,:]{0,60}?)\s*[.;]?\s*$"
)
_BOARD_AFTER = re.compile(r",?\s*(?:Poster\s)?Board\b.*$", re.S)
_ROLE_LABEL = re.compile(r"(?P<label>[A-Z][A-Za-z ]{2,30}):\s*$")
_HINT = re.compile(r"\s*\b(?:poster |oral )?presentations?\b\s*", re.I)


@dataclass(slots=True)
class _Session:
    """The session being read: what its line says, its slots by index and what stands below it."""

    date: dt.date | None = None
    name: str = ""
    room: str = ""
    text: str = ""
    slots: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Schedule:
    presentations: list[ParsedPresentation] = field(default_factory=list)
    slots: list[ParsedSlot] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)  # every paragraph that was read as part of the schedule
    fields: dict[str, str] = field(default_factory=dict)  # the labelled lines of the abstract being read


def read_schedule(paras: list[Para], released: dt.date | None) -> Schedule:
    found, session, hint, talks = Schedule(), _Session(), "", Talks()
    for n, para in enumerate(paras):
        text = bare(para.item) if not para.table and len(para.text) < 3000 else ""
        if not text:
            continue
        if is_heading(paras, n) and not _labelled(text):
            _close_record(found, hint, released)
            day = starts_day(text)
            hint, session, talks = _hint(text[day.end :] if day else text), _Session(), Talks(day)
        elif talks.indexes and (line := read_talk_line(text)):
            _add_talk(line, text, found, talks, released)
        elif _labelled(text):
            _read_label(text, found, hint, released)
        elif _is_session(text, para):
            session = _open_session(text, found, released)
        elif _is_time_line(text) and session.text:
            _add_timed(text, found, session, hint)
        elif is_presentation(text):
            _add_listed(text, found, session, hint)
            if not session.text:
                talks.add(len(found.presentations) - 1)
                if line := talk_after(after_title(text)):
                    _add_talk(line, text, found, talks, released)
        elif starts_day(text):
            talks = Talks(starts_day(text))
    _close_record(found, hint, released)
    found.slots = [_with_board(slot, found.presentations) for slot in found.slots]
    return found


def _hint(heading: str) -> str:
    left = _HINT.sub(" ", heading).strip(" :–—-")
    return left if left != heading.strip(" :–—-") else heading.strip(" :")


def _is_session(text: str, para: Para) -> bool:
    date = next(stated_dates(text[:60]), None)
    if not date or date.start > 1 or len(text) > 600:
        return False
    named = re.search(r"\b(?:Session|Poster|Plenary|Symposium|Oral)\b", text[:300])
    return bool(named) and (bool(para.marker) or len(text) < 300)


def _is_time_line(text: str) -> bool:
    first = next(time_ranges(text[:60]), None)
    return bool(first) and first.at == 0


def _open_session(text: str, found: Schedule, released: dt.date | None) -> _Session:
    stated = next(stated_dates(text))
    ranges = list(time_ranges(text))
    before = text[stated.end : ranges[0].at] if ranges else text[stated.end :]
    name = _SESSION_NAME.match(_ROLE_LABEL.sub("", before))["name"].strip(" ,;:.–—-")
    # A lone part such as "Display:" before the first time is a role, not part of the session's name.
    room = _ROOM_ANYWHERE.search(text)
    session = _Session(
        _date_of(stated, released, found, text), name, room["room"].strip() if room else "", text
    )
    found.texts.append(text)
    for number, times in enumerate(ranges):
        until = ranges[number + 1].at if number + 1 < len(ranges) else len(text)
        found.slots.append(_session_slot(session, times, text, until))
        session.slots.append(len(found.slots) - 1)
    return session


def _session_slot(session: _Session, times: TimeRange, text: str, until: int) -> ParsedSlot:
    label = _ROLE_LABEL.search(text[: times.at])
    room = _ROOM.match(text[times.after : until])
    return ParsedSlot(
        session.date,
        times.start,
        times.end,
        session.name,
        room["room"].strip() if room else session.room,
        "",
        slot_role(label["label"] if label else "", session.name),
        (),
        text,
    )


def _add_timed(text: str, found: Schedule, session: _Session, hint: str) -> None:
    times = next(time_ranges(text))
    room = _ROOM.match(text[times.after :])
    indexes, role = (), "discussant" if _DISCUSSANT.search(text) else slot_role("", session.name)
    if is_presentation(text[times.after :].strip(" ,:–—-")):
        found.presentations.append(read_presentation(text, hint))
        indexes = (len(found.presentations) - 1,)
    found.texts.append(text)
    found.slots.append(
        ParsedSlot(
            session.date,
            times.start,
            times.end,
            session.name,
            room["room"].strip() if room else session.room,
            "",
            role,
            indexes,
            text,
        )
    )


def _add_listed(text: str, found: Schedule, session: _Session, hint: str) -> None:
    found.texts.append(text)
    found.presentations.append(read_presentation(text, hint))
    index = len(found.presentations) - 1
    if session.text and not session.slots:
        # The session says a day and perhaps a room, but no time.
        found.slots.append(
            ParsedSlot(
                session.date,
                None,
                None,
                session.name,
                session.room,
                "",
                slot_role("", session.name),
                (),
                session.text,
            )
        )
        session.slots.append(len(found.slots) - 1)
    for n in session.slots:
        found.slots[n] = replace(found.slots[n], presentations=(*found.slots[n].presentations, index))


def _add_talk(line: TalkLine, text: str, found: Schedule, talks: Talks, released: dt.date | None) -> None:
    stated = line.date or talks.day
    date = _date_of(stated, released, found, text) if stated else None
    times, talks.placed = line.times, True
    found.texts.append(text)
    slot = ParsedSlot(date, times.start, times.end, "", line.room, line.board, line.role, (), text)
    same = next((n for n, other in enumerate(found.slots) if replace(other, presentations=()) == slot), None)
    if same is None:
        found.slots.append(replace(slot, presentations=tuple(talks.indexes)))
    else:
        # Two posters of one session: each has the session's line below it.
        both = (*found.slots[same].presentations, *talks.indexes)
        found.slots[same] = replace(found.slots[same], presentations=both)


def _date_of(stated, released: dt.date | None, found: Schedule, place: str) -> dt.date | None:
    date = stated.on(released.year if released else None)
    if released and not stated.year and date and (released - date).days > 182:
        date = stated.on(released.year + 1)
    if not date and (released or stated.year):
        sentence = f'The schedule says "{stated.text}", a day that does not exist.'
        found.doubts.append(Doubt("slot-date-impossible", sentence, place))
    if date and stated.wrong_weekday(date):
        sentence = f'The schedule says "{stated.text}", but {date:%d %B %Y} is a {date:%A}.'
        found.doubts.append(Doubt("slot-weekday", sentence, place))
    return date


def _with_board(slot: ParsedSlot, presentations: list[ParsedPresentation]) -> ParsedSlot:
    if slot.board:
        return slot
    boards = {presentations[n].board for n in slot.presentations}
    return replace(slot, board=boards.pop()) if len(boards) == 1 else slot


# --- labelled records -----------------------------------------------------------------------------

_LABELS = {
    "title": ("title", "abstract title", "presentation title", "poster title"),
    "abstract": ("abstract", "abstract number", "abstract no", "abstract id", "abstract #"),
    "presenter": ("presenter", "presenting author", "lead author", "first author", "speaker", "author"),
    "session": ("session", "session title", "session name", "poster session", "oral session", "session type"),
    "when": (
        "date and time",
        "date/time",
        "date & time",
        "session date and time",
        "date",
        "presentation date",
        "presentation date and time",
        "session date",
        "when",
    ),
    "time": ("time", "session time", "presentation time"),
    "room": ("location", "room", "hall", "where"),
    "board": ("poster board", "board", "poster board number", "poster number", "board number"),
}
_LABEL_OF = {label: name for name, labels in _LABELS.items() for label in labels}


def _labelled(text: str) -> str:
    match = _FIELD.match(text[:60])
    return _LABEL_OF.get(match["label"].strip().lower(), "") if match else ""


def _read_label(text: str, found: Schedule, hint: str, released: dt.date | None) -> None:
    name = _labelled(text)
    opens = name == "title" or (name == "abstract" and "title" not in found.fields)
    if name in found.fields or (opens and "title" in found.fields):
        _close_record(found, hint, released)
    found.fields[name] = _FIELD.match(text)["value"].strip()
    found.fields["text"] = "\n".join(filter(None, (found.fields.get("text"), text)))


def _close_record(found: Schedule, hint: str, released: dt.date | None) -> None:
    record, found.fields = found.fields, {}
    if "title" not in record:
        return
    found.texts.append(record["text"])
    made = read_presentation(
        record["text"], hint, record["title"].strip('"“”'), person_name(record.get("presenter", ""))
    )
    found.presentations.append(
        replace(
            made,
            abstract_number=_number(record.get("abstract", "")) or made.abstract_number,
            board=_number(record.get("board", "")) or made.board,
        )
    )
    if "when" in record or "time" in record:
        found.slots.append(_record_slot(record, found, released))


def _number(text: str) -> str:
    return text.strip(" #.").split(" ")[0] if text else ""


def _record_slot(record: dict[str, str], found: Schedule, released: dt.date | None) -> ParsedSlot:
    when = f"{record.get('when', '')} {record.get('time', '')}"
    stated = next(stated_dates(when), None)
    times = next(time_ranges(when), None) or first_moment(when)
    return ParsedSlot(
        _date_of(stated, released, found, when.strip()) if stated else None,
        times.start if times else None,
        times.end if times else None,
        record.get("session", ""),
        _BOARD_AFTER.sub("", record.get("room", "")),
        "",
        slot_role("", record.get("session", "")),
        (len(found.presentations) - 1,),
        record["text"],
    )
