"""A revision as a NewsML-G2 news item (IPTC, version 2.34), with its words as XHTML inside.

The elements stand in the order that the schema prescribes; identifiers are whole addresses, so that no
catalog but the IPTC's own is needed to read them.
"""

from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.utils import timezone

from ..page import public_tags, summary
from .characters import printable
from .markup import address_of, markup
from .parts import parts_of

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
VERSION = "2.34"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"
ISSUER = "issuer"  # by this name the subject and what is said about it find each other


def render(revision, *, issuer, now, root):
    """The news item as XML text. `root` is the site's address without a slash, for its links."""
    tags = public_tags(revision, now)
    head = {
        "xmlns": NAMESPACE,
        "guid": revision.guid,
        "version": str(revision.number),
        "standard": "NewsML-G2",
        "standardversion": VERSION,
        "conformance": "power",
        "xml:lang": settings.LANGUAGE_CODE,
    }
    content = [
        _tag("catalogRef", {"href": CATALOG}),
        _tag("rightsInfo", content=[_tag("copyrightHolder", _identity(issuer, root), [_name(issuer.name)])]),
        _item_meta(revision, issuer, root),
        _content_meta(revision, issuer, tags, root),
        *_listings(revision),
        _content_set(revision, tags, root),
    ]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_tag("newsItem", head, content)}\n'


def _item_meta(revision, issuer, root):
    return _tag(
        "itemMeta",
        content=[
            _tag("itemClass", {"qcode": "ninat:text"}),
            _tag("provider", _identity(issuer, root), [_name(issuer.name)]),
            _words("versionCreated", _instant(revision.public_from)),
            _words("firstCreated", _instant(revision.released_at)),
            _tag("pubStatus", {"qcode": "stat:usable"}),
            *([_words("edNote", revision.note)] if revision.is_superseding() else []),
        ],
    )


def _content_meta(revision, issuer, tags, root):
    created = revision.date.isoformat() if revision.date_only else _instant(revision.released_at)
    return _tag(
        "contentMeta",
        content=[
            _words("contentCreated", created),
            _tag("creator", _identity(issuer, root), [_name(issuer.name)]),
            _tag("language", {"tag": settings.LANGUAGE_CODE}),
            _tag("subject", {"type": "cpnat:organisation", "literal": ISSUER}, [_name(issuer.name)]),
            _subject("cpnat:abstract", revision.category.name, revision.category, root),
            *(_subject("cpnat:object", compound.name, compound, root) for compound in tags["compounds"]),
            *(_subject("cpnat:organisation", str(partner), partner, root) for partner in tags["partners"]),
            _words("headline", revision.headline),
            *([_words("dateline", revision.dateline)] if revision.dateline else []),
            _words("by", issuer.name),
            _words("description", summary(revision)),
        ],
    )


def _listings(revision):
    """What is said about the issuer: its symbols on the exchanges."""
    symbols = [
        _tag("hasInstrument", {"symbol": symbol, "marketlabel": market})
        for _exchange, symbol, market in revision.tickers
    ]
    return [_tag("assert", {"literal": ISSUER}, symbols)] if symbols else []


def _content_set(revision, tags, root):
    title = f"<head><title>{_text(revision.headline)}</title></head>"
    body = f"<body>\n{markup(parts_of(revision), revision, root)}\n</body>"
    page = f'<html xmlns="{XHTML}" xml:lang="{settings.LANGUAGE_CODE}">{title}{body}</html>'
    files = [
        _tag(
            "remoteContent",
            {"href": f"{root}{f.get_absolute_url()}", "contenttype": f.content_type, "size": str(f.size)},
        )
        for f in tags["attachments"]
    ]
    links = [_tag("remoteContent", {"href": address_of(revision, root), "contenttype": "text/html"})]
    return _tag(
        "contentSet",
        content=[_tag("inlineXML", {"contenttype": "application/xhtml+xml"}, [page]), *links, *files],
    )


def _subject(kind, name, row, root):
    return _tag("subject", {"type": kind, "uri": f"{root}{row.get_absolute_url()}"}, [_name(name)])


def _identity(issuer, root):
    return {"uri": issuer.web_address or f"{root}/"}


def _instant(instant):
    return timezone.localtime(instant).isoformat(timespec="seconds")


def _name(words):
    return _words(
        "name", " ".join(words.split())
    )  # the standard's normalised string: no white space but spaces


def _words(name, words):
    return f"<{name}>{_text(words)}</{name}>"


def _text(words):
    return escape(printable(words))


def _tag(name, attributes=None, content=()):
    pairs = "".join(f" {key}={quoteattr(printable(value))}" for key, value in (attributes or {}).items())
    if not content:
        return f"<{name}{pairs}/>"
    return f"<{name}{pairs}>\n" + "\n".join(content) + f"\n</{name}>"
