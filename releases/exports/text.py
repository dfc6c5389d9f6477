"""A revision as plain text, as wires carry it: 80 columns, a table up to 132."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from ..html import BLOCKS
from .parts import parts_of
from .tables import grid_of, is_figures
from .tree import Element, blocks_of, marker, runs

END_MARK = "###"
GAP = 2  # columns between those of a table


@dataclass(frozen=True)
class Layout:
    width: int = 80
    table_width: int = 132
    spell: Callable[[str], str] = str
    framed: Callable | None = None  # head, body and the columns' widths as the lines of a table
    breaks_words: bool = False


def render(revision, **site):
    """The text of a revision, with one line break at the end."""
    return layout_parts(parts_of(revision, end_mark=END_MARK), Layout())


def layout_parts(parts, layout):
    """Parts in their order, a blank line between all paragraphs."""
    blocks = [block for part in parts for block in part_lines(part, layout)]
    return "\n\n".join("\n".join(line.rstrip() for line in lines) for lines in blocks) + "\n"


def part_lines(part, layout):
    """The paragraphs of a part, each as a list of lines."""
    paragraphs = [each for block in part.blocks for each in block_lines(block, layout)]
    if part.name == "end":
        return [[line.strip().center(layout.width) for line in lines] for lines in paragraphs]
    return paragraphs


def block_lines(block, layout, width=None):
    """A block element as paragraphs of lines."""
    width = width or layout.width
    if block.tag in ("ul", "ol"):
        return _list(block, layout, width)
    if block.tag == "table":
        return table_lines(block, layout)
    if block.tag == "hr":
        return [["-" * min(width, 20)]]
    inset = "  " if block.tag == "blockquote" else ""
    if any(isinstance(child, Element) and child.tag in BLOCKS for child in block.children):
        inner = blocks_of(block.children)
        paragraphs = [each for child in inner for each in block_lines(child, layout, width - len(inset))]
    else:
        paragraphs = [_wrapped(words_of(block.children, layout), layout, width - len(inset))]
    return [[inset + line for line in lines] for lines in paragraphs if lines]


def words_of(nodes, layout):
    """The words of inline nodes with their line breaks; a raised digit after a digit is marked as one."""
    words = ""
    for run in runs(nodes):
        raised = "sup" in run.marks and words[-1:].isdigit() and run.words.strip()[:1].isdigit()
        words += layout.spell(f"^{run.words.strip()}" if raised else run.words)
    return words


def table_lines(table, layout):
    """A table in aligned columns; row by row, if they do not fit."""
    grid = grid_of(table)
    caption = block_lines(Element("p", children=grid.caption), layout) if grid.caption else []
    cells = {cell: _cell_words(cell, layout) for cell in grid.cells}
    if not any(cells.values()):
        return caption
    widths = column_widths(grid, cells, layout)
    if widths is None:
        return caption + _row_by_row(grid, cells, layout)
    return [*caption, _aligned(grid, cells, widths, layout)]


def column_widths(grid, cells, layout):
    """The width of each column, or None if the table does not fit."""
    natural, least = [1] * grid.columns, [1] * grid.columns
    for cell, words in sorted(cells.items(), key=lambda item: item[0].columns):
        # Spaces and line breaks part words; a no-break space does not.
        _widen(least, cell, max(map(len, re.split("[ \n]+", words))))
        _widen(natural, cell, max(min(len(line), layout.table_width) for line in words.split("\n")))
    if _total(least) > layout.table_width:
        return None
    natural = [max(pair) for pair in zip(natural, least, strict=True)]
    comfortable = [min(width, max(low, 24)) for width, low in zip(natural, least, strict=True)]
    target = layout.width if _total(comfortable) <= layout.width else layout.table_width
    while _total(natural) > target:
        spare = [width - low for width, low in zip(natural, least, strict=True)]
        widest = max(range(grid.columns), key=lambda column: (spare[column] > 0, natural[column]))
        natural[widest] -= 1
    return natural


def _list(element, layout, width):
    paragraphs = []
    items = [child for child in element.children if isinstance(child, Element)]
    for index, item in enumerate(items):
        first = f"{layout.spell(marker(element, index))} "
        inner, room = blocks_of(item.children), width - len(first)
        inside = [each for child in inner for each in block_lines(child, layout, room)]
        indent = " " * len(first)
        lines = [[indent + line for line in each] for each in inside] or [[indent]]
        lines[0][0] = first + lines[0][0].removeprefix(indent)
        paragraphs += lines
    return paragraphs


def _wrapped(words, layout, width):
    lines = []
    for line in words.split("\n"):
        line = re.sub(" +", " ", line).strip(" ")
        lines += textwrap.wrap(
            line, max(width, 1), break_long_words=layout.breaks_words, break_on_hyphens=False
        ) or [""]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def _cell_words(cell, layout):
    paragraphs = [lines for block in blocks_of(cell.nodes) for lines in block_lines(block, layout, 10_000)]
    return "\n".join(line for lines in paragraphs for line in lines)


def _widen(widths, cell, needed):
    span = range(cell.column, cell.column + cell.columns)
    lacking = min(needed, 1000) - sum(widths[column] for column in span) - GAP * (cell.columns - 1)
    for step in range(max(lacking, 0)):
        widths[span[step % len(span)]] += 1


def _total(widths):
    return sum(widths) + GAP * (len(widths) - 1)


def _aligned(grid, cells, widths, layout):
    figures = [is_figures(grid, column) for column in range(grid.columns)]
    rows = [_row(grid, row, cells, widths, figures, layout) for row in range(grid.rows)]
    head = [line for row in rows[: grid.head_rows] for line in row]
    body = [line for row in rows[grid.head_rows :] for line in row]
    if layout.framed:
        return layout.framed(head, body, widths)
    return [*head, "-" * _total(widths), *body] if head else body


def _row(grid, row, cells, widths, figures, layout):
    """The lines of a row. A cell begins where the one before it ends, so that they are read one after the other."""
    placed, foot = [], 0
    for cell in (cell for cell in grid.cells if cell.row == row and cells[cell]):
        width = _total(widths[cell.column : cell.column + cell.columns])
        heads_several = cell.columns > 1 and row < grid.head_rows
        flush = str.center if heads_several else str.rjust if figures[cell.column] else str.ljust
        start = sum(widths[: cell.column]) + GAP * cell.column
        lines = [flush(line, width) for line in _wrapped(cells[cell], layout, width)]
        placed += [(foot + number, start, line) for number, line in enumerate(lines)]
        foot += max(len(lines) - 1, 0)
    return [
        _line([(start, line) for at, start, line in placed if at == n])
        for n in range(foot + 1 if placed else 0)
    ]


def _line(pieces):
    line = ""
    for start, piece in pieces:
        line = line.ljust(start) + piece if piece else line
    return line.rstrip()


def _row_by_row(grid, cells, layout):
    rows = []
    for row in range(grid.rows):
        words = [" ".join(cells[cell].split("\n")) for cell in grid.cells if cell.row == row and cells[cell]]
        lines = _wrapped(" | ".join(words), layout, layout.width)
        rows += [lines] if lines else []
    return rows
