"""The words and numbers of results releases, taken from the company's books."""

from django.utils.dateformat import format as format_date

from . import tables


def money(thousands):
    return f"${abs(thousands) / 1000:,.1f} million"


def next_period(quarter):
    """The period of the results that come next, in running text and in a headline."""
    head = "Fourth Quarter and Full Year" if quarter.is_annual else f"{quarter.ordinal.title()} Quarter"
    text = "fourth quarter and full year" if quarter.is_annual else f"{quarter.ordinal} quarter of"
    return {"Next-period": f"{head} {quarter.year}", "next-period": f"{text} {quarter.year}"}


def highlights(timeline, quarter):
    """What the company announced since the results before, as a list; if it was little, what came before too."""
    told = sorted(
        (timeline.days[text.key], text.key, timeline.filler(text).fill(text["highlight"]))
        for text in timeline.texts
        if text["highlight"] and timeline.days[text.key] < quarter.reported_on
    )
    recent = [item for item in told if item[0] >= quarter.plus(-1).reported_on]
    items = "\n".join(f"<li>{sentence}</li>" for *_, sentence in (recent if len(recent) > 1 else told[-3:]))
    return f"<ul>\n{items}\n</ul>"


def values(timeline, quarter):
    """Every placeholder that a results text may use without a day."""
    books = timeline.books
    periods = {
        "": (books.quarter(quarter), books.quarter(quarter.plus(-4))),
        "year-": (books.period(quarter, 4), books.period(quarter.plus(-4), 4)),
    }
    found = {}
    for prefix, (this, before) in periods.items():
        found |= _amounts(prefix, this) | _amounts(f"{prefix}prior-", before)
        found[f"{prefix}growth"] = f"{this.product / before.product - 1:.0%}" if before.product else "n/a"
    low, high = books.guidance(quarter.year + 1 if quarter.is_annual else quarter.year)
    return found | {
        "ordinal": quarter.ordinal,
        "Ordinal": quarter.ordinal.title(),
        "fiscal": str(quarter.year),
        "fiscal-before": str(quarter.year - 1),
        "fiscal-after": str(quarter.year + 1),
        "end": format_date(quarter.end, "F j, Y"),
        "cash": money(books.cash(quarter)),
        "cash-before": money(books.cash(quarter.plus(-quarter.number))),
        "year-end-before": format_date(quarter.plus(-quarter.number).end, "F j, Y"),
        "guidance": f"${low // 1000:,} million to ${high // 1000:,} million",
        "highlights": highlights(timeline, quarter),
        "operations": tables.operations(books, quarter),
        "balance": tables.balance(books, quarter),
    }


def _amounts(prefix, statement):
    names = ("product", "collaboration", "revenue", "research", "selling", "expenses")
    amounts = {f"{prefix}{name}": money(getattr(statement, name)) for name in names}
    return amounts | {
        f"{prefix}loss": money(statement.net),
        f"{prefix}per-share": f"${-statement.per_share:.2f}",
    }
