"""Plain-text wire releases, parsed: text in, `ParsedRelease` out. No clock, no file, no database.

A release in an archive contradicts itself, lacks parts and has odd lines; so parsing never fails on what it
says. It places every paragraph exactly once, reads records out of the places, and lists its doubts for a
person. Only a text that cannot be a release at all (empty, binary, enormous) is refused.
"""

import codecs
import re
from collections import Counter
from dataclasses import replace

from . import doubts
from .body import body_html
from .contacts import read_contacts
from .cues import is_heading, undecorated
from .dateline import find_tickers
from .marks import bare, words
from .names import find_annual_report, find_compounds, find_meeting, find_partners
from .paragraphs import Para, split_paragraphs
from .parsed import (
    AnnualReport,
    CompoundName,
    Doubt,
    ParsedContact,
    ParsedPresentation,
    ParsedRelease,
    ParsedSlot,
    Passage,
    Ticker,
    UnreadableText,
)
from .placed import Section, Sections
from .presentations import trial_ids
from .schedule import read_schedule
from .sections import place

__all__ = [
    "MAX_CHARACTERS",
    "MAX_LINES",
    "AnnualReport",
    "CompoundName",
    "Doubt",
    "ParsedContact",
    "ParsedPresentation",
    "ParsedRelease",
    "ParsedSlot",
    "Passage",
    "Ticker",
    "UnreadableText",
    "decode",
    "parse",
    "words",
]

MAX_CHARACTERS = 1_000_000
MAX_LINES = 10_000  # more than the longest results release; what follows is kept aside, unread
_MARKS_OF_ORDER = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_ABOUT_WORDS = re.compile(r"^about\s| in brief\b", re.I)
_ISSUER = re.compile(r"(?:SOURCE|Source)\s?:?\s+(?P<name>[^|;]+)")


