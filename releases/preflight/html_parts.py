"""Links, images, tables and headings of a rich text, in the order in which a reader meets them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = ("h2", "h3", "h4")
SHORT = 120  # characters of a paragraph that can be a table's title


@dataclass
class Link:
    href: str
    text: str = ""


@dataclass
class Image:
    src: str
    alt: str = ""


@dataclass
class Table:
    rows: int = 0
    columns: int = 0
    has_head: bool = False
    has_caption: bool = False
    text: str = ""
    before: str = ""  # the line before it, if that can be its title


@dataclass
class Heading:
    level: int
    text: str = ""


@dataclass
class HtmlParts:
    links: list[Link] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


def read_html(source):
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = HtmlParts()
        self.link = self.heading = self.table = None
        self.line, self.cells = "", 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "a":
            self.link = Link((attrs.get("href") or "").strip())
            self.found.links.append(self.link)
        elif tag == "img":
            self.found.images.append(Image(attrs.get("src") or "", (attrs.get("alt") or "").strip()))
        elif tag in HEADINGS:
            self.heading = Heading(int(tag[1]))
            self.found.headings.append(self.heading)
            self.line = ""
        elif tag == "table":
            self.table = Table(before=self.line.strip() if len(self.line) <= SHORT else "")
            self.found.tables.append(self.table)
        elif tag in ("p", "li", "ul", "ol", "blockquote"):
            self.line = ""
        if self.table:
            self._in_table(tag)

    def handle_endtag(self, tag):
        if tag == "a":
            self.link = None
        elif tag in HEADINGS:
            self.heading = None
        elif tag == "table":
            self.table, self.line = None, ""

    def handle_data(self, data):
        for part in (self.link, self.heading):
            if part is not None and len(part.text) < 500:
                part.text += data
        if self.table is None:
            if len(self.line) <= SHORT:
                self.line += data
        elif len(self.table.text) < SHORT:
            self.table.text += data

    def _in_table(self, tag):
        if tag == "tr":
            self.table.rows, self.cells = self.table.rows + 1, 0
        elif tag in ("td", "th"):
            self.cells += 1
            self.table.columns = max(self.table.columns, self.cells)
            self.table.has_head = self.table.has_head or tag == "th"
        elif tag == "caption":
            self.table.has_caption = True
