"""Reads a page and its exports back as words, for comparing them."""

import re
from html import unescape

import pypdfium2

from releases.html import text_of
from releases.importing.marks import words

# Where the frozen words of a page end and related things begin.
_end = re.compile(r'<section class="(?:meetings|pictures)"|<aside class="related"|</article>')
_notice = re.compile(r'<aside class="notice" aria-label="(?P<kind>[^"]*)">(?P<content>.*?)</aside>', re.S)
_margin = 60  # points at the head and foot of a PDF's page that are not the release's


def page_words(html):
    """The words of a release's page, without the time of day and what surrounds the text."""
    article = _end.split(html[html.index("<h1") :])[0]
    return words(text_of(_notice.sub(_note, article)))


def _note(match):
    """The note of a correction without its date and the link to the earlier text."""
    if match["kind"] not in ("Correction", "Update"):
        return ""
    content = re.sub(r"<strong>(\w+).*?</strong>", r"<strong>\1</strong>", match["content"], flags=re.S)
    return re.sub(r"<p><a .*?</p>", "", content, flags=re.S)


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
    return page.get_textpage().get_text_bounded(0, _margin, width, height - _margin)


def pdf_letters(content, heads):
    """All letters of a PDF; the heads of tables that a page repeats are counted once."""
    chain = ""
    for text in pdf_pages(content):
        page = letters(text)
        repeated = [head for head in heads if chain and page.startswith(head)]
        chain += page.removeprefix(repeated[0]) if repeated else page
    return chain


def table_heads(html):
    """The letters of every table's head."""
    heads = re.findall(r"<thead>(.*?)</thead>", html, re.S)
    return [letters(words(unescape(text_of(head)))) for head in heads]
