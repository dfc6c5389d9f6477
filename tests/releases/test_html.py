import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.html import clean, paragraphs, text_of


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener">a</a>'),
        ('<a href="//evil.example/">a</a>', '<a rel="noopener">a</a>'),
        ('<a href="/\\evil.example/">a</a>', '<a rel="noopener">a</a>'),
        ('<a href="\t//evil.example/">a</a>', '<a rel="noopener">a</a>'),
        ('<img src="https://tracker.example/p.gif" alt="x">', ""),
        ('<img src="data:image/png;base64,xx">', ""),
        ('<img src="/files/0123abcd/chart.png" alt="x">', '<img src="/files/0123abcd/chart.png" alt="x">'),
        ("<b>a</b> <i>b</i>", "<strong>a</strong> <em>b</em>"),
        ("<h1>a</h1>", "a"),
        ("one&nbsp;two 5&nbsp;mg", "one two 5\u00a0mg"),
        ("<p>&nbsp;</p><p>a</p>", "<p>a</p>"),
        ('<td colspan="2" rowspan="x">a</td>', "a"),
        ("<!-- draft --><p>a</p>", "<p>a</p>"),
    ],
)
def test_clean_keeps_only_what_the_list_allows(dirty, cleaned):
    assert clean(dirty) == cleaned


def test_clean_keeps_a_financial_table():
    table = (
        '<table><caption>Q3</caption><thead><tr><th colspan="2" scope="colgroup">Three months</th></tr></thead>'
        "<tbody><tr><td>Net loss<sup>(1)</sup></td><td>(56)</td></tr></tbody></table>"
    )
    assert clean(table) == table


FRAGMENTS = st.sampled_from(
    "<p>|</p>|<b>|</i>|<a href='x'>|<img src=x>|&nbsp;|\u00a0|1| |<|>|&|é|<td>|"
    "<script>|<h2>|</h2>|<br>|\ue000|<table>|<!--".split("|")
)


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


def test_text_of_separates_blocks_lines_and_cells():
    html = "<p>One<br>two</p><ul><li>three</li></ul><table><tr><td>4</td><td>5</td></tr></table>"
    assert text_of(html).split() == ["One", "two", "three", "4", "5"]


def test_paragraphs_escapes_and_breaks():
    assert paragraphs("a < b\nc\n\nd") == "<p>a &lt; b<br>c</p>\n<p>d</p>"
