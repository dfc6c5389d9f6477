"""A release as schema.org data, for search engines and other machines."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def news_article(issuer, revision, page, summary):
    """`NewsArticle` of a public revision; `page` is its absolute address."""
    publisher = corporation(issuer, [f"{market} {symbol}" for _exchange, symbol, market in _listed(revision)])
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": page,
        "url": page,
        "mainEntityOfPage": page,
        "headline": revision.headline,
        **({"alternativeHeadline": revision.subheads[0]} if revision.subheads else {}),
        "description": summary,
        "datePublished": published(revision),
        "dateModified": timezone.localtime(revision.public_from).isoformat(timespec="seconds"),
        "articleSection": revision.category.name,
        "inLanguage": get_language(),
        "isAccessibleForFree": True,
        "author": publisher,
        "publisher": publisher,
    }


def trail(home, *steps):
    """`BreadcrumbList`: the home page at the absolute address `home`, then (name, path) of each step."""
    root, items = home.removesuffix("/"), []
    for place, (name, path) in enumerate([(_("Home"), "/"), *steps], start=1):
        items.append({"@type": "ListItem", "position": place, "name": str(name), "item": f"{root}{path}"})
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def corporation(issuer, symbols):
    """The issuer; `symbols` are market code and symbol: `XNAS TNHZ` (ISO 10383)."""
    return {
        "@type": "Corporation",
        "name": issuer.name,
        **({"url": issuer.web_address} if issuer.web_address else {}),
        **({"tickerSymbol": symbols[0] if len(symbols) == 1 else symbols} if symbols else {}),
    }


def published(revision):
    """The instant with its offset, or the date alone where the time of day is not known."""
    instant = timezone.localtime(revision.released_at)
    if revision.date_only or revision.date_line or instant.date() != revision.date:
        return revision.date.isoformat()
    return instant.isoformat(timespec="seconds")


def _listed(revision):
    """Those of the release's tickers that have a market code."""
    return [ticker for ticker in revision.tickers if len(ticker) == 3 and ticker[2]]
