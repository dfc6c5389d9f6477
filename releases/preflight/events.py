"""One event, one date: in the text, and in the text against its record."""

import re

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, rule
from .mentions import flat
from .passages import REACH

_one_day = re.compile(
    r"\b(?:(?P<call>(?:conference|earnings) call)|(?P<plenary>plenary session)|(?P<investors>investor day|R&D day)"
    r"|(?P<holders>annual (?:general )?meeting of (?:stock|share)holders)|(?P<decision>PDUFA|target action date))\b",
    re.I,
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
            if kind == "decision" and len(subject.linked_compounds) > 1:
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
