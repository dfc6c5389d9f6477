"""All that the rules look at, gathered once: rules read this and nothing else."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from .days import find_days
from .html_parts import read_html
from .mentions import find_mentions
from .passages import Passage

PROSE = ("headline", "subhead", "body")


class Named(NamedTuple):
    """A compound or a partner: its key, every name it has, and the mark of each name that has one."""

    pk: int
    names: tuple[str, ...]
    marks: tuple[tuple[str, str], ...] = ()

    def __str__(self):
        return self.names[0]


class Reached(NamedTuple):
    """The phases that a program of a compound reached, oldest first, by the release's date."""

    compound: int
    phases: tuple[str, ...]


class Trial(NamedTuple):
    """A trial id on record; `linked` if the release links its milestone, presentation or compound."""

    trial_id: str
    of: str
    linked: bool


class Talk(NamedTuple):
    """A presentation that the release links."""

    title: str
    abstract_number: str


class Meeting(NamedTuple):
    """An event that the release links."""

    name: str
    kind: str
    first: dt.date
    last: dt.date


class Person(NamedTuple):
    """A contact that the release links."""

    name: str
    person: str
    phone: str
    email: str
    active: bool


class File(NamedTuple):
    """A file that is attached or that an address in the text leads to."""

    ref: str
    title: str
    is_image: bool
    alternative_text: str
    attached: bool
    goes_out: bool
    notes: tuple = ()  # (code, words) of what the file itself says; see releases/inspection


@dataclass(frozen=True)
class Subject:
    passages: tuple[Passage, ...]
    date: dt.date
    today: dt.date
    kind: str = "original"
    from_archive: bool = False
    not_placed: str = ""

    issuer: tuple[str, ...] = ()
    listings: tuple[tuple[str, str, str], ...] = ()  # exchange, symbol, market code
    safe_harbor: str = "attach"

    compounds: tuple[Named, ...] = ()  # all on record
    partners: tuple[Named, ...] = ()
    linked_compounds: frozenset[int] = frozenset()
    linked_partners: frozenset[int] = frozenset()
    reached: tuple[Reached, ...] = ()
    trials: tuple[Trial, ...] = ()

    talks: tuple[Talk, ...] = ()
    slot_days: frozenset[dt.date] = frozenset()
    meetings: tuple[Meeting, ...] = ()

    contacts: tuple[Person, ...] = ()
    inactive_names: tuple[str, ...] = ()
    annual_report: dt.date | None = None  # period end of the newest 10-K by the release's date
    files: tuple[File, ...] = ()

    @property
    def prose(self):
        """What this release itself says, without its standing texts."""
        return [passage for passage in self.passages if passage.part in PROSE]

    def parts(self, *names):
        return [passage for passage in self.passages if passage.part in names]

    def text(self, *parts):
        return "\n".join(passage.text for passage in self.parts(*parts))

    @cached_property
    def days(self):
        """`[(passage, day)]` of the whole text, in its order."""
        return [(passage, day) for passage in self.passages for day in find_days(passage.text, self.date)]

    def days_in(self, passage):
        return self._days_by_place.get(id(passage), [])

    def days_beside(self, passage, at):
        """The days in the sentence around the place `at`."""
        return self._days_by_place.get((id(passage), passage.sentence_at(at)[0]), [])

    @cached_property
    def _days_by_place(self):
        by = {}
        for passage, day in self.days:
            by.setdefault(id(passage), []).append(day)
            by.setdefault((id(passage), passage.sentence_at(day.start)[0]), []).append(day)
        return by

    @cached_property
    def compound_mentions(self):
        """`[(passage, mention)]` of every compound on record in the prose."""
        names = [(name, compound.pk) for compound in self.compounds for name in compound.names]
        return [
            (passage, mention)
            for passage in self.prose
            for mention in find_mentions(passage.text, names, any_case=True)
        ]

    @cached_property
    def partner_mentions(self):
        """The same for partners, in all parts but the contacts; key 0 is the issuer."""
        names = [(name, partner.pk) for partner in self.partners for name in partner.names]
        names += [(name, 0) for name in self.issuer]
        return [
            (passage, mention)
            for passage in self.passages
            if passage.part in (*PROSE, "about")
            for mention in find_mentions(passage.text, names)
        ]

    @cached_property
    def html(self):
        """`[(passage, its links, images, tables and headings)]` of all rich texts."""
        return [(passage, read_html(passage.html)) for passage in self.passages if passage.html]
