import datetime as dt
import re

import pytest

from releases.exports import exhibit

from .builds import revision, table

pytestmark = pytest.mark.django_db

HOSTILE = (
    "<p>“Quotes” – — … ® ™ 10⁶ 10<sup>6</sup> ≥ α µg é <u>u</u> <a href='https://velmora.example'>site</a></p>"
    "<figure><img src='/files/abcdefgh/a.png' alt='A curve'><figcaption>Figure 1</figcaption></figure>"
    "<h4>Head</h4><blockquote><p>Quote</p></blockquote><hr><ol start='4' type='a'><li>four</li></ol>"
    + table([["Revenue", "1.0"]], head=["Item", "2025"], caption="Statement")
)


def test_html_holds_to_the_lists():
    assert exhibit.problems(exhibit.render_html(revision(HOSTILE))) == []


def test_text_holds_to_the_lists():
    assert exhibit.problems(exhibit.render_text(revision(HOSTILE))) == []


def test_elements_that_edgar_does_not_know_are_gone_and_their_words_are_not():
    page = exhibit.render_html(revision(HOSTILE))
    assert not re.search("<(thead|tbody|figure|figcaption|span|img)", page)
    assert "<p>Figure 1</p>" in page
    assert "<caption>Statement</caption>" in page


def test_characters_beyond_ascii_are_numbers_in_html():
    page = exhibit.render_html(revision("<p>“Quotes” — α</p>"))
    assert page.isascii()
    assert "&#8220;Quotes&#8221; &#8212; &#945;" in page


def test_characters_have_their_spelling_in_text():
    words = "<p>“Quotes” ‘it’s’ 1–2 — Quelvory® Lanyard™ 10⁶ m² ≥ 5 µg TNF-α é €5 • …</p>"
    lines = " ".join(exhibit.render_text(revision(words)).split())
    assert "\"Quotes\" 'it's' 1-2 -- Quelvory(R) Lanyard(TM) 10^6 m2 >= 5 ug TNF-alpha e EUR 5 * ..." in lines


def test_lines_of_text_end_at_column_80_even_within_a_word():
    text = exhibit.render_text(revision(f"<p>https://velmora.example/{'x' * 300}</p>"))
    assert max(map(len, text.split("\n"))) == 80


def test_wide_table_stands_between_tags_of_its_own():
    rows = [["Research and development", *["$ 123,456.7"] * 7]]
    lines = exhibit.render_text(revision(table(rows, head=["Item", *"ABCDEFG"]))).split("\n")
    inside = lines[lines.index("<TABLE>") : lines.index("</TABLE>")]
    assert inside[1] == "<CAPTION>"
    assert inside[3].split() == ["<S>", *["<C>"] * 7]
    assert 80 < len(inside[4]) <= 132


def test_link_to_the_commission_stays():
    page = exhibit.render_html(
        revision('<p><a href="https://www.sec.gov/x">10-K</a> <a href="/a/">us</a></p>')
    )
    assert '<a href="https://www.sec.gov/x">10-K</a> us' in page


@pytest.mark.parametrize(
    "address", ["https://sec.gov.example.com/", "https://[::1", "javascript:alert(1)//sec.gov"]
)
def test_link_that_only_looks_like_the_commission_is_words(address):
    assert "<a" not in exhibit.render_html(revision(f'<p><a href="{address}">10-K</a></p>'))


def test_numbers_of_a_list_that_does_not_start_at_one_are_words():
    assert "<p>d. four</p>" in exhibit.render_html(revision(HOSTILE))


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        ("<html><span>x</span>", "EDGAR does not take the element <span>."),
        ('<html><p align="left">x</p>', "EDGAR does not take the attribute align of <p>."),
        (
            '<html><a href="https://velmora.example">x</a>',
            "EDGAR does not take the link to https://velmora.example.",
        ),
        ("<html><!-- x --><p>x</p>", "EDGAR does not take comments here."),
        ("<html><p>—</p>", "The character U+2014 EM DASH is not ASCII."),
        ("Text\n" + "x" * 81, "Line 2 has 81 columns; EDGAR takes 80."),
        ("<TABLE>\n" + "x" * 133 + "\n</TABLE>", "Line 2 has 133 columns; EDGAR takes 132."),
        ("a\ttab", "The character U+0009 is not ASCII."),
    ],
)
def test_what_edgar_refuses_is_found(markup, problem):
    assert exhibit.problems(markup) == [problem]


def test_what_is_lost_is_said():
    wide = table([[f"{number},000,000.0" for number in range(40)]])
    losses = exhibit.losses(revision(HOSTILE + "<p>你 p &lt;b</p>" + wide))
    assert losses == [
        "The image “A curve” is not in the exhibit: add it to the filing as a GIF or JPEG file.",
        "Links that lead elsewhere than to sec.gov stand as their words alone: 1.",
        "ASCII has no spelling for U+4F60 CJK UNIFIED IDEOGRAPH-4F60: the text exhibit shows “?”. "
        "File the HTML exhibit instead.",
        "In the text exhibit EDGAR may take “<” before a letter for a tag of its own.",
        "A table is wider than 132 columns: the text exhibit gives it row by row.",
    ]


def test_plain_release_loses_nothing():
    assert exhibit.losses(revision()) == []


@pytest.mark.parametrize(
    ("tickers", "name"),
    [
        ([["Nasdaq", "VLMZ", "XNAS"]], "vlmz-20250304-ex991.htm"),
        ([["TSE", "4502", "XTKS"]], "release-20250304-ex991.htm"),
        ([["X", "A.B/C-DEFGHIJ", "XXXX"]], "abcdefghij-20250304-ex991.htm"),
        ([], "release-20250304-ex991.htm"),
    ],
)
def test_file_name_is_one_that_edgar_takes(tickers, name):
    found = exhibit.file_name(revision(tickers=tickers, date=dt.date(2025, 3, 4)), "-ex991.htm")
    assert found == name
    assert exhibit.FILE_NAME.match(found)


def test_link_that_says_its_own_address_is_no_loss():
    words = (
        '<p><a href="https://www.velmora.example/">www.velmora.example</a> <a href="tel:5550100">call</a></p>'
    )
    assert exhibit.losses(revision(words)) == []
