"""A revision as Exhibit 99.1 of a Form 8-K, in the two forms that EDGAR takes.

Source: EDGAR Filer Manual, volume II, chapter 5: a subset of HTML 3.2 and 4.0 without scripts, links out of
the submission or unlisted elements and attributes; or ASCII in 80 columns, with tables of up to 132. A
filing with anything else is suspended, so `problems` reads an exhibit again before it is served.
"""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ..html import BLOCKS
from .characters import name_of, printable, to_ascii, without_ascii
from .failed import ExportFailed
from .parts import HEADINGS, heading_levels, parts_of
from .tables import grid_of
from .text import END_MARK, GAP, Layout, layout_parts, table_lines
from .tree import Element, blocks_of, images, marker, plain

TITLE = "Exhibit 99.1"
ELEMENTS = frozenset(
    "html head title body div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd menu dir pre hr blockquote address center a br "
    "em strong dfn code samp kbd var cite sub sup tt i b big small u strike font img table caption tr th td".split()
)
COMMON = frozenset("id class style title lang dir".split())
CELL = frozenset("rowspan colspan align valign nowrap bgcolor width height".split())
ATTRIBUTES = {
    "a": {"name", "href"},
    "img": {"src", "alt", "height", "width", "align", "border"},
    "td": CELL,
    "th": CELL,
}
FILE_NAME = re.compile(r"[a-z][a-z0-9_-]{0,27}\.(?:htm|txt)\Z")
WIDTH, TABLE_WIDTH = 80, 132

# Elements of ours that EDGAR does not know; their content stands without them.
_renamed = {"figure": "div", "figcaption": "p"}
_kept = {"a": {"href"}, "td": {"rowspan", "colspan"}, "th": {"rowspan", "colspan"}}
_tag_like = re.compile(r"<[A-Za-z/!]")


# HTML


def render_html(revision, **site):
    """The exhibit as HTML, ASCII alone: every other character is a numeric reference."""
    body = "\n".join(_part_html(part) for part in parts_of(revision))
    title = escape(" ".join(printable(revision.headline).split()))
    page = (
        f"<html>\n<head>\n<title>{title}</title>\n</head>\n<body>\n"
        f"<center><p><b>{TITLE}</b></p></center>\n{body}\n</body>\n</html>\n"
    )
    return _checked(page.encode("ascii", "xmlcharrefreplace").decode())


def _part_html(part):
    if part.name == "headline":
        return f"<center><h1>{_html(part.blocks[0].children)}</h1></center>"
    if part.name == "subhead":
        return f"<center><p><i>{_html(part.blocks[0].children)}</i></p></center>"
    if part.name == "end":
        return f"<center><p>{_html(part.blocks[0].children)}</p></center>"
    levels = iter(heading_levels(part.blocks))
    blocks = [
        Element(f"h{next(levels) + 1}", children=block.children) if block.tag in HEADINGS else block
        for block in part.blocks
    ]
    return "\n".join(_html([block]) for block in blocks)


def _html(nodes):
    return "".join(escape(node, quote=False) if isinstance(node, str) else _element(node) for node in nodes)


def _element(node):
    if node.tag == "img":
        return ""
    if node.tag == "table":
        return _table(node)
    if node.tag == "ol" and {"start", "type"} & node.attributes.keys():
        return _numbered(node)
    content, tag = _html(node.children), _renamed.get(node.tag, node.tag)
    if tag not in ELEMENTS or (tag == "a" and not _may_link(node.attributes.get("href", ""))):
        return content
    if tag in ("br", "hr"):
        return f"<{tag}>"
    return f"<{tag}{_attributes(node)}>{content}</{tag}>{chr(10) if tag in BLOCKS else ''}"


def _numbered(node):
    """A list whose numbers EDGAR's elements cannot make: they stand as text."""
    items = [child for child in node.children if isinstance(child, Element)]
    lines = []
    for index, item in enumerate(items):
        first, *rest = [*blocks_of(item.children)] or [Element("p")]
        if first.tag != "p":
            first, rest = Element("p"), [first, *rest]
        lines.append(f"<p>{marker(node, index)} {_html(first.children)}</p>\n{_html(rest)}")
    return f"<blockquote>{''.join(lines)}</blockquote>\n"


def _table(node):
    grid = grid_of(node)
    rows = [[cell for cell in grid.cells if cell.row == row] for row in range(grid.rows)]
    caption = f"<caption>{_html(grid.caption)}</caption>\n" if grid.caption else ""
    lines = "".join(f"<tr>{''.join(_cell(cell, grid) for cell in row)}</tr>\n" for row in rows)
    return f"<table>\n{caption}{lines}</table>\n"


def _cell(cell, grid):
    tag = "th" if cell.heads else "td"
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.columns), ("rowspan", cell.rows))
        if count > 1
    )
    heads_several = cell.row < grid.head_rows and cell.columns > 1
    align = "center" if heads_several else "right" if cell.is_figure() else "left"
    return f'<{tag}{spans} align="{align}" valign="top">{_html(cell.nodes).strip()}</{tag}>'


def _attributes(node):
    kept = _kept.get(node.tag, set())
    return "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items() if name in kept)


def _may_link(href):
    """Links lead to the submission itself or to the Commission."""
    try:
        host = urlsplit(href).hostname or ""
    except ValueError:
        return False
    return href.startswith(("http:", "https:")) and (host == "sec.gov" or host.endswith(".sec.gov"))


