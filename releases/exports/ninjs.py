"""A revision as ninjs 2.1, the IPTC's news item in JSON (iptc.org/std/ninjs).

The 2.x line writes its property names in lower case throughout, and lists of objects instead of patterns.
"""

import json

from django.conf import settings
from django.utils import timezone

from ..page import public_tags, summary
from .characters import printable
from .markup import address_of, main_parts, markup
from .parts import parts_of
from .text import Layout, layout_parts

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json#"


def render(revision, *, issuer, now, root):
    """The news item as JSON text. `root` is the site's address without a slash, for its links."""
    item = news_item(revision, issuer, public_tags(revision, now), root)
    return json.dumps(_filled(item), ensure_ascii=False, indent=1) + "\n"


def news_item(revision, issuer, tags, root):
    """The item as a dictionary; some of its properties may be empty."""
    return {
        "uri": revision.guid,
        "standard": {"name": "ninjs", "version": "2.1", "schema": SCHEMA},
        "type": "text",
        "representationtype": "full",
        "profile": "press-release",
        "version": str(revision.number),
        **_instants(revision),
        "pubstatus": "usable",
        "language": settings.LANGUAGE_CODE,
        "title": revision.headline,
        "headlines": _headlines(revision),
        "descriptions": [{"role": "summary", "contenttype": "text/plain", "value": summary(revision)}],
        "bodies": _bodies(revision, root),
        "by": issuer.name,
        "copyrightholder": issuer.name,
        "ednote": revision.note if revision.is_superseding() else "",
        "subjects": _subjects(revision, tags, root),
        "organisations": _organisations(revision, issuer, tags, root),
        "events": [_about(event.name, event, root) for event in tags["events"]],
        "infosources": [{"name": issuer.name, "uri": issuer.web_address or f"{root}/"}],
        "altids": [{"role": "reference", "value": revision.ref}],
        "renditions": [{"name": "web", "href": address_of(revision, root), "contenttype": "text/html"}],
        "associations": [_association(file, root) for file in tags["attachments"]],
    }


def _instants(revision):
    """Instants with their offset. Where only the date of a text is known there is none: ninjs has no bare date."""
    instants = {
        "firstcreated": revision.released_at,
        "versioncreated": revision.public_from,
        "contentcreated": None if revision.date_only else revision.released_at,
    }
    return {
        name: timezone.localtime(instant).isoformat(timespec="seconds")
        for name, instant in instants.items()
        if instant
    }


def _headlines(revision):
    heads = [("main", revision.headline), *(("subhead", subhead) for subhead in revision.subheads)]
    return [{"role": role, "contenttype": "text/plain", "value": words} for role, words in heads]


def _bodies(revision, root):
    """The same words twice, marked up and plain: a reader takes the kind that suits it."""
    parts = main_parts(parts_of(revision))
    plain = layout_parts(parts, Layout())
    count = {"wordcount": len(plain.split())}
    return [
        {"role": "main", "contenttype": "text/html", "value": markup(parts, revision, root), **count},
        {"role": "main", "contenttype": "text/plain", "value": plain, **count},
    ]


def _subjects(revision, tags, root):
    category = _about(revision.category.name, revision.category, root)
    return [
        category | {"rel": "category", "literal": revision.category.slug},
        *(_about(compound.name, compound, root) | {"rel": "compound"} for compound in tags["compounds"]),
    ]


def _organisations(revision, issuer, tags, root):
    symbols = [
        {"ticker": symbol, "exchange": market, "symbol": f"{market}:{symbol}"}
        for _exchange, symbol, market in revision.tickers
    ]
    company = {
        "name": issuer.name,
        "rel": "issuer",
        "uri": issuer.web_address or f"{root}/",
        "symbols": symbols,
    }
    return [
        company,
        *(_about(str(partner), partner, root) | {"rel": "partner"} for partner in tags["partners"]),
    ]


def _association(file, root):
    address = f"{root}{file.get_absolute_url()}"
    return {
        "name": file.title,
        "uri": address,
        "type": "picture" if file.content_type.startswith("image/") else "component",
        "title": file.title,
        "descriptions": [{"role": "alternative text", "value": file.alternative_text or file.title}],
        "renditions": [
            {"name": "original", "href": address, "contenttype": file.content_type, "sizeinbytes": file.size}
        ],
    }


def _about(name, row, root):
    return {"name": name, "uri": f"{root}{row.get_absolute_url()}"}


def _filled(value):
    """`value` without what is empty, and without characters that no document may hold."""
    if isinstance(value, dict):
        return {name: _filled(part) for name, part in value.items() if part not in ("", [], None)}
    if isinstance(value, list):
        return [_filled(part) for part in value]
    return printable(value) if isinstance(value, str) else value
