"""The body as HTML: headings, paragraphs, lists, tables. Each piece is checked to hold the words it was made
from.
"""

from collections.abc import Iterator
from itertools import groupby

from .cues import is_heading
from .marks import bare, escape, plain, rich, words
from .paragraphs import Para, cells, is_figure, wordless
from .parsed import Doubt


def body_html(paras: list[Para]) -> tuple[str, list[Doubt]]:
    pieces, doubts = [], []
    for kind, group in groupby(enumerate(paras), key=lambda pair: _piece_kind(paras, pair[0])):
        members = [para for _, para in group]
        if kind == "table":
            for para in members:
                html, doubt = _table_or_lines(para)
                pieces.append(html)
                doubts.append(doubt)
        else:
            pieces += _checked(kind, members)
    return "\n".join(pieces), doubts


def _piece_kind(paras: list[Para], n: int) -> str:
    para = paras[n]
    if para.table:
        return "table"
    if para.marker:
        return "ul" if para.marker == "-" else "ol"
    if is_heading(paras, n):
        return "h3" if n and is_heading(paras, n - 1) else "h2"
    return "p"


def _checked(kind: str, members: list[Para]) -> Iterator[str]:
    """The list or paragraphs; as plain paragraphs if HTML's own numbering would change a word."""
    html = _list(kind, members) if kind in ("ul", "ol") else None
    if html and words(plain(html)) == [word for para in members for word in words(para.text)]:
        yield html
    else:
        tag = kind if kind[0] == "h" else "p"
        for para in members:
            inside = escape(bare(para.text)) if tag != "p" else rich(para.text)
            yield f"<{tag}>{inside}</{tag}>"


def _list(kind: str, members: list[Para]) -> str:
    items = "".join(f"<li>{rich(para.item)}</li>" for para in members)
    return f"<{kind}>{items}</{kind}>"


# --- tables ---------------------------------------------------------------------------------------


def _table_or_lines(para: Para) -> tuple[str, Doubt]:
    lines = [line for line in para.lines if not wordless(line) or "#" in line]
    excerpt = bare(lines[0])[:120]
    html = _table(lines)
    if html and words(plain(html)) == words("\n".join(lines)):
        return html, Doubt(
            "table-read",
            "A table was read from columns of plain text; compare it with the original.",
            excerpt,
        )
    html = "<p>" + "<br>".join(escape(" ".join(line.split())) for line in lines) + "</p>"
    return html, Doubt(
        "table-unread",
        "This looks like a table, but its columns are not clear; it was kept line by line.",
        excerpt,
    )


def _table(lines: list[str]) -> str:
    """The table's HTML, or "" unless every row of figures has the same number of them."""
    rows = [_merged(cells(line)) for line in lines]
    data = [n for n, row in enumerate(rows) if _is_data(row)]
    if not data:
        return ""
    columns = len(rows[data[0]]) - 1
    if any(len(rows[n]) - 1 != columns for n in data):
        return ""
    titles, heads, body = _split_rows(rows, data[0], columns)
    if any(len(row) not in (1, columns + 1) for row in body) or not all(
        _fits(head, columns) for head in heads
    ):
        return ""
    caption = f"<caption>{'<br>'.join(escape(t) for t in titles)}</caption>" if titles else ""
    thead = f"<thead>{''.join(_head_row(head, columns) for head in heads)}</thead>" if heads else ""
    return f"<table>{caption}{thead}<tbody>{''.join(_body_row(row, columns) for row in body)}</tbody></table>"


def _merged(row: list[str]) -> list[str]:
    """`$` standing apart goes with the figure after it, `)` and `%` with the one before."""
    merged = []
    for cell in row:
        closes = cell in (")", "%", ")%") and merged and merged[-1][-1].isdigit()
        if merged and (merged[-1] in ("$", "€", "£", "¥", "$ (", "(") or closes):
            merged[-1] += ("" if closes else " ") + cell
        else:
            merged.append(cell)
    return merged


def _is_data(row: list[str]) -> bool:
    figures = len(row) > 1 and all(is_figure(cell) for cell in row[1:])
    return figures and any(c.isalpha() for c in row[0]) and not all(_is_year(cell) for cell in row[1:])


def _is_year(cell: str) -> bool:
    return cell.isdigit() and len(cell) == 4 and cell[:2] in ("19", "20")


def _split_rows(
    rows: list[list[str]], first: int, columns: int
) -> tuple[list[str], list[list[str]], list[list[str]]]:
    """Titles, column heads and body: a single cell is a title before the heads, a group's head after them."""
    top = rows[:first]
    head = next((n for n, row in enumerate(top) if len(row) > 1), len(top))
    last = max((n for n, row in enumerate(top) if len(row) > 1), default=head - 1)
    if any(len(row) == 1 for row in top[head : last + 1]):
        return [], [["?"] * (columns + 2)], []  # a head over some of the columns: which ones cannot be told
    return [row[0] for row in top[:head]], top[head : last + 1], top[last + 1 :] + rows[first:]


def _fits(head: list[str], columns: int) -> bool:
    return len(head) in (columns, columns + 1) or (len(head) < columns and columns % len(head) == 0)


def _head_row(head: list[str], columns: int) -> str:
    corner, over = (head[0], head[1:]) if len(head) == columns + 1 else ("", head)
    span = columns // len(over)
    attribute = f' colspan="{span}"' if span > 1 else ""
    return (
        f"<tr><td>{escape(corner)}</td>"
        + "".join(f'<th scope="col"{attribute}>{escape(cell)}</th>' for cell in over)
        + "</tr>"
    )


def _body_row(row: list[str], columns: int) -> str:
    figures = [*row[1:], *[""] * (columns + 1 - len(row))]
    label = f'<th scope="row">{escape(row[0])}</th>'
    return f"<tr>{label}{''.join(f'<td>{escape(cell)}</td>' for cell in figures)}</tr>"
