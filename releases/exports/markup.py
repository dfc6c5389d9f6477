"""Parts of a revision as XHTML for reading elsewhere: only our elements, every link absolute."""

from xml.sax.saxutils import escape, quoteattr

from ..html import ATTRIBUTES, BLOCKS, TAGS
from .parts import HEADINGS, heading_levels
from .tree import VOID, Element

# Every word but those that have fields of their own.
MAIN = {"note", "body", "about", "safe_harbor", "contacts", "source", "end"}


def address_of(revision, root):
    """The absolute address of the release's page; `root` is that of the site, without a slash."""
    return f"{root}{revision.get_absolute_url()}"


def main_parts(parts):
    """The parts of a text whose date, headline and subheads are given apart."""
    return [part for part in parts if part.name in MAIN]


def markup(parts, revision, root):
    """The parts as well-formed XHTML."""
    page = address_of(revision, root)
    return "\n".join(_part(part, root, page) for part in parts)


def _part(part, root, page):
    tag = "h1" if part.name == "headline" else "p"
    if part.name in ("headline", "subhead", "date", "end"):
        return f"<{tag}>{_nodes(part.blocks[0].children, root, page)}</{tag}>"
    levels = iter(heading_levels(part.blocks))
    blocks = [
        Element(f"h{next(levels) + 1}", children=block.children) if block.tag in HEADINGS else block
        for block in part.blocks
    ]
    return "\n".join(_nodes([block], root, page) for block in blocks)


def _nodes(nodes, root, page):
    return "".join(escape(node) if isinstance(node, str) else _element(node, root, page) for node in nodes)


def _element(node, root, page):
    content = _nodes(node.children, root, page)
    if node.tag not in TAGS:
        return content
    attributes = "".join(
        f" {name}={quoteattr(_absolute(value, root, page) if name in ('href', 'src') else value)}"
        for name, value in node.attributes.items()
        if name in ATTRIBUTES.get(node.tag, ())
    )
    if node.tag in VOID:
        return f"<{node.tag}{attributes}/>"
    return f"<{node.tag}{attributes}>{content}</{node.tag}>{chr(10) if node.tag in BLOCKS - {'td', 'th'} else ''}"


def _absolute(address, root, page):
    if address.startswith("#"):
        return page + address
    return root + address if address.startswith("/") else address
