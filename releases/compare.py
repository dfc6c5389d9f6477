"""What differs between two texts of a release, word by word, in every field that goes out."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext_lazy as _

from .html import text_of
from .models.attachment import Attachment
from .models.revision import Revision

LABELS = {
    "headline": _("Headline"),
    "subheads": _("Subheads"),
    "date": _("Date"),
    "category": _("Category"),
    "note": _("Public note"),
    "dateline": _("Dateline"),
    "body": _("Body"),
    "about": _("About"),
    "safe_harbor": _("Safe harbor"),
    "contact_block": _("Contacts"),
    "source_line": _("Source line"),
    "compounds": _("Compounds"),
    "partners": _("Partners"),
    "contacts": _("Linked contacts"),
    "events": _("Events"),
    "presentations": _("Presentations"),
    "slots": _("Slots"),
    "milestones": _("Milestones"),
    "partnerships": _("Partnerships"),
    "attachments": _("Files"),
}

_token = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Change:
    """A run of text: `kind` is "same", "removed" or "added"."""

    kind: str
    text: str


def fields_of(revision, tags):
    """Every field as plain text, by name; `tags` are keys, as of `Revision.tags()` or a composition."""
    return {
        "headline": revision.headline,
        "subheads": "\n".join(revision.subheads),
        "date": str(revision.date),
        "category": str(revision.category or ""),
        "note": revision.note,
        "dateline": revision.dateline,
        **{name: text_of(getattr(revision, name)) for name in ("body", "about", "safe_harbor")},
        "contact_block": revision.contact_block,
        "source_line": revision.source_line,
        **{name: "\n".join(_rows(name, keys)) for name, keys in tags.items()},
    }


def compare(before, after):
    """`[(label, changes)]` of two `fields_of`, in the order of the page; only fields that hold any words."""
    for name, label in LABELS.items():
        old, new = before.get(name, ""), after.get(name, "")
        if old or new:
            yield label, list(changes(old, new))


def changes(old, new):
    """The runs that lead from `old` to `new`. Paragraphs are aligned first, so long texts stay quick."""
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for kind, i, j, k, m in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Change("same", "".join(old_lines[i:j]))
        else:
            yield from _word_changes("".join(old_lines[i:j]), "".join(new_lines[k:m]))


def _word_changes(old, new):
    old_words, new_words = _token.findall(old), _token.findall(new)
    for kind, i, j, k, m in SequenceMatcher(None, old_words, new_words).get_opcodes():
        if kind == "equal":
            yield Change("same", "".join(old_words[i:j]))
            continue
        if j > i:
            yield Change("removed", "".join(old_words[i:j]))
        if m > k:
            yield Change("added", "".join(new_words[k:m]))


def _rows(name, keys):
    model = Revision._meta.get_field(name).related_model
    rows = model.objects.filter(pk__in=keys)
    if model is Attachment:
        return [f"{row.title} ({row.name}, SHA-256 {row.sha256[:12]}…)" for row in rows]
    return [str(row) for row in rows]
