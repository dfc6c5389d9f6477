"""What differs between two texts of a release, word by word, in every field that goes out."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .html import text_of
from .models.attachment import Attachment
from .models.revision import Revision

LABELS = {
    "headline": _("Headline"),
    "subheads": _("Subheads"),
    "date": _("Date"),
    "date_line": _("Date as the text writes it"),
    "date_only": _("From the archive"),
    "category": _("Category"),
    "kind": _("Kind"),
    "note": _("Public note"),
    "dateline": _("Dateline"),
    "body": _("Body"),
    "about": _("About"),
    "safe_harbor": _("Safe harbor"),
    "contact_block": _("Contacts"),
    "source_line": _("Source line"),
    "end_mark": _("End mark"),
    "tickers": _("Tickers"),
    "slug": _("Address"),
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

RICH = ("body", "about", "safe_harbor")

_token = re.compile(r"\s+|[^\s]+")
_link = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.S)
_image = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"[^>]*>')


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
        "date_line": revision.date_line,
        "date_only": str(gettext("yes")) if revision.date_only else "",
        "category": str(revision.category or ""),
        "kind": revision.get_kind_display(),
        "note": revision.note,
        "dateline": revision.dateline,
        **{name: words_of(getattr(revision, name)) for name in RICH},
        # Not shown: they tell whether only the form differs.
        **{f"{name}_html": getattr(revision, name) for name in RICH},
        "contact_block": revision.contact_block,
        "source_line": revision.source_line,
        "end_mark": revision.end_mark,
        "tickers": "\n".join(f"{exchange}: {symbol}" for exchange, symbol, *_market in revision.tickers),
        "slug": revision.slug,
        **{name: "\n".join(_rows(name, keys)) for name, keys in tags.items()},
    }


def compare(before, after):
    """`[(name, label, changes)]` of two `fields_of`, in the order of the page; only fields that hold any words."""
    for name, label in LABELS.items():
        old, new = before.get(name, ""), after.get(name, "")
        if old or new:
            yield name, label, list(changes(old, new))


def only_form_differs(name, before, after):
    """Whether a rich text has the same words and links in both, and yet another form: bold, a heading, a list."""
    html = f"{name}_html"
    return before[name] == after[name] and before.get(html) != after.get(html)


def words_of(html):
    """The words of a rich text with the targets of its links and images, which readers follow and see."""
    html = _link.sub(r"\2 &lt;\1&gt;", html)
    return text_of(_image.sub(r"[\1]", html))


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
