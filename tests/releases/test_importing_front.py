"""What stands above the body in the forms of thirty years: wires, filings, own sites."""

from datetime import date

import pytest

from releases.importing.dateline import find_tickers, read_dateline
from releases.importing.wire import Ticker, parse, words

from .wires import REST, doubt, doubt_codes, wire_release


@pytest.mark.parametrize("text", [f"Results as of May 3, 2012: {REST}", f"Foo Grows in Me - {REST}"])
def test_a_sentence_with_a_date_or_a_dash_is_no_dateline(text):
    assert read_dateline(text) is None


def test_a_dateline_over_two_lines_is_one():
    release = parse(f"Foo Opens Plant\n\nROCKWELL, NJ\nJune 30, 2021 (GLOBE NEWSWIRE) — \n{REST}")
    assert release.dateline_place == "ROCKWELL, NJ"
    assert (release.wire, release.date) == ("GLOBE NEWSWIRE", date(2021, 6, 30))
    assert release.subheads == ()


def test_a_wrapped_text_parts_headline_dateline_and_body():
    release = wire_release("firstcall")
    assert release.headline.endswith("Development of Vexalin")
    assert release.dateline_place == "EMERYVILLE, Calif."
    assert release.body.startswith("<p>Brightwater Neuroscience, Inc. (NASDAQ:BWNS) (BWN(R)) today announced")
    assert release.body.count("<p>") == 2


def test_a_date_without_a_year_is_not_guessed():
    release = wire_release("firstcall")
    assert release.date is None
    assert '"Jan. 13" states no year' in doubt(release, "date-without-year").sentence


def test_the_year_of_the_same_day_in_the_text_is_taken_and_told():
    text = "Foo Opens Plant\n\nBOSTON, July 31 /PRNewswire/ -- On July 31, 2007, Foo Inc. opened a plant."
    release = parse(text)
    assert release.date == date(2007, 7, 31)
    assert "July 31, 2007" in doubt(release, "date-year-elsewhere").sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "The year ended July 31, 2007 was good.",
        "On July 31, 2007, and on July 31, 2008, Foo rested.",
        "In 2007.",
    ],
)
def test_another_day_or_two_years_give_no_year(sentence):
    assert parse(f"Foo Opens Plant\n\nBOSTON, July 31 /PRNewswire/ -- {sentence} {REST}").date is None


@pytest.mark.parametrize(
    "line",
    ["16.03.2005 11:03:00", "21 April 2010 - 5:04AM", "PR Newswire - June 22, 1998 11:04",
     "Wednesday January 28, 2004, 1:57 pm ET"],
)  # fmt: skip
def test_dates_of_portals_are_dates(line):
    release = parse(f"Foo Opens Plant\n{line}\nBOSTON, May 3, 2012 -- {REST}")
    assert (release.date_line, release.headline, release.subheads) == (line, "Foo Opens Plant", ())


@pytest.mark.parametrize(
    "line",
    ["Exhibit 99.1", "EX-99.1 5 e18754ex99-1.txt PRESS RELEASE", "<PAGE>", "[FOO LOGO]", "RNS Number : 6351B",
     "BIOWIRE2K", "Business Editors/Health Editors", "6055 Harbor Boulevard", "Lowell, MA 01850",
     "Phone: (978) 555-0142 Fax: (978) 555-0143", "www.foo.example.com", "Nasdaq: FOOB", "FOO INC.",
     "One Penn Center 1617 Harbor Boulevard Lowell, MA 01850"],
)  # fmt: skip
def test_letterhead_and_marks_of_filings_are_kept_aside(line):
    release = parse(f"{line}\n\nFoo Opens Plant\n\nBOSTON, May 3, 2012 -- {REST}")
    assert (release.headline, release.not_placed) == ("Foo Opens Plant", (line,))
    assert line in doubt(release, "line-not-placed").sentence


@pytest.mark.parametrize(
    "line", ["Company Press Release", "FOR IMMEDIATE RELEASE NASDAQ: FOOB", "9:10 am EST"]
)
def test_kickers_are_no_headline(line):
    release = parse(f"{line}\n\nFoo Opens Plant\n\nBOSTON, May 3, 2012 -- {REST}")
    assert (release.date_line, release.headline) == (line, "Foo Opens Plant")


def test_a_headline_in_capitals_over_two_lines_is_one_and_its_deck_another():
    lines = "FOO BIOLOGICS ANNOUNCES FIRST QUARTER 2004\nFINANCIAL RESULTS\nAt the Market Early in 2005"
    release = parse(f"{lines}\n\nBOSTON, May 3, 2012 -- {REST}")
    assert release.headline == "FOO BIOLOGICS ANNOUNCES FIRST QUARTER 2004 FINANCIAL RESULTS"
    assert release.subheads == ("At the Market Early in 2005",)


def test_a_line_cut_after_a_small_word_is_joined():
    text = f"Foo Opens Plant\n\nBOSTON, May 3, 2012 -- {REST} It was sold at a public price of \n$1.00 per share. "
    release = parse(text + "The proceeds are expected to be \n$18.0 million.")
    assert release.body.count("<") == 2
    assert "price of $1.00 per share. The proceeds are expected to be $18.0 million." in release.body


def test_rows_of_a_copied_web_page_are_a_table():
    rows = "FOR | % FOR | AGAINST\nAda Berg | 23,138,582 | 73.03%\nNils Holm | 23,065,196 | 72.80%"
    release = parse(f"Foo Elects Directors\nBOSTON, May 3, 2012 -- {REST} {REST}\n{rows}\n{REST} {REST}")
    assert release.body.count("<tr>") == 3
    assert "<h2>" not in release.body


@pytest.mark.parametrize(
    ("written", "ticker"),
    [
        ("(Nasdaq: FOOB - news)", Ticker("Nasdaq", "FOOB")),
        ("(NasdaqGM:FOOB - News)", Ticker("NasdaqGM", "FOOB")),
        ("(FOO:TSX)", Ticker("TSX", "FOO")),
        ("(Copenhagen:FOO)", Ticker("Copenhagen", "FOO")),
    ],
)
def test_tickers_as_portals_write_them(written, ticker):
    assert find_tickers(f"Foo {written} said") == (ticker,)


def test_a_company_is_no_compound():
    assert parse(f"Head\n\nBOSTON, May 3, 2012 -- Zenmab A/S (OMX: ZEN) said so. {REST}").compound_names == ()


@pytest.mark.parametrize("name", ["healthwire", "firstcall"])
def test_no_word_moves(name):
    release = wire_release(name)
    assert "no-headline" not in doubt_codes(release)
    assert words(release.headline)[-2:] in (["Conference", "Call"], ["of", "Vexalin"])
