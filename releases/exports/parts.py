"""A revision in the order in which it goes over the wire.

Date, headline, subheads, notes of corrections, dateline and body, About, safe harbor, contacts, source line,
end mark. Only what approval froze stands here: an export does not change when a release is scheduled or
held, so it can be made, and found to be impossible, before anybody may read it.
"""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import escape

from ..html import paragraphs
from ..models.revision import Revision
from ..page import contact_blocks, run_in
from .tree import Element, parse, parse_inline

HEADINGS = ("h2", "h3", "h4")


@dataclass(frozen=True)
class Part:
    """`name` is one of date, headline, subhead, note, body, about, safe_harbor, contacts, source, end."""

    name: str
    blocks: list


def parts_of(revision, *, end_mark=""):
    """All parts of a revision that are not empty; `end_mark` stands where it has none of its own."""
    parts = [
        Part("date", _line(date_words(revision))),
        Part("headline", _line(revision.headline)),
        *(Part("subhead", _line(subhead)) for subhead in revision.subheads),
        *(Part("note", _note(kind, text)) for kind, text in notes_of(revision)),
        Part("body", parse(run_in(revision.dateline, revision.body))),
        Part("about", parse(revision.about)),
        Part("safe_harbor", parse(revision.safe_harbor)),
        Part("contacts", _contacts(revision.contact_block)),
        Part("source", parse(paragraphs(revision.source_line))),
        Part("end", _line(revision.end_mark or end_mark)),
    ]
    return [part for part in parts if part.blocks]


def date_words(revision):
    """The date as the page writes it. No time of day: it is set after the text is frozen."""
    return revision.date_line or date_format(revision.date, "DATE_FORMAT")


def notes_of(revision):
    """(kind, note) of the corrections and updates that led to a revision, newest first."""
    earlier = Revision.objects.standing().filter(ref=revision.ref, number__lt=revision.number)
    texts = [revision, *earlier.order_by("-number")]
    return [(text.get_kind_display(), text.note) for text in texts if text.is_superseding()]


def heading_levels(blocks):
    """The level of each heading in the blocks, from 1 and with none skipped: h3, h4, h3 become 1, 2, 1."""
    found = [block.tag for block in blocks if block.tag in HEADINGS]
    ranks, last, levels = {tag: rank for rank, tag in enumerate(sorted(set(found)), start=1)}, 0, []
    for tag in found:
        last = min(ranks[tag], last + 1)
        levels.append(last)
    return levels


def _line(text):
    return parse(f"<p>{escape(text)}</p>") if text.strip() else []


def _note(kind, text):
    return [Element("p", children=[Element("strong", children=[str(kind)])]), *parse(paragraphs(text))]


def _contacts(text):
    return [Element("p", children=_broken(lines)) for lines in contact_blocks(text)]


def _broken(lines):
    nodes = []
    for line in lines:
        nodes += [Element("br"), *parse_inline(line)] if nodes else parse_inline(line)
    return nodes
