"""Lines into paragraphs: wrapped lines are joined, list items and tables are kept apart."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from .contact_columns import COLUMNS, split_columns
from .contact_words import LEGAL_FORM, has_phone_or_email
from .dateline import opens_with_dateline
from .dates import MONTH
from .marks import words

# A text wrapped by hand or by a mail program is narrower; longer lines are paragraphs by themselves.
WIDEST = 110
_WIDER = 130  # ... unless most of them stop in mid-sentence
_BULLET = re.compile(r"\s*(?:(?P<dash>[-–•*·▪●◦‣])\s+|(?P<number>\d{1,3})[.)]\s+)(?=\S)")
_LABEL = re.compile(r"(?!Inc\.|Ltd\.|Corp\.)[A-Z][\w/&.()' -]{0,40}:(?:\s|$)")
_GAP = re.compile(r"\t+|(?<![.?!:;,\s])\s{2,}|(?<=[:,])\s{3,}|\s*\|+\s*")
_MAY_PART = re.compile(r"[\t|]|\s\s")
_FIGURE = re.compile(
    r"[(\-–—$€£¥\s]*(?:\d[\d,.]*|[-–—])\s*[)%]*\s*(?:\(?[*†‡a-d0-9]\)?)?$|[$€£¥%)]$|n/?[am]$", re.I
)
_HASHES = re.compile(r"^\s{0,3}#{1,6}\s+(?=[*_]*\w)")  # before a heading, where the text is Markdown
_WORDLESS = re.compile(r"[\W_]*$")
_JOINS = (
    "of|to|and|the|a|an|for|in|with|from|at|by|on|or|as|is|are|was|were|be|been|that|which|its|their|our|than"
    "|about|approximately|per|under|into|including|any"
)
# Words that no line, heading or paragraph ends or begins with: a line broken there goes on in the next one.
_BROKEN_AFTER = re.compile(rf"(?<!\w)(?:{_JOINS}|&|(?:Dr|Mr|Ms|Mrs|Prof)\.)$")
_JOIN = re.compile(_JOINS)
_BROKEN_BEFORE = re.compile(rf"(?:{_JOINS})\s+\S")
_BEFORE_YEAR = re.compile(rf"{MONTH}(?:\s\d{{1,2}},?)?$")
_YEAR = re.compile(r"[12]\d{3}\b")
_ONE_WORD = re.compile(r"\s*[^\W\d_](?:[^\W\d_]|['’-])*,?\s*$")
_OPENERS = set("The On To A An In We This These For With As Our About At If".split())
_CUT = 3  # times: a text that breaks so does it everywhere
# Lines in small letters that stand by themselves.
_APART = re.compile(
    r"(?:or|and)\W*$|\S*@\S|www\.|https?:|(?:e-?mail|tel|phone|fax|web|[a-z]{1,2})\s?[.):]", re.I
)
_ABOUT_LINE = re.compile(r"(?:About|ABOUT) [A-Z][^.]{1,50}$")
_OPENS_SAFE_HARBOR = re.compile(
    r"(?:this|these|the|certain|some|any|except|various|forward|safe)\b.{0,100}"
    r"\b(?:forward[- ]looking|safe harbou?r)",
    re.I,
)


@dataclass(frozen=True)
class Para:
    """A paragraph. `marker` is its bullet ("-") or number ("1"); a table keeps its lines and their spaces."""

    lines: tuple[str, ...]
    gap: bool
    marker: str = ""
    table: bool = False
    unfolded: bool = False  # it stood in a column beside another one

    @cached_property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())

    @property
    def item(self) -> str:
        """The text without its list marker."""
        return _BULLET.sub("", self.text, count=1) if self.marker else self.text


def split_paragraphs(lines: list[str]) -> list[Para]:
    """The paragraphs of these lines. Lines without a single word and no end mark fall away."""
    paras = []
    for block in _blocks([_HASHES.sub("", line) for line in _rejoined(lines)]):
        if is_table(block):
            paras.append(Para(tuple(block), True, table=True))
        elif columns := split_columns(block):
            paras += [replace(para, unfolded=True) for column in columns for para in _paragraphs(column)]
        else:
            paras += _paragraphs(block)
    return paras


def _rejoined(lines: list[str]) -> list[str]:
    """Some filings break the line after the first word of each paragraph: `The` above `Company today announced`."""
    alone = [n for n, line in enumerate(lines[:-1]) if _ONE_WORD.match(line) and lines[n + 1].strip()]
    if sum(lines[n].strip() in _OPENERS for n in alone) < _CUT:
        return lines
    joined, taken = [], -1
    for n, line in enumerate(lines):
        if n == taken:
            joined[-1] = f"{joined[-1].strip()} {line.strip()}"
        else:
            joined.append(line)
            taken = n + 1 if n in alone else -1
    return joined


def is_table(block: list[str]) -> bool:
    """Two rows of figures or more, and no more lines of prose than that."""
    rows = [cells(line) for line in block if not wordless(line)]
    figures = sum(1 for row in rows if len(row) > 1 and is_figure(row[-1]))
    prose = sum(1 for row in rows if len(row) == 1 and len(row[0]) > 80)
    return figures >= 2 and figures * 2 >= len(rows) - 4 and not prose


def cells(line: str) -> list[str]:
    if not _MAY_PART.search(line):
        return [line.strip()]
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
            blocks += _parted(block)
            block = []
    return blocks


def _parted(block: list[str]) -> list[list[str]]:
    """Copied web pages set tables, columns and paragraphs without a blank line between them."""
    parts = [list(lines) for _, lines in groupby(block, key=lambda line: bool(COLUMNS.search(line)))]
    if not split_columns(block) and any(split_columns(lines) for lines in parts):
        return parts
    if not any(len(line) > WIDEST and len(cells(line)) == 1 for line in block):
        return [block]
    parts = [(row, list(lines)) for row, lines in groupby(block, key=lambda line: len(cells(line)) > 2)]
    if not any(row and is_table(lines) for row, lines in parts):
        return [block]
    return [lines for _, lines in parts]


def _paragraphs(block: list[str]) -> list[Para]:
    wide = max(map(len, block))
    start = next((n for n, line in enumerate(block) if n and opens_with_dateline(line)), 0)
    # What stands above the dateline are headline and decks: no margin tells where one of them ends.
    width = _width(block[start:]) if wide <= WIDEST or _is_wrapped(block[start:], wide) else wide + WIDEST
    groups = [[block[0]]]
    for n, (before, line) in enumerate(pairwise(block), 1):
        if n != start and _continues(groups[-1][0], before, line, width if n > start else wide + WIDEST):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Para(tuple(group), n == 0, _marker(group[0]))
        for n, group in enumerate(groups)
        if not wordless("".join(group)) or "#" in group[0]
    ]


def _is_wrapped(block: list[str], wide: int) -> bool:
    long = [line for line in block[:-1] if len(line) > 0.75 * wide]
    return wide <= _WIDER and len(long) > 2 and sum(line[-1].isalnum() for line in long) * 2 > len(long)


def _width(block: list[str]) -> int:
    """The margin a block was wrapped at; one line that sticks out by far does not make it."""
    second, widest = sorted([0, *map(len, block)])[-2:]
    return second if len(block) > 4 and widest - second > 10 else widest


def _continues(first: str, before: str, line: str, width: int) -> bool:
    if _BULLET.match(line) or wordless(line) or wordless(before):
        return False
    indented = line[0].isspace()
    if _BULLET.match(first) and indented:
        return True
    if COLUMNS.search(_BULLET.sub("", before)) or COLUMNS.search(line) or changes_case(before, line):
        return False
    if _is_broken(before, line):
        return True
    if before.endswith(".") and (_OPENS_SAFE_HARBOR.match(line.strip()) or _ABOUT_LINE.match(line.strip())):
        return False
    if width > WIDEST or len(before) < 45 or _LABEL.match(line) or (indented and not before[0].isspace()):
        return False
    # A wrapped line is one that the next word would not have fitted on, or nearly so, or one that stops
    # in mid-sentence.
    full = len(before) + 1 + len(line.split(None, 1)[0]) > width - 4
    return full or (len(before) > 0.75 * width and not before.endswith((".", "!", "?", ":", '"', "”")))


def _is_broken(before: str, line: str) -> bool:
    """The sentence is cut in two: such a break stands in no text on purpose."""
    if has_phone_or_email(line) or has_phone_or_email(before) or _APART.match(line):
        return False
    if _BEFORE_YEAR.search(before) and _YEAR.match(line):
        return True
    if (before.count("(") > before.count(")") and ")" in line) or LEGAL_FORM.match(line):
        return True
    if before.split()[-1] == line.split()[0]:
        return False  # "About acme" above "acme makes pumps"
    goes_on = before[-1].isalnum() or before[-1] in ",-"
    if goes_on and line[0].islower() and (" " in line or len(before) >= 45 or _JOIN.fullmatch(line)):
        return True
    return len(before) >= 20 and _stops_in_sentence(before.rstrip(), line)


def _stops_in_sentence(before: str, line: str) -> bool:
    if both_in_capitals(before, line) and before.endswith(","):
        return True
    words_before = before.lower() if before.isupper() else before
    return bool(_BROKEN_AFTER.search(words_before) or _BROKEN_BEFORE.match(line))


def changes_case(before: str, line: str) -> bool:
    """One line in capitals, as old headlines are, and the other not; `(TM)` and the like do not count."""
    cases = (_in_capitals(before), _in_capitals(line))
    return None not in cases and cases[0] != cases[1]


def both_in_capitals(before: str, line: str) -> bool:
    """One of the lines may be too short to tell by itself."""
    either = _in_capitals(before) or _in_capitals(line)
    return bool(either and all(_in_capitals(text) or text.isupper() for text in (before, line)))


def _in_capitals(line: str) -> bool | None:
    """None if there are too few letters to tell."""
    letters = [c for c in line if c.isalpha()]
    return None if len(letters) < 12 else sum(c.isupper() for c in letters) > 0.9 * len(letters)


def _marker(line: str) -> str:
    bullet = _BULLET.match(line)
    if not bullet or not words(line[bullet.end() :]):
        return ""
    return "-" if bullet["dash"] else bullet["number"]