def _is_lost(link):
    """Whether an address is told by the link alone: phones, mail and `www.example.com` say it in their words."""
    href = link.attributes.get("href", "")
    told = re.sub(r"^https?://|/$", "", href) == re.sub(r"^https?://|/$", "", plain([link]))
    return not (told or href.startswith(("mailto:", "tel:")) or _may_link(href))


# ASCII


def render_text(revision, **site):
    """The exhibit as ASCII text."""
    lines = layout_parts(parts_of(revision, end_mark=END_MARK), _ascii_layout())
    return _checked(f"{TITLE.rjust(WIDTH)}\n\n{lines}")


def _ascii_layout():
    return Layout(width=WIDTH, table_width=TABLE_WIDTH, spell=to_ascii, framed=_framed, breaks_words=True)


def _framed(head, body, widths):
    """A table between EDGAR's own tags: without them its lines would have to end at column 80."""
    columns = "".join(("<C>" if index else "<S>").ljust(width + GAP) for index, width in enumerate(widths))
    return ["<TABLE>", "<CAPTION>", *head, columns.rstrip(), *body, "</TABLE>"]


# What cannot be said, and what must not be there


def losses(revision):
    """Sentences about what the exhibit of a revision leaves out or spells otherwise, for whoever files it."""
    parts = parts_of(revision)
    blocks = [block for part in parts for block in part.blocks]
    sentences = [
        _("The image “%(words)s” is not in the exhibit: add it to the filing as a GIF or JPEG file.")
        % {"words": image.attributes.get("alt") or image.attributes.get("src", "")}
        for image in images(blocks)
    ]
    links = [a for block in blocks for a in _links(block) if _is_lost(a)]
    if links:
        sentences.append(
            _("Links that lead elsewhere than to sec.gov stand as their words alone: %(count)d.")
            % {"count": len(links)}
        )
    return sentences + _text_losses(blocks)


def _text_losses(blocks):
    words = "\n".join(plain([block]) for block in blocks)
    sentences, unknown = [], without_ascii(words)
    if unknown:
        sentences.append(
            _(
                "ASCII has no spelling for %(names)s: the text exhibit shows “?”. File the HTML exhibit instead."
            )
            % {"names": ", ".join(map(name_of, unknown))}
        )
    if _tag_like.search(words):
        sentences.append(_("In the text exhibit EDGAR may take “<” before a letter for a tag of its own."))
    if any(_is_too_wide(table) for block in blocks for table in _tables(block)):
        sentences.append(_("A table is wider than 132 columns: the text exhibit gives it row by row."))
    return sentences


def _links(element):
    found = [element] if element.tag == "a" else []
    return found + [a for child in element.children if isinstance(child, Element) for a in _links(child)]


def _tables(element):
    if element.tag == "table":
        return [element]
    return [table for child in element.children if isinstance(child, Element) for table in _tables(child)]


def _is_too_wide(table):
    lines = [line for each in table_lines(table, _ascii_layout()) for line in each]
    return bool(lines) and "<TABLE>" not in lines


def _checked(exhibit):
    found = problems(exhibit)
    if found:
        raise ExportFailed(" ".join(found))
    return exhibit


def problems(exhibit):
    """Sentences about what EDGAR would refuse in an exhibit, HTML or ASCII; empty if it can be filed."""
    found = [
        _("The character %(name)s is not ASCII.") % {"name": name_of(character)}
        for character in dict.fromkeys(exhibit)
        if not (" " <= character <= "~" or character == "\n")
    ]
    return found + (_html_problems(exhibit) if exhibit.startswith("<html>") else _text_problems(exhibit))


def _text_problems(exhibit):
    found, in_table = [], False
    for number, line in enumerate(exhibit.split("\n"), start=1):
        in_table = line == "<TABLE>" or (in_table and line != "</TABLE>")
        most = TABLE_WIDTH if in_table else WIDTH
        if len(line) > most:
            found.append(
                _("Line %(number)d has %(length)d columns; EDGAR takes %(most)d.")
                % {"number": number, "length": len(line), "most": most}
            )
    return found


def _html_problems(exhibit):
    checker = _Checker()
    checker.feed(exhibit)
    checker.close()
    return list(dict.fromkeys(checker.found))


class _Checker(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag not in ELEMENTS:
            self.found.append(_("EDGAR does not take the element <%(tag)s>.") % {"tag": tag})
        for name, value in attrs:
            if name not in COMMON | ATTRIBUTES.get(tag, set()):
                self.found.append(
                    _("EDGAR does not take the attribute %(name)s of <%(tag)s>.") % {"name": name, "tag": tag}
                )
            if tag == "a" and name == "href" and not _may_link(value or ""):
                self.found.append(_("EDGAR does not take the link to %(address)s.") % {"address": value})

    def handle_comment(self, data):
        self.found.append(_("EDGAR does not take comments here."))

    handle_decl = handle_pi = unknown_decl = handle_comment


def file_name(revision, suffix):
    """A name that EDGAR takes: `vlmz-20250304-ex991.htm`."""
    symbol = re.sub("[^a-z0-9]", "", revision.tickers[0][1].lower()) if revision.tickers else ""
    stem = symbol[:12] if symbol[:1].isalpha() else "release"
    return f"{stem}-{revision.date:%Y%m%d}{suffix}"
