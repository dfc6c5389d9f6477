"""The financial statements of a results release: as tables for its body and as a file for analysts."""

import csv
import io
from html import escape

from django.utils.dateformat import format as format_date

MONTHS = {1: "Three", 2: "Six", 3: "Nine", 4: "Year"}

# Label, attribute of the statement, whether the row is a total.
OPERATIONS = (
    ("Revenues:", None, False),
    ("Product revenue, net", "product", False),
    ("Collaboration and license revenue<sup>(1)</sup>", "collaboration", False),
    ("Total revenues", "revenue", True),
    ("Operating expenses:", None, False),
    ("Cost of product revenue", "cost_of_product", False),
    ("Research and development<sup>(2)</sup>", "research", False),
    ("Selling, general and administrative<sup>(2)</sup>", "selling", False),
    ("Total operating expenses", "expenses", True),
    ("Loss from operations", "operating", False),
    ("Interest income, net", "interest", False),
    ("Net loss", "net", True),
    ("Net loss per share, basic and diluted", "per_share", False),
    ("Weighted-average shares outstanding, basic and diluted", "shares", False),
)
FOOTNOTES = (
    "<p><sup>(1)</sup> Includes upfront and milestone payments recognized in the period in which they were earned."
    "<br><sup>(2)</sup> Includes non-cash stock-based compensation.</p>"
)


def amount(value):
    """A cell: thousands with commas, negatives in brackets, nothing as a dash."""
    if isinstance(value, float):
        return f"({-value:.2f})" if value < 0 else f"{value:.2f}"
    if value == 0:
        return "—"
    return f"({-value:,})" if value < 0 else f"{value:,}"


def periods(books, quarter):
    """(heading, statement, statement of the year before) of each group of columns."""
    before = quarter.plus(-4)
    ended = f"Ended {format_date(quarter.end, 'F j')},"
    found = [(f"Three Months {ended}", books.quarter(quarter), books.quarter(before))]
    if quarter.number > 1:
        name = "Year" if quarter.is_annual else f"{MONTHS[quarter.number]} Months"
        found.append((f"{name} {ended}", books.year_to_date(quarter), books.year_to_date(before)))
    return found


def operations(books, quarter):
    """The statements of operations as HTML."""
    columns = periods(books, quarter)
    groups = "".join(f'<th scope="colgroup" colspan="2">{heading}</th>' for heading, *_ in columns)
    years = f'<th scope="col">{quarter.year}</th><th scope="col">{quarter.year - 1}</th>' * len(columns)
    statements = [statement for _, *pair in columns for statement in pair]
    rows = "\n".join(_row(*row, statements) for row in OPERATIONS)
    return (
        "<table><caption>Condensed Consolidated Statements of Operations "
        "(in thousands, except per share amounts; unaudited)</caption>"
        f'<thead><tr><th rowspan="2" scope="col">Item</th>{groups}</tr><tr>{years}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody></table>\n{FOOTNOTES}"
    )


def balance(books, quarter):
    """The selected balance sheet data as HTML."""
    year_end = quarter if quarter.is_annual else quarter.plus(-quarter.number)
    ends = (quarter, year_end if year_end != quarter else quarter.plus(-4))
    heads = "".join(f'<th scope="col">{format_date(end.end, "F j, Y")}</th>' for end in ends)
    sheets = [_sheet(books, end) for end in ends]
    rows = "\n".join(
        _line(label, [sheet[label] for sheet in sheets], label.startswith("Total")) for label in sheets[0]
    )
    return (
        "<table><caption>Selected Condensed Consolidated Balance Sheet Data (in thousands; unaudited)</caption>"
        f'<thead><tr><th scope="col">Item</th>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>'
    )


def as_csv(books, quarter):
    """The statements of operations as bytes of a CSV file."""
    out, columns = io.StringIO(), periods(books, quarter)
    writer = csv.writer(out)
    writer.writerow(
        ["USD thousands", *(f"{head} {quarter.year - n}" for head, *_ in columns for n in (0, 1))]
    )
    for label, name, _ in OPERATIONS:
        if name:
            values = [getattr(statement, name) for _, *pair in columns for statement in pair]
            writer.writerow([label.split("<")[0], *(round(value, 2) for value in values)])
    return out.getvalue().encode()


def _sheet(books, quarter):
    cash, age = books.cash(quarter), quarter.minus(books.launch)
    other = 71_300 + 1_900 * age
    liabilities = 88_200 + 2_350 * age
    return {
        "Cash, cash equivalents and marketable securities": cash,
        "Accounts receivable, inventory and other assets": other,
        "Total assets": cash + other,
        "Total liabilities": liabilities,
        "Total stockholders’ equity": cash + other - liabilities,
    }


def _row(label, name, is_total, statements):
    if name is None:
        return f'<tr><th scope="row" colspan="{len(statements) + 1}">{label}</th></tr>'
    return _line(label, [getattr(statement, name) for statement in statements], is_total)


def _line(label, values, is_total):
    strong = ("<strong>", "</strong>") if is_total else ("", "")
    cells = "".join(f"<td>{strong[0]}{escape(amount(value))}{strong[1]}</td>" for value in values)
    return f'<tr><th scope="row">{strong[0]}{label}{strong[1]}</th>{cells}</tr>'
