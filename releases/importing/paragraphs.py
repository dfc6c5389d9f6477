"""Lines into paragraphs: wrapped lines are joined, list items and tables are kept apart."""

import re
from dataclasses import dataclass
from itertools import pairwise

from .marks import words

WIDEST = (
    110  # a text wrapped by hand or by a mail program is narrower; longer lines are paragraphs by themselves
)
_BULLET = re.compile(r"\s*(?:(?P<dash>[-–•*·▪●◦‣])\s+|(?P<number>\d{1,3})[.)]\s+)(?=\S)")
_LABEL = re.compile(r"[A-Z][\w/&.()' -]{0,40}:(?:\s|$)")
_GAP = re.compile(r"\t+|(?<![.?!:;,\s])\s{2,}|(?<=:)\s{3,}")
_FIGURE = re.compile(
    r"[(\-–—$€£¥\s]*(?:\d[\d,.]*|[-–—])\s*[)%]*\s*(?:\(?[*†‡a-d0-9]\)?)?$|[$€£¥%)]$|n/?[am]$", re.I
)
_WORDLESS = re.compile(r"[\W_]*$")


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `marker` is its bullet ("-") or number ("1"); a table keeps its lines and their spaces."""

    lines: tuple[str, ...]
    gap: bool
    marker: str = ""
    table: bool = False

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())

    @property
    def item(self) -> str:
        """The text without its list marker."""
        return _BULLET.sub("", self.text, count=1) if self.marker else self.text


def split_paragraphs(lines: list[str]) -> list[Para]:
    """The paragraphs of these lines. Lines without a single word and no end mark fall away."""
    paras = []
    for block in _blocks(lines):
        paras += [Para(tuple(block), True, table=True)] if is_table(block) else _paragraphs(block)
    return paras


def is_table(block: list[str]) -> bool:
    """Two rows of figures or more, and no more lines of prose than that."""
    rows = [cells(line) for line in block if not wordless(line)]
    figures = sum(1 for row in rows if len(row) > 1 and is_figure(row[-1]))
    prose = sum(1 for row in rows if len(row) == 1 and len(row[0]) > 80)
    return figures >= 2 and figures * 2 >= len(rows) - 4 and not prose


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in _GAP.split(line.strip()) if cell.strip()]


def is_figure(cell: str) -> bool:
    return len(cell) < 30 and bool(_FIGURE.match(cell))


def wordless(line: str) -> bool:
    return bool(_WORDLESS.match(line))


def _blocks(lines: list[str]) -> list[list[str]]:
    blocks, block = [], []
    for line in [*lines, ""]:
        if line.strip():
            block.append(line.rstrip())
        elif block:
            blocks.append(block)
            block = []
    return blocks


def _paragraphs(block: list[str]) -> list[Para]:
    width = max(map(len, block))
    groups = [[block[0]]]
    for before, line in pairwise(block):
        if _continues(groups[-1][0], before, line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Para(tuple(group), n == 0, _marker(group[0]))
        for n, group in enumerate(groups)
        if not wordless("".join(group)) or "#" in group[0]
    ]


def _continues(first: str, before: str, line: str, width: int) -> bool:
    if _BULLET.match(line) or wordless(line) or wordless(before):
        return False
    indented = line[0].isspace()
    if _BULLET.match(first) and indented:
        return True
    if width > WIDEST or len(before) < 45 or _LABEL.match(line) or (indented and not before[0].isspace()):
        return False
    # A wrapped line is one that the next word would not have fitted on, or nearly so, or one that stops
    # in mid-sentence.
    full = len(before) + 1 + len(line.split(None, 1)[0]) > width - 4
    return full or (len(before) > 0.75 * width and not before.endswith((".", "!", "?", ":", '"', "”")))


def _marker(line: str) -> str:
    bullet = _BULLET.match(line)
    if not bullet or not words(line[bullet.end() :]):
        return ""
    return "-" if bullet["dash"] else bullet["number"]
