"""What the PDF's template sets: a revision as plain data, with its pictures in a folder."""

import logging
from math import ceil
from pathlib import PurePath

from django.conf import settings
from django.utils.translation import gettext as _

from ..html import BLOCKS
from .characters import printable
from .parts import HEADINGS, date_words, heading_levels, parts_of
from .tables import grid_of, is_figures
from .tree import Element, Run, blocks_of, images, marker, plain, runs

# Typst's name of a paper, and its width and height in points.
PAPERS = {"letter": ("us-letter", 612, 792), "a4": ("a4", 595, 842)}
MARGIN = 62  # points, left and right; the template has it too
INSET = 8  # points of each column that are not for words
# How a table may be set, from comfortable to tight: points of its type, and whether the page is turned.
SIZES = ((9, False), (8, False), (7, False), (8, True), (6.5, True))
LETTER = 0.52  # the width of a letter, in sizes of its type

logger = logging.getLogger(__name__)


class Pages:
    """`simple` leaves pictures out and gives tables row by row; `given_up` says what is not there."""

    def __init__(self, revision, issuer, root, folder, *, files=None, simple=False):
        self.revision, self.issuer, self.root, self.folder = revision, issuer, root, folder
        self.simple, self.given_up = simple, []
        files = revision.attachments.all() if files is None and revision.pk else files or ()
        self.files = {file.ref: file for file in files}

    def data(self):
        revision = self.revision
        return {
            "title": " ".join(printable(revision.headline).split()),
            "author": printable(self.issuer.name),
            "day": [revision.date.year, revision.date.month, revision.date.day],
            "date": printable(date_words(revision)),
            "language": settings.LANGUAGE_CODE.partition("-")[0],
            "paper": self._paper()[0],
            "logo": self._logo(),
            "page": _("Page {page} of {pages}"),
            "parts": [self._part(part) for part in parts_of(revision)],
        }

    def _paper(self):
        return PAPERS[settings.PDF_PAPER]

    def _part(self, part):
        levels = iter(heading_levels(part.blocks))
        blocks = []
        for block in part.blocks:
            if block.tag in HEADINGS:
                blocks.append({"kind": "heading", "level": next(levels), "runs": self._runs(block.children)})
            else:
                blocks += self._blocks([block])
        if part.name == "contacts":
            blocks = [block | {"runs": _with_bold_heads(block["runs"])} for block in blocks]
        return {"name": part.name, "blocks": blocks}

    def _blocks(self, elements):
        return [made for element in elements for made in self._block(element)]

    def _block(self, element):
        match element.tag:
            case "hr":
                return [{"kind": "rule"}]
            case "table":
                return self._table(element)
            case "ul" | "ol":
                return [self._list(element)]
            case "figure":
                return self._figure(element)
            case "blockquote":
                return [{"kind": "quote", "blocks": self._blocks(blocks_of(element.children))}]
        if any(isinstance(child, Element) and child.tag in BLOCKS for child in element.children):
            return self._blocks(blocks_of(element.children))
        heads = element.tag in HEADINGS
        found = self._runs(element.children, frozenset({"strong"}) if heads else frozenset())
        paragraph = [{"kind": "paragraph", "runs": found}] if found else []
        return paragraph + [made for image in images([element]) for made in self._picture(image, [])]

    def _list(self, element):
        items = [child for child in element.children if isinstance(child, Element)]
        return {
            "kind": "list",
            "markers": [marker(element, index) for index in range(len(items))],
            "numbered": element.tag == "ol",
            "items": [self._blocks(blocks_of(item.children)) for item in items],
        }

    # Pictures

    def _figure(self, element):
        captions = [c for c in element.children if isinstance(c, Element) and c.tag == "figcaption"]
        rest = Element("div", children=[child for child in element.children if child not in captions])
        pictures = list(images([rest]))
        caption = [run for each in captions for run in self._runs(each.children)]
        made = [picture for image in pictures for picture in self._picture(image, caption)]
        if made and len(pictures) == 1 and not plain([rest]):
            return made
        words = self._blocks(
            each for each in blocks_of(rest.children) if plain([each]) or each.tag == "table"
        )
        below = [{"kind": "paragraph", "runs": caption}] if caption else []
        return [*({**each, "caption": []} for each in made), *words, *below]

    def _picture(self, image, caption):
        """An image as a figure, if it is a file of this revision: only such a one is public with it."""
        file = self.files.get(image.attributes.get("src", "").partition("/files/")[2].partition("/")[0])
        words = image.attributes.get("alt", "") or (file and (file.alternative_text or file.title))
        words = words or image.attributes.get("src", "")
        path = self._stored(file.file, file.ref) if file and not self.simple else ""
        if not path:
            self.given_up.append(_("The PDF does not show the image “%(words)s”.") % {"words": words})
            return []
        return [{"kind": "picture", "path": path, "words": words, "caption": caption}]

    def _logo(self):
        logo = self.issuer.logo
        return self._stored(logo, "logo") if logo and not self.simple else ""

    def _stored(self, file, name):
        """Where the template finds a copy of a stored file; "" if the file is lost."""
        name += PurePath(file.name).suffix.lower()
        try:
            with file.storage.open(file.name) as stored:
                (self.folder / name).write_bytes(stored.read())
        except OSError:
            logger.exception("The picture %s cannot be read.", file.name)
            return ""
        return f"/{name}"

    # Tables

    def _table(self, element):
        grid = grid_of(element)
        caption = self._runs(grid.caption)
        if not any(cell.words for cell in grid.cells):
            return [{"kind": "paragraph", "runs": caption}] if caption else []
        size = None if self.simple else self._size(grid)
        if size is None:
            if not self.simple:
                self.given_up.append(_("A table is too wide for a page: the PDF gives it row by row."))
            return self._row_by_row(grid, caption)
        points, turned = size
        figures = [is_figures(grid, column) for column in range(grid.columns)]
        return [
            {
                "kind": "table",
                "caption": caption,
                "columns": self._widths(grid, figures, points, turned),
                "size": points,
                "turned": turned,
                "heads": grid.head_rows,
                "cells": [self._cell(cell, grid, figures) for cell in grid.cells],
            }
        ]

    def _cell(self, cell, grid, figures):
        heads = cell.row < grid.head_rows
        align = "center" if heads and cell.columns > 1 else "right" if figures[cell.column] else "left"
        return {
            "at": [cell.column, cell.row],
            "spans": [cell.columns, cell.rows],
            "align": align,
            "bold": heads,
            "whole": len(cell.words) < 400,
            "blocks": self._blocks(blocks_of(cell.nodes)),
        }

    def _size(self, grid):
        """The most comfortable of SIZES in which every column has room for its longest word; None if none has."""
        letters = sum(_longest(grid, column) for column in range(grid.columns))
        for points, turned in SIZES:
            if letters * points * LETTER + grid.columns * INSET <= self._room(turned):
                return points, turned
        return None

    def _widths(self, grid, figures, points, turned):
        """Points of each column of figures, all alike if there is room; shares of the rest for columns of words."""
        if all(figures):
            return [{"share": 1} for _column in figures]
        wide = 0  # each as wide as its own figures
        for head_lines in (2, 1):
            needed = [_needed(grid, column, head_lines) for column in range(grid.columns) if figures[column]]
            letters = max(needed, default=0)
            alike = round(letters * points * LETTER) + INSET
            wide = alike if alike * sum(figures) <= self._room(turned) * 0.66 else wide
        return [
            {"points": wide} if figure else {"share": min(max(_needed(grid, column), 8), 60)}
            for column, figure in enumerate(figures)
        ]

    def _room(self, turned):
        _name, width, height = self._paper()
        return (height if turned else width) - 2 * MARGIN

    def _row_by_row(self, grid, caption):
        rows = [[cell for cell in grid.cells if cell.row == row and cell.words] for row in range(grid.rows)]
        lines = [[Run(" | ".join(cell.words for cell in row))] for row in rows if row]
        paragraphs = [caption, *(self._shown(line) for line in lines)]
        return [{"kind": "paragraph", "runs": found} for found in paragraphs if found]

    # Words

    def _runs(self, nodes, marks=frozenset()):
        return self._shown(tidy(runs(nodes, marks)))

    def _shown(self, found):
        return [
            {"words": run.words, "marks": sorted(run.marks), "href": self._href(run.href)} for run in found
        ]

    def _href(self, href):
        """An address that leads somewhere from paper's side of the screen; "" for one that does not."""
        if href.startswith("/"):
            return f"{self.root}{href}" if self.root else ""
        return "" if href.startswith("#") or len(href) > 2000 else href


