"""What a feed holds of one release, in no form yet: texts that any XML can carry, absolute addresses."""

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from urllib.parse import urljoin

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from embargo.addresses import absolute

from ..page import contact_blocks, run_in, summary

# XML 1.0 has no place for these, not even escaped.
_unprintable = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# An address within a tag of cleaned HTML: always in double quotes.
_tag = re.compile(r"<(?:a|img)\s[^>]*>")
_address = re.compile(r'(?<=\s)(href|src)="([^"]*)"')


@dataclass(frozen=True)
class Texts:
    """A revision and the corrections before it, known by all that can tell their words apart from others."""

    identity: tuple
    revision: object = field(compare=False)
    changes: list = field(compare=False)


@dataclass(frozen=True)
class Enclosure:
    url: str
    length: str  # bytes, in digits
    mime_type: str
    title: str


@dataclass(frozen=True)
class Entry:
    guid: str
    link: str
    title: str
    subheads: list
    summary: str
    content: str  # HTML
    date: str  # ISO 8601: of the day alone where nobody knows a time
    published: dt.datetime
    touched: dt.datetime
    category: str
    symbols: list  # such as Nasdaq:ABCD
    enclosures: list
    number: int  # of the revision
    withdrawn: bool = False


def entry(request, told):
    """A public release; of a withdrawn one nothing is left but its date, its headline perhaps, and the reason."""
    return (
        _notice(request, told)
        if told.withdrawn
        else release_entry(request, told, told.revision.attachments.all())
    )


def content(revision, changes, page):
    """All words of the release in their order, as HTML that stands by itself; `page` is its absolute address."""
    rows = (revision, *changes)
    if not all(row.sha256 for row in rows):
        return _content(revision, changes, page)
    identity = tuple((row.sha256, row.released_at, row.public_from) for row in rows)
    shown_in = timezone.get_current_timezone_name(), get_language()
    return _frozen_content(Texts((*identity, *shown_in), revision, changes), page)


@lru_cache(maxsize=128)  # frozen words never change, and a feed holds mostly those that it held the last time
def _frozen_content(texts, page):
    return _content(texts.revision, texts.changes, page)


def _content(revision, changes, page):
    context = {
        "revision": revision,
        "changes": changes,
        "body": run_in(revision.dateline, revision.body),
        "contact_blocks": contact_blocks(revision.contact_block),
    }
    return with_absolute_addresses(printable(render_to_string("releases/feed_item.html", context)), page)


def with_absolute_addresses(source, page):
    """Cleaned HTML for reading elsewhere: what its links and images name relative to `page` is made absolute."""

    def joined(match):
        address = escape(urljoin(page, unescape(match[2])), quote=True)
        return f'{match[1]}="{address}"'

    return _tag.sub(lambda tag: _address.sub(joined, tag.group()), source)


def printable(text):
    """`text` without the characters that XML cannot hold."""
    return _unprintable.sub("", text)


def release_entry(request, told, files):
    """`told` with all its words. `files` are named apart, because a text that is not saved yet has no rows."""
    revision = told.revision
    page = absolute(request, revision.get_absolute_url())
    return Entry(
        **_frame(request, told),
        title=printable(revision.headline),
        subheads=[printable(subhead) for subhead in revision.subheads],
        summary=printable(summary(revision)),
        content=content(revision, told.changes, page),
        symbols=[printable(f"{exchange}:{symbol}") for exchange, symbol, *_market in revision.tickers],
        enclosures=[_enclosure(request, file) for file in files],
    )


def _notice(request, told):
    revision = told.revision
    context = {"revision": revision}
    title = _("A release that was withdrawn")
    if not revision.hides_headline:
        title = _("Withdrawn: %(headline)s") % {"headline": revision.headline}
    return Entry(
        **_frame(request, told),
        title=printable(title),
        subheads=[],
        summary=printable(revision.withdrawal_reason),
        content=printable(render_to_string("releases/feed_withdrawn.html", context)),
        symbols=[],
        enclosures=[],
        withdrawn=True,
    )


def _frame(request, told):
    """What a notice has in common with the release that it stands for."""
    revision, published = told.revision, told.published
    instant = published.isoformat(timespec="seconds")
    # The last part of the address is made of the headline; any other leads to the notice as well.
    hidden = told.withdrawn and revision.hides_headline
    path = reverse("releases:release", args=[revision.ref, "withdrawn" if hidden else revision.slug])
    return {
        "guid": revision.guid,
        "link": absolute(request, path),
        "date": revision.date.isoformat() if revision.date_only else instant,
        "published": published,
        "touched": told.touched,
        "category": printable(revision.category.name),
        "number": revision.number,
    }


def _enclosure(request, file):
    address = absolute(request, file.get_absolute_url())
    return Enclosure(address, str(file.size), file.content_type, printable(file.title))
