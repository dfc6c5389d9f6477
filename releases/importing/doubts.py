"""What a person must look at before a parsed release is trusted. Nothing is repaired here, only told."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .cues import DECOR, ends_openly, is_heading
from .dates import StatedDate, stated_dates
from .marks import bare
from .paragraphs import Para
from .parsed import Doubt, ParsedSlot
from .placed import Sections
from .schedule import Schedule

MOST = 20  # doubts of one kind: a longer list is not read
_NUMBERS = {
    name: n
    for n, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
_COUNT = re.compile(
    rf"\b(?P<count>{'|'.join(_NUMBERS)}|\d{{1,2}})\s+(?:(?:[a-z-]+|new|oral|poster|clinical)\s+){{0,3}}?"
    r"(?P<what>presentations|abstracts)\b",
    re.I,
)
_ZONE = re.compile(
    r"\b(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|JST|(?:Eastern|Central|Mountain|Pacific|local) (?:\w+ )?time)\b",
    re.I,
)
_CITY = re.compile(
    r"\b(?:in|at|held in)\s+(?!Phase|January|February|March|April|May|June|July|August|Sept|Oct|Nov|Dec|"
    r"Hall|Room)[A-Z][a-zé]{2,}(?:\s[A-Z][a-zé]+)?(?:,\s+[A-Z][A-Za-z.]+|\s+(?:on|from|at)\b|[,.;)])"
)
_BEFORE_OWN_DAY = re.compile(r"(?:^|-0-|\btoday,?|\bon)\s*\(?$", re.I)  # not "ended", "as of", "since"
_HALVES = re.compile(r"\d\s?([AaPp]\.?[Mm])\b")


def missing(found: Sections) -> Iterator[Doubt]:
    gaps = (
        (found.headline, "no-headline", "No headline was found."),
        (found.dateline, "no-dateline", "No dateline (place, date, wire) opens the text."),
        (found.abouts, "no-about", 'No "About" passage was found after the body.'),
        (found.safe_harbors, "no-safe-harbor", "No safe harbor or forward-looking statement was found."),
        (found.contacts, "no-contacts", "No contacts were found."),
    )
    first = next((para.text for para in (*found.headline, *found.body)), "")
    yield from (Doubt(code, sentence, excerpt(first)) for there, code, sentence in gaps if not there)
    for section in found.safe_harbors[:1]:
        if not section.heading:
            place = excerpt(section.paras[0].text)
            yield Doubt(
                "safe-harbor-no-heading", "The safe harbor stands without a heading of its own.", place
            )
    for section in found.safe_harbors[1:]:
        sentence = "There are several safe-harbor passages; they were kept together as one."
        yield Doubt("safe-harbor-twice", sentence, excerpt(section.heading or section.paras[0].text))


def headline_doubts(found: Sections) -> Iterator[Doubt]:
    """A line right below the headline, both short: no blank line tells whether the headline ends."""
    if not found.headline or not found.subheads:
        return
    head, deck = found.headline[-1], found.subheads[0]
    if not deck.gap and not deck.marker and deck.text[0] not in DECOR and len(head.text) < 75:
        sentence = f'"{excerpt(deck.text)}" stands right below the headline: does the headline go on there?'
        yield Doubt("headline-or-deck", sentence, excerpt(head.text))


def release_date(found: Sections) -> tuple[dt.date | None, list[Doubt]]:
    """The release's date from its first line or dateline, and what is doubtful about it."""
    top = [(date, para.text) for para in found.date_line for date in stated_dates(para.text)][:1]
    line = found.dateline and found.dateline.date
    stated = _told_apart(top + ([(line, found.dateline.text)] if line else []))
    if not stated:
        return None, [Doubt("no-date", "No date was found in the first lines or the dateline.", "")]
    year = next((date.year for date, _ in stated if date.year), None)
    if not year and (elsewhere := _same_day_elsewhere(stated[0][0], found)):
        sentence = f'"{stated[0][0].text}" states no year; it was taken from "{elsewhere.text}" in the text.'
        return elsewhere.on(), [Doubt("date-year-elsewhere", sentence, stated[0][1])]
    doubts = [doubt for date, place in stated for doubt in _date_doubts(date, year, place)]
    dates = [date.on(year) for date, _ in stated]
    if len(dates) == 2 and all(dates) and dates[0] != dates[1]:
        sentence = f'The first line says "{stated[0][0].text}", the dateline says "{stated[1][0].text}".'
        doubts.append(Doubt("date-conflict", sentence, stated[1][1]))
    return (dates[0] if len(dates) == 1 or dates[0] else None), doubts


