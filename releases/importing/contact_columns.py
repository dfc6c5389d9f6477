"""Two contacts side by side, as filings set them: each column is read from top to bottom."""

import re

from .contact_words import has_phone_or_email, is_contact_heading

COLUMNS = re.compile(r"(?<=\S)(?:\s{4,}|\t+)(?=\S)")  # what stands between them
_SLACK = 3  # characters by which a column's lines may begin beside each other


def split_columns(block: list[str]) -> list[list[str]]:
    """The left and the right column of a block; [] unless it is in two columns and one holds contacts."""
    gaps = [COLUMNS.search(line) for line in block]
    starts = [gap.end() for gap in gaps if gap]
    if len(starts) < 2 or max(starts) - min(starts) > _SLACK or not _holds_contacts(block):
        return []
    left, right, at = [], [], min(starts)
    for line, gap in zip(block, gaps, strict=True):
        if gap and not COLUMNS.search(line, gap.end()):
            left.append(line[: gap.start()])
            right.append(line[gap.end() :])
        elif gap or (at - _SLACK > len(line) - len(line.lstrip()) and len(line) > at):
            return []  # a third column, or a line across both
        elif len(line) - len(line.lstrip()) >= at - _SLACK:
            right.append(line.strip())
        else:
            left.append(line)
    return [left, right]


def _holds_contacts(block: list[str]) -> bool:
    cells = [cell.strip() for line in block for cell in COLUMNS.split(line)]
    reached = sum(has_phone_or_email(cell) for cell in cells)
    return reached > 1 or bool(reached and any(is_contact_heading(cell) for cell in cells))