def tidy(found):
    """Runs with single spaces, and none at either end of a line."""
    tidied = []
    for run in found:
        words = run.words
        if words != "\n" and (not tidied or tidied[-1].words.endswith((" ", "\n"))):
            words = words.lstrip(" ")
        if words == "\n" and tidied:
            tidied[-1] = Run(tidied[-1].words.rstrip(" ") or "", tidied[-1].marks, tidied[-1].href)
        if words:
            tidied.append(Run(words, run.marks, run.href))
    while tidied and not tidied[-1].words.strip():
        tidied.pop()
    return [run for run in tidied if run.words]


def _with_bold_heads(found):
    """`For Investors:` and the like, lines of their own that end in a colon, in bold."""
    lines = [[]]
    for run in found:
        lines[-1].append(run)
        if run["words"] == "\n":
            lines.append([])
    return [
        run | {"marks": ["strong"]} if "".join(r["words"] for r in line).rstrip().endswith(":") else run
        for line in lines
        for run in line
    ]


def _longest(grid, column):
    """The letters of the longest word in a column; figures are not broken at their spaces."""
    words = [
        part
        for cell in grid.cells
        if cell.column == column and cell.columns == 1
        for part in ([cell.words] if cell.is_figure() else cell.words.split(" "))
    ]
    return max(map(len, words), default=1) or 1


def _needed(grid, column, head_lines=1):
    """The letters on a column's longest line; a head may take `head_lines`, and its part of each column it is over."""
    cells = [c for c in grid.cells if c.column <= column < c.column + c.columns]
    shares = [ceil(len(c.words) / c.columns / (head_lines if c.row < grid.head_rows else 1)) for c in cells]
    return max([*shares, _longest(grid, column)])
