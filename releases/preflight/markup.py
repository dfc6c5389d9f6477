"""What somebody who hears the page instead of seeing it needs: alternative texts, table heads, headings in order."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, Spot, rule
from .passages import shortened

_file_name = re.compile(
    r"[\w ()-]{1,100}\.(?:png|jpe?g|gif|webp|svg)|(?:image|img|picture|photo|figure)[\s_-]?\d{0,5}", re.I
)


@rule(
    "image-no-alternative",
    Level.WARNING,
    gettext_lazy("An image has no alternative text, or only a file name."),
)
def images(subject):
    for passage, parts in subject.html:
        for image in parts.images:
            if not image.alt or _file_name.fullmatch(image.alt):
                yield _spot(
                    passage,
                    image.src,
                    "",
                    _("The image %(words)s has no alternative text. Say what it shows, in a sentence."),
                )
    for file in subject.files:
        if file.attached and file.goes_out and file.is_image and not file.alternative_text.strip():
            yield Spot(
                _("The attached image “%(title)s” has no alternative text. Say what it shows.")
                % {"title": file.title},
                "attachments",
                file.title,
            )


@rule("table-no-head", Level.WARNING, gettext_lazy("A table has no head cells."))
def tables_without_head(subject):
    for passage, table in _tables(subject):
        if not table.has_head:
            yield _spot(
                passage,
                _opening(table),
                _opening(table),
                _(
                    "The table that begins “%(words)s” has no head cells. Mark its head row or column as such."
                ),
            )


@rule(
    "table-no-caption",
    Level.WARNING,
    gettext_lazy("A table has neither a caption nor a line above it that says what it shows."),
)
def tables_without_caption(subject):
    for passage, table in _tables(subject):
        if not table.has_caption and not table.before:
            yield _spot(
                passage,
                _opening(table),
                _opening(table),
                _(
                    "Nothing says what the table that begins “%(words)s” shows. Give it a caption or a heading."
                ),
            )


@rule("heading-skipped", Level.WARNING, gettext_lazy("A heading skips a level."))
def headings(subject):
    for passage, parts in subject.html:
        level = (
            2  # the headline is 1, and a body may begin with smaller headings than the standing texts have
        )
        for heading in parts.headings:
            if heading.level > level + 1:
                words = " ".join(heading.text.split())
                yield _spot(
                    passage,
                    words,
                    words,
                    _("The heading “%(words)s” skips a level: make it heading %(level)d."),
                    level=level + 1,
                )
            level = heading.level


def _tables(subject):
    """Tables of data; one row or one column is layout."""
    for passage, parts in subject.html:
        yield from ((passage, table) for table in parts.tables if table.rows > 1 and table.columns > 1)


def _opening(table):
    return " ".join(table.text.split())[:60].strip()


def _spot(passage, words, place, sentence, **values):
    """A `Spot` whose place is what stands in the text, if `place` can be found there."""
    words = shortened(words)
    at = passage.text.find(place) if place else -1
    excerpt = passage.excerpt(at, at + len(place)) if at >= 0 else shortened(place)
    return Spot(sentence % {"words": words, **values}, passage.field, words, excerpt)
