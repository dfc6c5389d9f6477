"""Reads a page and its exports back as words, for comparing them."""

import re
from html import unescape
from html.parser import HTMLParser

import pypdfium2

from releases.html import text_of
from releases.importing.marks import words

VOID = {"br", "hr", "img"}
# The classes of the elements that hold the frozen words of a page.
FROZEN = {"subhead", "prose", "release-contacts", "source", "end-mark"}
NOTES = {"Correction", "Update"}
MARGIN = 60  # points at the head and foot of a PDF's page that are not the release's


class _Frozen(HTMLParser):
    """Keeps the source of the page's headline, notes and frozen parts, without what surrounds them."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.kept, self.depth = [], 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        holds = tag == "h1" or FROZEN & set((attrs.get("class") or "").split())
        holds = holds or (tag == "aside" and attrs.get("aria-label") in NOTES)
        if self.depth or holds:
            self.kept.append(self.get_starttag_text())
            self.depth += tag not in VOID

    def handle_endtag(self, tag):
        if self.depth:
            self.kept.append(f"</{tag}>\n" if tag == "h1" else f"</{tag}>")
            self.depth -= 1

    def handle_data(self, data):
        if self.depth:
            self.kept.append(data)

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")

    def handle_charref(self, name):
        self.handle_data(f"&#{name};")


def page_words(html):
    """The words of a release's page, without the time of day and what surrounds the text."""
    parser = _Frozen()
    parser.feed(html)
    return words(text_of(re.sub(r"<aside.*?</aside>", _note, "".join(parser.kept), flags=re.S)))


def _note(match):
    """The note of a correction without its date and the link to the earlier text."""
    content = re.sub(r"<strong>(\w+).*?</strong>", r"<strong>\1</strong>", match.group(), flags=re.S)
    return re.sub(r"<p><a .*?</p>", "", content, flags=re.S)


def feed_words(content):
    """The words of a feed's item, without the time of day and the date of a correction."""
    content = re.sub(r"<time[^>]*>(.*?)</time>", r"\1", content, flags=re.S)
    return words(text_of(re.sub(r"<blockquote><p><strong>.*?</strong>", _kind, content, flags=re.S)))


def _kind(match):
    return re.sub(r"<strong>(\w+).*?</strong>", r"<strong>\1</strong>", match.group(), flags=re.S)


def html_words(html):
    return words(text_of(html))


def edgar_words(text):
    """The words of an ASCII exhibit, without EDGAR's own tags and the exhibit's title."""
    return words(re.sub(r"</?(TABLE|CAPTION|S|C)>", "", text).split("Exhibit 99.1", 1)[1])


def letters(found):
    """Words as one chain of letters and digits: lines of a PDF may end within a word."""
    return "".join(re.findall(r"[^\W_]", "".join(found)))


def pdf_pages(content):
    """The text of each page, without running heads and page numbers."""
    pdf = pypdfium2.PdfDocument(content)
    return [_page_text(page) for page in pdf]


def _page_text(page):
    width, height = page.get_size()
    return page.get_textpage().get_text_bounded(0, MARGIN, width, height - MARGIN)


def pdf_letters(content, heads, expected):
    """All letters of a PDF; the heads of tables that a page repeats are counted once.

    A cell over several rows is drawn after those beside it, so a head may come in another order than the
    one in which it is read (which the tags tell): there only the letters count.
    """
    chain = ""
    for text in pdf_pages(content):
        page = letters(text)
        repeated = [head for head in heads if chain and _are_same(page[: len(head)], head)]
        chain += page[len(repeated[0]) :] if repeated else page
    for head in heads:
        at = expected.find(head)
        if _are_same(chain[at : at + len(head)], head):
            chain = chain[:at] + head + chain[at + len(head) :]
    return chain


def _are_same(found, head):
    return sorted(found) == sorted(head)


def table_heads(html):
    """The letters of every table's head."""
    heads = re.findall(r"<thead>(.*?)</thead>", html, re.S)
    return [letters(words(unescape(text_of(head)))) for head in heads]