def decode(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, else Windows-1252. Line ends become `\\n`.

    Raises UnreadableText if the file is too long or is not text.
    """
    # In UTF-16 a character takes two bytes, in UTF-8 up to four: beyond that no text could be short enough.
    if len(data) > 4 * MAX_CHARACTERS:
        raise UnreadableText(_too_long(f"{len(data):,} bytes"))
    encoding = next((name for mark, name in _MARKS_OF_ORDER if data.startswith(mark)), None)
    if not encoding and b"\0" in data:
        raise UnreadableText("This file is not plain text: it holds binary data.")
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            raise UnreadableText("This file is damaged: its characters cannot be read.") from None
        text = data.decode("cp1252", errors="replace")
    text = _plain_line_ends(text)
    _refuse_unreadable(text)
    return text


def parse(text: str) -> ParsedRelease:
    """The release in this text: `words(parse(text).text())` are the words of `text`, none lost, none doubled.

    Raises UnreadableText if there is nothing to read, or it is not text, or it is too long.
    """
    _refuse_unreadable(text)
    lines = _plain_line_ends(text).removeprefix("\ufeff").split("\n")
    found = place(split_paragraphs(lines[:MAX_LINES]))
    _keep_aside(lines[MAX_LINES:], found)
    release = _release(found)
    return release if _same_words(text, release) else _unparted(lines)


def _same_words(text: str, release: ParsedRelease) -> bool:
    return Counter(words(text)) == Counter(words(release.text()))


def _unparted(lines: list[str]) -> ParsedRelease:
    """Should a word ever be lost or doubled after all, the text is kept whole and unread."""
    release = _release(Sections(not_placed=[Para(tuple(lines), True)], order={"not_placed": None}))
    return replace(release, not_placed=("\n".join(lines),))


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_unreadable(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise UnreadableText(_too_long(f"{len(text):,} characters"))
    if not text.strip("\ufeff \t\r\n\x0b\x0c\xa0\u2028\u2029"):
        raise UnreadableText("The text is empty: paste or choose a release.")
    strange = len(_CONTROL.findall(text)) + text.count("\ufffd")
    if "\0" in text or strange * 50 > len(text):
        raise UnreadableText("This is not plain text: it holds binary data.")


def _too_long(size: str) -> str:
    return f"The text is too long for a release: {size}; at most {MAX_CHARACTERS:,} characters can be read."


def _keep_aside(lines: list[str], found: Sections) -> None:
    if words("\n".join(lines)):
        found.not_placed.append(Para(tuple(lines), True))
        found.order["not_placed"] = None


def _release(found: Sections) -> ParsedRelease:
    date, date_doubts = doubts.release_date(found)
    body, body_doubts = body_html(found.body)
    schedule = read_schedule(found.body, date)
    prose = doubts.prose_of(found.body, schedule)
    headings = [bare(para.text) for n, para in enumerate(found.body) if is_heading(found.body, n)]
    headline = " ".join(undecorated(para.text) for para in found.headline)
    subheads = tuple(undecorated(para.text) for para in found.subheads)
    safe_harbor = _safe_harbor(found.safe_harbors)
    abouts = tuple(_passage(section) for section in found.abouts)
    closing = [text for passage in (*abouts, *filter(None, [safe_harbor])) for text in passage.paragraphs]
    everything = "\n".join(
        (headline, *subheads, *(bare(p.text) for p in found.body if not p.table), *closing)
    )
    meeting = find_meeting((*prose[:3], headline, *subheads, *prose[3:]))
    block = _block(found.contacts)
    contacts, contact_doubts = read_contacts(block.split("\n"), _issuers(found, abouts))
    return ParsedRelease(
        date=date,
        headline=headline,
        subheads=subheads,
        dateline=found.dateline.text if found.dateline else "",
        dateline_place=found.dateline.place if found.dateline else "",
        wire=found.dateline.wire if found.dateline else "",
        tickers=find_tickers("\n".join((everything, *(passage.heading for passage in abouts)))),
        body=body,
        presentations=tuple(schedule.presentations),
        slots=tuple(schedule.slots),
        meeting=meeting,
        abouts=abouts,
        safe_harbor=safe_harbor,
        contacts=contacts,
        contact_block=block,
        source_line="\n".join(bare(para.text) for para in found.source),
        end_mark=found.end_mark,
        trial_ids=trial_ids(everything),
        partner_names=find_partners(everything),
        compound_names=find_compounds(
            everything, "\n".join(safe_harbor.paragraphs) if safe_harbor else "", headings
        ),
        annual_report=find_annual_report(everything),
        not_placed=tuple(_written(para) for para in found.not_placed),
        doubts=doubts.limited(
            (
                *date_doubts,
                *doubts.missing(found),
                *doubts.headline_doubts(found),
                *doubts.split_paragraphs(
                    [found.body, *(s.paras for s in (*found.abouts, *found.safe_harbors))]
                ),
                *doubts.schedule_doubts(schedule, prose, date, meeting),
                *contact_doubts,
                *body_doubts,
                *doubts.leftovers(found),
            )
        ),
        date_line="\n".join(bare(para.text) for para in found.date_line),
        order=tuple(found.order),
    )


def _passage(section: Section) -> Passage:
    return Passage(section.heading, tuple(bare(para.text) for para in section.paras))


def _safe_harbor(sections: list[Section]) -> Passage | None:
    """Several passages (joint releases) as one: the first's heading, the others' among the paragraphs."""
    if not sections:
        return None
    first, *others = (_passage(section) for section in sections)
    more = [text for passage in others for text in (passage.heading, *passage.paragraphs) if text]
    return Passage(first.heading, (*first.paragraphs, *more))


def _block(paras: list[Para]) -> str:
    """The contact block with its line breaks; blank lines stay only if they group lines."""
    apart = any(not para.gap or len(para.lines) > 1 for para in paras)
    lines = [("\n" if apart and para.gap and n else "") + _written(para) for n, para in enumerate(paras)]
    return "\n".join(lines)


def _written(para: Para) -> str:
    return "\n".join(bare(line) for line in para.lines)


def _issuers(found: Sections, abouts: tuple[Passage, ...]) -> tuple[str, ...]:
    """The companies that speak here, as the source line and the About headings name them."""
    sources = [named["name"].strip() for para in found.source if (named := _ISSUER.match(bare(para.text)))]
    return (*sources, *(_ABOUT_WORDS.sub("", passage.heading).strip() for passage in abouts))
