"""The programme of a meeting: days and counts in the text against the presentations and times that are linked."""

import datetime as dt
import re

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..boilerplate import join_names
from .findings import Level, Spot, rule
from .mentions import flat
from .passages import REACH

WEEK = dt.timedelta(days=7)
_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split("|"), 2)}
# Days that have another meaning than a session.
_not_a_session = re.compile(
    r"(?:ended|ending|as of|dated|since|until|through|by|before|after|cut-?off|effective|expir\w+|posted)"
    r"(?: (?:date )?(?:of|on))?(?: \w+day,?)?\s\Z",
    re.I,
)
_other_business = re.compile(
    r"\b(?:conference call|webcast|dial|replay|record date|fiscal|quarter|deadline|PDUFA|regist\w+|dividend"
    r"|booth|reception|closing|abstracts? (?:was|were|will be) (?:published|released|posted|available))\b",
    re.I,
)
_session_line = re.compile(r"\b(?:session|poster|oral|plenary|presentation|abstract|symposium)\b", re.I)
_count = re.compile(
    rf"\b(?P<number>{_WORDS}|[2-9]|[1-9]\d)\s"
    r"(?P<kind>(?:(?:new|clinical|scientific|data|oral|poster|plenary|encore|e-poster|late-breaking|mini-oral"
    r"|and|accepted|company-sponsored),?\s){0,4})(?:presentations|abstracts)\b",
    re.I,
)
_about = re.compile(
    r"(?<!about )(?<!nearly )(?<!over )(?<!than )(?<!least )(?<!to )(?<!top )(?<!approximately )\Z", re.I
)
_part_kinds = re.compile(r"\b(?:oral|poster|plenary|encore|late-breaking|e-poster|company-sponsored)\b", re.I)
_abstract_number = re.compile(r"\bAbstract\s?(?:Number|No\.?)?:?\s?#?\s?([A-Z]{0,4}-?\d{1,6})\b", re.I)


@rule(
    "day-not-scheduled",
    Level.WARNING,
    gettext_lazy("A day in the text fits none of the linked presentations' times, while other days do."),
)
def days_not_scheduled(subject):
    listed = _listed_days(subject)
    near = [(passage, day) for passage in subject.prose for day in subject.days_in(passage) if day.first]
    if not listed or not any(day.covers(on) for _passage, day in near for on in listed):
        return
    meant = (
        listed | {subject.date} | {on for meeting in subject.meetings for on in (meeting.first, meeting.last)}
    )
    names = join_names(format_date(on, "F j") for on in sorted(listed))
    for passage, day in near:
        if not min(listed) - WEEK <= day.first <= max(listed) + WEEK or any(day.covers(on) for on in meant):
            continue
        if not _has_another_meaning(passage, day):
            yield passage.spot(
                day.start,
                day.end,
                _(
                    "“%(words)s” fits none of the sessions, which are on %(days)s. "
                    "Correct the day, or link what happens then."
                ),
                days=names,
            )


@rule(
    "count-differs",
    Level.WARNING,
    gettext_lazy("The number of presentations in the text is not the number that is linked or listed."),
)
def counts_of_presentations(subject):
    listed, linked = len(subject.talks) or _abstracts_listed(subject), bool(subject.talks)
    counts = [(passage, match) for passage in subject.prose for match in _count.finditer(passage.text)]
    counts = [(p, m) for p, m in counts if _about.search(p.text[max(0, m.start() - 16) : m.start()])]
    stated = [_number(match) for _passage, match in counts]
    if not listed or listed in stated or sum(stated) == listed:
        stated = []
    for (passage, match), number in zip(counts, stated, strict=False):
        if number < listed and _part_kinds.search(match["kind"]):
            continue
        if linked:
            sentence = ngettext(
                "The text says “%(words)s”, but %(count)d presentation is linked.",
                "The text says “%(words)s”, but %(count)d presentations are linked.",
                listed,
            )
        else:
            sentence = _("The text says “%(words)s”, but it lists %(count)d abstracts.")
        yield passage.spot(match.start(), match.end(), sentence, count=listed)


@rule(
    "presentation-not-named",
    Level.WARNING,
    gettext_lazy("A presentation is linked, but the text has neither its title nor its abstract number."),
)
def presentations_not_named(subject):
    prose = (
        " ".join(flat(subject.text("headline", "subhead", "body")).lower().split()) if subject.talks else ""
    )
    for talk in subject.talks:
        title = " ".join(flat(talk.title).lower().split()).rstrip(".")[:60]
        number = talk.abstract_number.lower()
        if title in prose or (number and re.search(rf"(?<!\w){re.escape(number)}(?!\w)", prose)):
            continue
        yield Spot(
            _(
                "The presentation “%(title)s” is linked, but the text does not name it. Name it or remove the link."
            )
            % {"title": talk.title[:120]},
            "presentations",
            talk.abstract_number or talk.title[:80],
        )


