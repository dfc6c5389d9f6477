"""Revisions with a body of one's choice, not saved: for forms that read words alone."""

import datetime as dt

from releases.html import clean
from releases.models import Category, Issuer, Revision

NOW = dt.datetime(2025, 3, 4, 17, 0, tzinfo=dt.UTC)


def revision(body="<p>We report results.</p>", **fields):
    defaults = {
        "ref": "abcdefgh",
        "guid": "tag:www.velmora.example,2025-03-04:release:abcdefgh",
        "number": 1,
        "kind": "original",
        "headline": "Velmora Reports Results",
        "slug": "velmora-reports-results",
        "subheads": [],
        "date": dt.date(2025, 3, 4),
        "dateline": "HALVERTON, Mass., March 4, 2025 --",
        "tickers": [["Nasdaq", "VLMZ", "XNAS"]],
        "category": Category(name="Clinical data", slug="clinical-data"),
        "public_from": NOW,
        "released_at": NOW,
    }
    return Revision(**defaults | {"body": clean(body)} | fields)


def issuer(**fields):
    return Issuer(
        **{
            "pk": 1,
            "name": "Velmora Bio, Inc.",
            "short_name": "Velmora",
            "web_address": "https://www.velmora.example",
        }
        | fields
    )


def table(rows, head=(), caption=""):
    """The HTML of a table from lists of words."""
    heads = "".join(f"<th>{words}</th>" for words in head)
    lines = "".join(f"<tr>{''.join(f'<td>{words}</td>' for words in row)}</tr>" for row in rows)
    caption = f"<caption>{caption}</caption>" if caption else ""
    head = f"<thead><tr>{heads}</tr></thead>" if head else ""
    return f"<table>{caption}{head}<tbody>{lines}</tbody></table>"