def _told_apart(stated: list[tuple[StatedDate, str]]) -> list[tuple[StatedDate, str]]:
    """`03.04.2020` is no riddle where the dateline says "3 April 2020"."""
    clear = {(date.year, frozenset((date.month, date.day))) for date, _ in stated if date.month}
    return [pair for pair in stated if pair[0].month or (pair[0].year, _numbers(pair[0])) not in clear]


def _numbers(date: StatedDate) -> frozenset[int]:
    """Day and month of a date in figures, whichever is which."""
    return frozenset(int(number) for number in re.findall(r"\b\d{1,2}\b", date.text))


def _same_day_elsewhere(date: StatedDate, found: Sections) -> StatedDate | None:
    """The same day with its year ("today, May 3, 2012", a wire's trailer); None unless there is just one such year."""
    paras = [*found.body, *found.source, *(p for s in (*found.abouts, *found.safe_harbors) for p in s.paras)]
    same = {
        other.year: other
        for para in paras
        for other in stated_dates(para.text)
        if other.year and (other.month, other.day) == (date.month, date.day)
        if _BEFORE_OWN_DAY.search(para.text[: other.start][-20:])
    }
    return next(iter(same.values())) if len(same) == 1 else None


def without_year(doubts: Iterable[Doubt]) -> str:
    """The sentence about a date whose year the text does not state, or ""."""
    return next((doubt.sentence for doubt in doubts if doubt.code == "date-without-year"), "")


def _date_doubts(date: StatedDate, year: int | None, place: str) -> Iterator[Doubt]:
    on = date.on(year)
    if date.month is None:
        yield Doubt("date-ambiguous", f'"{date.text}" may be month/day or day/month.', place)
    elif not (date.year or year):
        yield Doubt("date-without-year", f'"{date.text}" states no year.', place)
    elif not on:
        yield Doubt("date-impossible", f'"{date.text}" is not a day of the calendar.', place)
    elif date.wrong_weekday(on):
        yield Doubt("date-weekday", f'"{date.text}" fell on a {on:%A}.', place)


def split_paragraphs(groups: Iterable[list[Para]]) -> Iterator[Doubt]:
    """Paragraphs that stop in mid-sentence while the next goes on in lower case."""
    for paras in groups:
        for before, after in pairwise(paras):
            if before.table or after.table or after.marker or before.marker:
                continue
            if ends_openly(bare(before.text[-200:])) and after.text[0].islower():
                ends, begins = _tail(before.text), _head(after.text)
                sentence = f'A paragraph ends with "{ends}" and the next begins with "{begins}".'
                yield Doubt("split-paragraph", sentence, f"{before.text[-60:]} / {after.text[:60]}")


def schedule_doubts(
    schedule: Schedule, prose: list[str], released: dt.date | None, meeting: str
) -> Iterator[Doubt]:
    slots = schedule.slots
    yield from schedule.doubts
    if not slots and not schedule.presentations:
        return
    yield from _stray_days(slots, prose, released)
    yield from _odd_times(slots)
    yield from _counts(len(schedule.presentations), prose)
    if any(slot.start for slot in slots) and not any(_ZONE.search(text) for text in schedule.texts):
        yield Doubt(
            "slot-no-zone", "The schedule gives times of day, but no time zone.", excerpt(slots[0].text)
        )
    if slots and not _names_city(schedule.texts, prose, meeting):
        yield Doubt(
            "slot-no-city",
            "Neither the schedule nor the text says in which city the meeting is.",
            meeting or excerpt(slots[0].text),
        )


def _stray_days(slots: list[ParsedSlot], prose: list[str], released: dt.date | None) -> Iterator[Doubt]:
    """Days near the meeting that the text names and the schedule does not."""
    listed = sorted({slot.date for slot in slots if slot.date})
    if not listed:
        return
    week, seen = dt.timedelta(days=7), {released}
    names = _listed(f"{day:%B} {day.day}" for day in listed)
    for text in prose:
        for stated in stated_dates(text):
            day = stated.on(listed[0].year)
            follows = re.match(r"\s?(?:-|–|to|through|and)\s?\d", text[stated.end : stated.end + 12])
            if (
                not day
                or day in seen
                or day in listed
                or follows
                or not listed[0] - week <= day <= listed[-1] + week
            ):
                continue
            seen.add(day)
            sentence = f'The text says "{stated.text}", but the schedule lists {names}.'
            yield Doubt("day-not-in-schedule", sentence, _sentence_around(text, stated.start))