def _listed_days(subject):
    """The days of the linked slots; without any, the days that open a line on a session."""
    if subject.slot_days or not (subject.talks or subject.meetings):
        return set(subject.slot_days)
    days = set()
    for passage in subject.parts("body"):
        for day in subject.days_in(passage):
            first = passage.sentence_at(day.start)[0]
            opens = day.start - first < 5 and not passage.text[first : day.start].strip("-–—•· \t")
            if opens and day.first and day.is_one and _session_line.search(passage.near(day.start, day.end)):
                days.add(day.first)
    return days


def _has_another_meaning(passage, day):
    if _not_a_session.search(passage.text[max(0, day.start - 40) : day.start]):
        return True
    return bool(_other_business.search(passage.near(day.start, day.end)))


def _abstracts_listed(subject):
    return len({number.upper() for number in _abstract_number.findall(subject.text("body"))})


def _number(match):
    words = match["number"].lower()
    return _NUMBERS.get(words) or int(words)


# One event named with two dates.

_ONE_DAY = {
    "conference call": r"(?:conference|earnings) call",
    "plenary session": r"plenary session",
    "investor day": r"investor day|R&D day",
    "annual meeting": r"annual (?:general )?meeting of (?:stock|share)holders",
    "PDUFA": r"PDUFA|target action date",
}
_one_day = re.compile(
    "|".join(f"(?P<n{n}>\\b(?:{pattern})\\b)" for n, pattern in enumerate(_ONE_DAY.values())), re.I
)
_moved = re.compile(
    r"\b(?:replay|archived?|regist\w+|original(?:ly)?|previous(?:ly)?|prior|former|extend\w*|revised?|resched\w+|postpon\w+"
    r"|moved|last year|available (?:until|through))\b",
    re.I,
)
_period_before = re.compile(r"(?:ended|ending|as of|since|until|through)(?: \w+day,?)?\s\Z", re.I)
APART = 120  # characters between an event's name and its date


@rule(
    "event-two-dates",
    Level.WARNING,
    gettext_lazy("The same event stands with two dates, or with another date than its record has."),
)
def events_with_two_dates(subject):
    first = {}
    for name, passage, day in _dated_events(subject):
        other = first.setdefault(name, (passage, day))[1]
        if day.first == other.first or day.covers(other.first) or other.covers(day.first):
            continue
        yield passage.spot(
            day.start,
            day.end,
            _(
                "This says “%(words)s” for what “%(other)s” stands with elsewhere in the text. Make them agree."
            ),
            other=other.stated.text,
        )
    yield from _against_records(subject)


def _dated_events(subject):
    """`(kind, passage, day)` wherever a sentence names one event that has a single day, and one day."""
    for passage in subject.prose:
        for day in subject.days_in(passage):
            if not day.first or not _is_alone(day, passage, subject):
                continue
            first = max(passage.sentence_at(day.start)[0], day.start - REACH)
            sentence = passage.near(day.start, day.end)
            named = {match.lastgroup: match for match in _one_day.finditer(sentence)}
            if len(named) != 1 or _moved.search(sentence):
                continue
            kind, match = named.popitem()
            if kind == "n4" and len(subject.linked_compounds) > 1:
                continue  # each compound has a date of its own
            if min(abs(first + match.end() - day.start), abs(first + match.start() - day.end)) <= APART:
                yield kind, passage, day


def _is_alone(day, passage, subject):
    """Whether `day` is the only one in its sentence, a period's end apart."""
    days = [each for each in subject.days_beside(passage, day.start)[:5] if not _ends_period(each, passage)]
    return days == [day]


def _ends_period(day, passage):
    return _period_before.search(passage.text[max(0, day.start - 30) : day.start]) is not None


def _against_records(subject):
    for passage in subject.prose:
        text, days = flat(passage.text), [day for day in subject.days_in(passage) if day.first]
        for meeting in subject.meetings if days else ():
            at = text.find(flat(meeting.name))
            if at < 0:
                continue
            end = min(at + len(meeting.name) + APART, passage.sentence_at(at)[1])
            day = next((day for day in days if at < day.start < end), None)
            if (
                day
                and not _moved.search(text[at:end])
                and (day.last < meeting.first or day.first > meeting.last)
            ):
                yield passage.spot(
                    day.start,
                    day.end,
                    _(
                        "“%(words)s” stands with %(event)s, whose record says %(date)s. Correct the text or the record."
                    ),
                    event=meeting.name,
                    date=_span(meeting),
                )


def _span(meeting):
    first = format_date(meeting.first, "F j, Y")
    return first if meeting.first == meeting.last else f"{first} – {format_date(meeting.last, 'F j, Y')}"
