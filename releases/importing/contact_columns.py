"""Contacts side by side, as filings set them: each column is read from top to bottom."""

import re
from itertools import zip_longest

from .contact_words import has_phone_or_email, is_contact_heading

COLUMNS = re.compile(r"(?<=\S)(?:\s{4,}|\t+)(?=\S)")  # what stands between them
_SLACK = 3  # characters by which a column's lines may begin beside each other
# A number, an address or its label: a column that begins so belongs to the names on its left.
_VALUE = re.compile(r"[+(\d]|\S+@|[A-Za-z-]{1,10}\s?[:.]\s*(?:$|[+(\d]|\S+@)")


def split_columns(block: list[str]) -> list[list[str]]:
    """The columns of a block from the left; [] unless it is in columns and two of them hold contacts."""
    columns = _by_tabs(block) if any("\t" in line for line in block) else _by_places(block)
    return columns if len(columns) > 1 and _hold_contacts(columns) else []


def _by_tabs(block: list[str]) -> list[list[str]]:
    """A tab parts two columns; or several do, if there are only two."""
    rows = [line.split("\t") for line in block]
    width = max(sum(bool(cell.strip()) for cell in row) for row in rows)
    if width == 2:
        rows = [re.split(r"\t+", line) for line in block]
    if max(map(len, rows)) > width:
        return []
    return [[cell for cell in column if cell.strip()] for column in zip_longest(*rows, fillvalue="")]


def _by_places(block: list[str]) -> list[list[str]]:
    """The lines of a column begin at the same place, and none runs into the next column."""
    rows = [_cells(line) for line in block]
    places = [start for start, _ in max(rows, key=len)]
    columns = [[] for _ in places]
    if sum(len(row) > 1 for row in rows) < 2:
        return []
    for row in rows:
        for start, cell in row:
            n = max((n for n, place in enumerate(places) if place <= start + _SLACK), default=0)
            if (n and start > places[n] + _SLACK) or start + len(cell) > [*places, 10**6][n + 1]:
                return []
            columns[n].append(cell)
    return columns


def _cells(line: str) -> list[tuple[int, str]]:
    """Where each cell begins, and what it says."""
    starts = [len(line) - len(line.lstrip()), *(gap.end() for gap in COLUMNS.finditer(line))]
    return list(zip(starts, COLUMNS.split(line.strip()), strict=True))


def _hold_contacts(columns: list[list[str]]) -> bool:
    reached = sum(any(map(has_phone_or_email, column)) for column in columns)
    headed = sum(is_contact_heading(column[0]) for column in columns)
    values = any(_VALUE.match(column[0].strip()) and not is_contact_heading(column[0]) for column in columns)
    return bool(reached) and max(reached, headed) > 1 and not values
