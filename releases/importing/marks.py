"""The few marks a plain-text release may carry, as HTML and back again.

`words` is the measure the parser is held to. It looks at each run of non-blank characters by itself, so
text may be unwrapped, indented or cut between lines without changing its words. Whatever removes a mark
compares the words before and after, and falls back to the text as it was written.
"""

import re
from html import escape as escape_attribute
from html import unescape

_ADDRESS = r"(?:#|https?://|mailto:)[^\s()]*"
_LINK_TAIL = re.compile(rf"\]\({_ADDRESS}\)")
_WORD = re.compile(r"[^\W_]+(?:[.,:'’\-@&/+][^\W_]+)*")
_MARK = re.compile(
    rf"\[(?P<label>[^\[\]]{{1,300}})\]\((?P<address>{_ADDRESS})\)"
    r"|(?<![\w*])\*\*(?=[^\s*])(?P<strong>[^*]{1,600})(?<=\S)\*\*(?![\w*])"
    r"|(?<![\w*])\*(?=[^\s*])(?P<em>[^*]{1,600})(?<=\S)\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<under>[^_]{1,600})(?<=\S)_(?![\w_])"
)
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^<>]*>")
_INLINE = {"a", "em", "strong"}


def words(text: str) -> list[str]:
    """The words of a text in order. Emphasis marks, link addresses and dashes are not words."""
    return _WORD.findall(_LINK_TAIL.sub("", text).replace("*", ""))


def escape(text: str) -> str:
    """Text for HTML; quotation marks may stand between elements as they are."""
    return escape_attribute(text, quote=False)


def rich(text: str) -> str:
    """Inline HTML of one paragraph: marks become elements, everything else is escaped."""
    if not _has_marks(text):
        return escape(text)
    html = _inline(text)
    return html if words(plain(html)) == words(text) else escape(text)


def bare(text: str) -> str:
    """The paragraph without marks, on one line."""
    text = " ".join(text.split())
    if not _has_marks(text):
        return text
    unmarked = unescape(_TAG.sub("", _inline(text)))
    return unmarked if words(unmarked) == words(text) else text


def plain(html: str) -> str:
    """The text of a body this parser wrote: a line for each paragraph, numbers given back to lists."""
    out, at, counts = [], 0, []
    for tag in _TAG.finditer(html):
        out.append(unescape(html[at : tag.start()]))
        out.append(_spacing(tag[2], closing=bool(tag[1]), counts=counts))
        at = tag.end()
    out.append(unescape(html[at:]))
    return "".join(out).strip()


def _spacing(name: str, closing: bool, counts: list[int]) -> str:
    if name in _INLINE:
        return ""
    if name in ("ol", "ul"):
        counts.pop() if closing and counts else counts.append(0 if name == "ol" else -1)
    if name == "li" and not closing and counts and counts[-1] >= 0:
        counts[-1] += 1
        return f"\n{counts[-1]}. "
    return "\t" if name in ("td", "th") else "\n"


def _has_marks(text: str) -> bool:
    return "*" in text or "_" in text or "](" in text


def _inline(text: str) -> str:
    out, at = [], 0
    for mark in _MARK.finditer(text):
        out.append(escape(text[at : mark.start()]))
        out.append(_element(mark))
        at = mark.end()
    out.append(escape(text[at:]))
    return "".join(out)


def _element(mark: re.Match) -> str:
    if mark["label"] is not None:
        label = _inline(mark["label"])
        # An address of "#" is what a copied web page leaves behind: there is nothing to link to.
        return (
            label
            if mark["address"][0] == "#"
            else f'<a href="{escape_attribute(mark["address"])}">{label}</a>'
        )
    if mark["strong"] is not None:
        return f"<strong>{_inline(mark['strong'])}</strong>"
    return f"<em>{_inline(mark['em'] or mark['under'])}</em>"
