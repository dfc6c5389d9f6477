"""Cleaned rich text as a tree, for everything that is not a browser.

`releases.html` decides what a text may hold; here it is only read. Nesting beyond `DEPTH` is taken apart,
words kept: no reader needs it, and nobody may use it to exhaust what walks the tree.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ..html import BLOCKS
from .characters import printable

VOID = {"br", "hr", "img"}
DEPTH = 16
# White space between the parts of these is the source's, not the text's.
FRAMES = {"root", "ul", "ol", "table", "thead", "tbody", "tfoot", "tr", "figure", "blockquote"}
MARKS = {"strong", "em", "u", "sub", "sup"}

_blank = re.compile(r"[ \t\r\n\f]+")


@dataclass
class Element:
    tag: str
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)  # of Element and str


@dataclass(frozen=True)
class Run:
    """Words in one style; `words` is "\\n" for a line break."""

    words: str
    marks: frozenset = frozenset()
    href: str = ""


class _Tree(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("root")
        self.open = [self.root]
        self.tags = []  # of all open elements, also of those that were taken apart

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: printable(value or "") for name, value in attrs})
        if tag in VOID:
            self.open[-1].children.append(element)
            return
        self.tags.append(tag)
        if len(self.open) <= DEPTH:
            self.open[-1].children.append(element)
            self.open.append(element)

    def handle_endtag(self, tag):
        if tag not in self.tags:
            return
        while self.tags.pop() != tag:
            pass
        del self.open[len(self.tags) + 1 :]

    def handle_data(self, data):
        words = _blank.sub(" ", printable(data))
        if words != " " or self.open[-1].tag not in FRAMES:
            self.open[-1].children.append(words)


def parse(source):
    """The blocks of cleaned HTML, as a list of `Element`s."""
    parser = _Tree()
    parser.feed(source)
    parser.close()
    return list(blocks_of(parser.root.children))


def parse_inline(source):
    """The content of one paragraph, as a list of `Element`s and texts."""
    parser = _Tree()
    parser.root.tag = "p"
    parser.feed(source)
    parser.close()
    return parser.root.children


def blocks_of(nodes):
    """Block elements alone: what stands loose between them is put in paragraphs."""
    loose = []
    for node in nodes:
        if not _holds_block(node):
            loose.append(node)
            continue
        yield from _paragraph(loose)
        loose = []
        if node.tag in BLOCKS:
            yield node
        else:  # a link or a mark around whole blocks
            yield from blocks_of(node.children)
    yield from _paragraph(loose)


def runs(nodes, marks=frozenset(), href=""):
    """The words of inline nodes with their styles, in order. An image has no words."""
    for node in nodes:
        if isinstance(node, str):
            yield Run(node, marks, href)
        elif node.tag == "br":
            yield Run("\n", marks, href)
        else:
            inner = marks | {node.tag} if node.tag in MARKS else marks
            yield from runs(node.children, inner, node.attributes.get("href", href))


def images(nodes):
    """Every image within the nodes."""
    for node in nodes:
        if isinstance(node, Element):
            if node.tag == "img":
                yield node
            yield from images(node.children)


def plain(nodes):
    """The words of nodes on one line."""
    return " ".join("".join(run.words for run in runs(nodes)).split())


def marker(element, index):
    """What stands before the item `index` (from 0) of a list: `•`, `3.`, `c.`, `iii.`"""
    if element.tag == "ul":
        return "•"
    start = element.attributes.get("start", "")
    number = (int(start) if start.isdecimal() else 1) + index
    return f"{_numeral(number, element.attributes.get('type', '1'))}."


def _numeral(number, kind):
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number <= 39:
        numeral = "x" * (number // 10) + ["", *"i ii iii iv v vi vii viii ix".split()][number % 10]
        return numeral.upper() if kind == "I" else numeral
    return str(number)


def _holds_block(node):
    if isinstance(node, str):
        return False
    return node.tag in BLOCKS or any(_holds_block(child) for child in node.children)


def _paragraph(nodes):
    if plain(nodes) or any(images(nodes)):
        yield Element("p", children=list(nodes))
