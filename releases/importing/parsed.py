"""What the parser of wire releases hands over: plain frozen records, no Django."""

import datetime as dt
from dataclasses import dataclass

from .marks import plain


class UnreadableText(ValueError):
    """The text cannot be read as a release; the message is a sentence for an editor."""


@dataclass(frozen=True, slots=True)
class Ticker:
    exchange: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A headed passage of plain text; `heading` is "" where the text has none."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParsedContact:
    """`kind` is "investor", "media" or "" (not said, or both). `text`: the exact words, heading included."""

    kind: str
    person: str
    role: str
    organisation: str
    phone: str
    email: str
    text: str


@dataclass(frozen=True, slots=True)
class ParsedSlot:
    """One time and place at a meeting; `presentations` are indexes into `ParsedRelease.presentations`.

    Times are the wall clock of the meeting's city. A discussant's slot has no presentation.
    """

    date: dt.date | None
    start: dt.time | None
    end: dt.time | None
    session: str
    room: str
    board: str
    role: str
    presentations: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class ParsedPresentation:
    """`compound_hint` is the section's heading less the word "Presentation(s)"."""

    title: str
    abstract_number: str
    presenter: str
    trial_id: str
    board: str
    compound_hint: str
    text: str


@dataclass(frozen=True, slots=True)
class CompoundName:
    """`sure` when the safe harbor's list or a heading names it; otherwise only its shape suggests it."""

    name: str
    aliases: tuple[str, ...]
    evidence: str
    sure: bool


@dataclass(frozen=True, slots=True)
class AnnualReport:
    form: str
    fiscal_year_end: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person must look at. `place` is the excerpt of the text concerned."""

    code: str
    sentence: str
    place: str


PARTS = (
    "date_line",
    "headline",
    "subheads",
    "dateline",
    "body",
    "abouts",
    "safe_harbor",
    "contact_block",
    "source_line",
    "end_mark",
    "not_placed",
)


@dataclass(frozen=True, slots=True)
class ParsedRelease:
    """One release as it was written. `body` is HTML, `order` names the parts as they came in the text."""

    date: dt.date | None
    headline: str
    subheads: tuple[str, ...]
    dateline: str
    dateline_place: str
    wire: str
    tickers: tuple[Ticker, ...]
    body: str
    presentations: tuple[ParsedPresentation, ...]
    slots: tuple[ParsedSlot, ...]
    meeting: str
    abouts: tuple[Passage, ...]
    safe_harbor: Passage | None
    contacts: tuple[ParsedContact, ...]
    contact_block: str
    source_line: str
    end_mark: str
    trial_ids: tuple[str, ...]
    partner_names: tuple[str, ...]
    compound_names: tuple[CompoundName, ...]
    annual_report: AnnualReport | None
    not_placed: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    date_line: str = ""
    order: tuple[str, ...] = PARTS

    def text(self) -> str:
        """Everything the release says as plain text in reading order: not a word more or less."""
        return "\n\n".join(filter(None, (self._part(name) for name in self.order)))

    def _part(self, name: str) -> str:
        value = getattr(self, name)
        if name == "body":
            return plain(value)
        if name in ("abouts", "safe_harbor"):
            passages = value if name == "abouts" else filter(None, [value])
            return "\n\n".join("\n".join(filter(None, (p.heading, *p.paragraphs))) for p in passages)
        return value if isinstance(value, str) else "\n".join(value)