def _odd_times(slots: list[ParsedSlot]) -> Iterator[Doubt]:
    for text in dict.fromkeys(slot.text for slot in slots):
        halves = {half.replace(".", "") for half in _HALVES.findall(text)}
        if len(halves) > len({half.lower() for half in halves}):
            yield Doubt(
                "times-written-differently",
                f"One entry writes its times as {_listed(sorted(halves))}.",
                excerpt(text),
            )
        timed = [slot for slot in slots if slot.text == text and slot.start and slot.end]
        for a, b in pairwise(timed):
            if b.start < a.end and a.start < b.end:
                sentence = f"Two times of one session overlap: {_span(a)} and {_span(b)}."
                yield Doubt("times-overlap", sentence, excerpt(text))
    for slot in slots:
        if slot.start and slot.end and slot.end <= slot.start:
            yield Doubt(
                "times-backwards", f"A time ends before it starts: {_span(slot)}.", excerpt(slot.text)
            )


def _counts(listed: int, prose: list[str]) -> Iterator[Doubt]:
    for text in prose:
        for match in _COUNT.finditer(text):
            stated = _NUMBERS.get(match["count"].lower()) or int(match["count"])
            if listed and stated > 1 and stated != listed:
                sentence = f'The text says "{match[0]}", but {listed} are listed.'
                yield Doubt("count-differs", sentence, _sentence_around(text, match.start()))


def _names_city(texts: list[str], prose: list[str], meeting: str) -> bool:
    near = [
        text[max(0, at - 80) : at + len(meeting) + 120]
        for text in prose
        if meeting and (at := text.find(meeting)) >= 0
    ]
    return any(_CITY.search(text) for text in near) or any(
        re.search(r"\([A-Z][a-z]+, [A-Z]", t) for t in (*texts, *near)
    )


def leftovers(found: Sections) -> Iterator[Doubt]:
    for para in found.not_placed[:MOST]:
        sentence = f'"{excerpt(para.text)}" was not recognised as part of the release; it was kept aside.'
        yield Doubt("line-not-placed", sentence, excerpt(para.text))
    if len(found.not_placed) > MOST:
        yield Doubt("line-not-placed", f"{len(found.not_placed) - MOST} more lines were kept aside.", "")
    side = next((p for p in (*found.contacts, *found.date_line, *found.not_placed) if p.unfolded), None)
    if side:
        sentence = "Columns of lines stood side by side; they were read one after the other."
        yield Doubt("columns-read", sentence, excerpt(side.text))
    if found.moved:
        start = _head(found.moved[0])
        sentence = f'Text after the closing passages was put at the end of the body, from "{start}".'
        yield Doubt("text-moved", sentence, excerpt(found.moved[0]))


def prose_of(paras: list[Para], schedule: Schedule) -> list[str]:
    """The paragraphs of the body that are neither headings, tables nor part of the schedule."""
    taken = set(schedule.texts)
    return [
        text
        for n, para in enumerate(paras)
        if not para.table and not is_heading(paras, n) and (text := bare(para.item)) not in taken
    ]


def excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 160 else text[:157].rsplit(" ", 1)[0] + " …"


def limited(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Each doubt once and no more than `MOST` of a kind."""
    counts, kept = {}, []
    for doubt in dict.fromkeys(doubts):
        counts[doubt.code] = counts.get(doubt.code, 0) + 1
        if counts[doubt.code] <= MOST + 1:
            kept.append(doubt)
    return tuple(kept)


def _sentence_around(text: str, at: int) -> str:
    start = (
        text.rfind(". ", max(0, at - 300), at) + 2
        if ". " in text[max(0, at - 300) : at]
        else max(0, at - 100)
    )
    end = text.find(". ", at, at + 300)
    return text[start : end + 1 if end >= 0 else at + 160].strip()


def _head(text: str) -> str:
    return " ".join(text[:80].split()[:4])


def _tail(text: str) -> str:
    return " ".join(text[-80:].split()[-4:])


def _span(slot: ParsedSlot) -> str:
    return f"{slot.start:%H:%M}-{slot.end:%H:%M}"


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
