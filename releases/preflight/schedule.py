"""The programme of a meeting: days and counts in the text against the presentations and times that are linked."""

import datetime as dt
import re

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..boilerplate import join_names
from .findings import Level, Spot, rule
from .mentions import flat

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
