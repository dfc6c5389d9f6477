"""What a feed says of itself."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .entries import printable


@dataclass(frozen=True)
class Channel:
    title: str
    description: str
    home: str  # the page for people
    address: str  # of this document
    current: str  # of the document with what is new
    identity: str  # a tag URI, the same whatever host was asked; the years are parts of one feed and share it
    issuer: str
    issuer_address: str
    language: str
    touched: dt.datetime
    stylesheet: str
    hub: str = ""
    year: int | None = None
    # RFC 5005: the years before and after this document, which hold what it does not.
    earlier: str = ""
    later: str = ""

    @property
    def is_archive(self):
        return self.year is not None


# What stands for the newsroom until an administrator has entered the company.
NAMELESS = "tag:newsroom.invalid,2000-01-01:newsroom"


def identity_of(issuer, filed):
    """`tag:velmora.example,2025-03-04:newsroom:compound:vlm-1`"""
    parts = [f"{name}:{row.slug}" for name, row in filed.items()] or ["releases"]
    return ":".join([issuer.guid or NAMELESS, *parts])


def title_of(issuer, filed, year):
    title = _("%(issuer)s: releases") % {"issuer": issuer.name}
    parts = [title, *(str(row) for row in filed.values()), *([str(year)] if year else [])]
    return printable(" – ".join(parts))


def description_of(issuer, year):
    if year:
        words = _("The releases of %(issuer)s with a date in %(year)s, in full.")
        return printable(words % {"issuer": issuer.name, "year": year})
    return printable(_("The newest releases of %(issuer)s, in full.") % {"issuer": issuer.name})
