"""A table as a grid: every cell knows its place, and spans end where the table does."""

import re
from dataclasses import dataclass

from .tree import Element, blocks_of, plain

SECTIONS = ("thead", "tbody", "tfoot")

_figures = re.compile(r"[$€£¥()\[\]\d.,%\s*†‡+\-–—−]+\Z")


@dataclass(frozen=True, eq=False)
class Cell:
    row: int
    column: int
    rows: int
    columns: int
    nodes: list
    heads: bool

    @property
    def words(self):
        return " ".join(filter(None, (plain([block]) for block in blocks_of(self.nodes))))

    def is_figure(self):
        """Whether it holds a number, which is set flush right."""
        return bool(self.words and _figures.match(self.words))


@dataclass(frozen=True)
class Grid:
    caption: list
    cells: list
    rows: int
    columns: int
    head_rows: int  # the first rows, which name the columns


def grid_of(table):
    """The `Grid` of a table element."""
    cells, row, head_rows = [], 0, 0
    sections = [(part, _rows(part)) for part in _sections(table)]
    for part, rows in sections:
        cells += _placed(rows, row)
        row += len(rows)
        head_rows += len(rows) if part.tag == "thead" and head_rows == row - len(rows) else 0
    columns = max((cell.column + cell.columns for cell in cells), default=0)
    caption = [node for child in _elements(table) if child.tag == "caption" for node in child.children]
    return Grid(caption, cells, row, columns, head_rows or _leading_heads(cells, row))


def is_figures(grid, column):
    """Whether a column holds numbers for the most part."""
    words = [c for c in grid.cells if c.column == column and c.row >= grid.head_rows and c.words]
    return sum(cell.is_figure() for cell in words) * 2 > len(words)


def _sections(table):
    """The row groups; rows that stand in none form their own."""
    loose = []
    for child in _elements(table):
        if child.tag == "tr":
            loose.append(child)
            continue
        if loose:
            yield Element("tbody", children=loose)
            loose = []
        if child.tag in SECTIONS:
            yield child
    if loose:
        yield Element("tbody", children=loose)


def _elements(element):
    return [child for child in element.children if isinstance(child, Element)]


def _rows(section):
    return [
        [cell for cell in _elements(row) if cell.tag in ("td", "th")]
        for row in _elements(section)
        if row.tag == "tr"
    ]


def _placed(rows, first):
    """The cells of one row group; as in a browser, a span over rows ends with its group."""
    taken = set()
    for index, row in enumerate(rows):
        column = 0
        for element in row:
            while (index, column) in taken:
                column += 1
            width = _span(element, "colspan", 100)
            height = min(_span(element, "rowspan", len(rows)), len(rows) - index)
            # A span that would lie over a cell from above ends before it.
            width = next((n for n in range(width) if (index, column + n) in taken), width)
            taken |= {(index + down, column + across) for down in range(height) for across in range(width)}
            yield Cell(first + index, column, height, width, element.children, element.tag == "th")
            column += width


def _span(element, name, most):
    value = element.attributes.get(name, "")
    return min(max(int(value), 1), most) if value.isdecimal() else 1


def _leading_heads(cells, rows):
    """How many rows at the top are heads throughout, where the table has no head of its own."""
    for row in range(rows):
        if not all(cell.heads for cell in cells if cell.row == row):
            # A head that reaches further down would be cut in two.
            return row if all(c.row + c.rows <= row for c in cells if c.row < row) else 0
    return 0
