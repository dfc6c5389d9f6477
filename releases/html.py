"""Rich text, sanitised where it is saved.

Threat: an editor pastes a page from elsewhere, or an account is stolen, and script, a tracking image or a
misleading style goes out under the company's name. So one allow-list (`TAGS`, `ATTRIBUTES`) decides what a
text may hold; it cleans every save, whichever way it comes, and it configures the editor's toolbar.
"""

import html
import re
from functools import lru_cache
from html.parser import HTMLParser

import nh3

TAGS = frozenset(
    "p br h2 h3 h4 strong em u sub sup ul ol li a blockquote hr "
    "table caption thead tbody tfoot tr th td figure figcaption img".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
BLOCKS = TAGS - {"br", "strong", "em", "u", "sub", "sup", "a", "img"}

_number = re.compile(r"\d{1,4}\Z")
_scope = {"row", "col", "rowgroup", "colgroup"}
# Browsers read a backslash, a tab or a line break in an address as a slash or as nothing.
_elsewhere = re.compile(r"[\s\\/]*[/\\][\s]*[/\\]")
_renamed = [
    (re.compile(rf"<(/?){old}(?=[\s>])", re.I), rf"<\1{new}") for old, new in (("b", "strong"), ("i", "em"))
]
_empty_image = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")
_empty_block = re.compile(r"<(p|h[2-4])>(?:\s|&nbsp;|\u00a0|<br>)*</\1>")
_space = re.compile(r"&nbsp;|\u00a0")
_unit = re.compile(r"(?<=\d)(?:&nbsp;|\u00a0)(?=\w|%|°)")


def clean(text):
    """`text` with nothing in it but what the allow-list names. Cleaning twice changes nothing more."""
    before = None
    while text != before:  # what one pass takes away can leave a new empty block for the next
        before, text = text, _clean_once(text)
    return text


def _clean_once(text):
    for pattern, replacement in _renamed:
        text = pattern.sub(replacement, text)
    text = nh3.clean(
        text,
        tags=set(TAGS),
        clean_content_tags={
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "noscript",
            "template",
            "svg",
            "math",
        },
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel="noopener",
        strip_comments=True,
    )
    text = _empty_image.sub("", text)
    # The editor sprinkles no-break spaces between words; between a number and its unit one is meant.
    text = _space.sub(" ", _unit.sub("\ue000", text)).replace("\ue000", "\u00a0")
    return _empty_block.sub("", text).strip()


def _attribute(tag, name, value):
    if name in ("colspan", "rowspan", "width", "height", "start"):
        return value if _number.match(value) else None
    if name == "scope":
        return value if value in _scope else None
    if name == "src":
        # Only our own files: a remote image tells its owner who reads, and may change after approval.
        return value if re.match(r"/files/[0-9a-z]{8}/[\w.-]+\Z", value) else None
    if name == "href" and _elsewhere.match(value):
        return None
    return value


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.lists = []  # the number of the next item of each open list; None where it is not numbered

    def handle_starttag(self, tag, attrs):
        if tag in ("ol", "ul"):
            start = dict(attrs).get("start") or "1"
            self.lists.append(int(start) if tag == "ol" else None)
        if tag == "br":
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append("\t")
        elif tag in BLOCKS:
            self.parts.append("\n\n" if tag not in ("li", "tr") else "\n")
        if tag == "li" and self.lists and self.lists[-1] is not None:
            self.parts.append(f"{self.lists[-1]}. ")
            self.lists[-1] += 1

    def handle_endtag(self, tag):
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag in BLOCKS and tag not in ("td", "th"):
            self.parts.append("\n")

    def handle_data(self, data):
        # White space in HTML is one space: only tags break lines.
        self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))


@lru_cache(maxsize=256)  # parsing takes a millisecond, and lists, feeds and searches ask for the same texts
def text_of(source):
    """The words of cleaned HTML as plain text: a blank line between blocks, a tab between cells."""
    parser = _Text()
    parser.feed(source)
    parser.close()
    lines = (line.strip(" ") for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def paragraphs(text):
    """Plain text as HTML: a paragraph for each blank line, a line break for each single one."""
    blocks = (block for block in re.split(r"\n\s*\n", text.strip()) if block.strip())
    return "\n".join(f"<p>{html.escape(block.strip()).replace(chr(10), '<br>')}</p>" for block in blocks)
