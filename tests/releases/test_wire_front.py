"""Headline, decks, date and dateline."""

from datetime import date

import pytest

from releases.importing.dateline import find_tickers, read_dateline
from releases.importing.wire import Ticker, parse

from .wires import REST, doubt, doubt_codes, wire_release


@pytest.mark.parametrize(
    ("line", "place", "wire"),
    [
        ("LOWELL, Mass.--(BUSINESS WIRE)--", "LOWELL, Mass.", "BUSINESS WIRE"),
        ("LOWELL, Mass.--()--", "LOWELL, Mass.", ""),
        ("LOWELL, Mass., May 3, 2012 /PRNewswire/ --", "LOWELL, Mass.", "PRNewswire"),
        ("LOWELL, Mass., May 3, 2012 /PRNewswire-FirstCall/ --", "LOWELL, Mass.", "PRNewswire"),
        ("LOWELL, MA, May 3, 2012 (GLOBE NEWSWIRE) --", "LOWELL, MA", "GLOBE NEWSWIRE"),
        ("MONCTON, NB, Sept. 9 /CNW/ -", "MONCTON, NB", "CNW"),
        ("Mechelen, Belgium; 3 May 2012; 22:01 CET; regulated information –", "Mechelen, Belgium", ""),
        ("LOWELL, Mass. and BASEL, Switzerland, May 3, 2012 --", "LOWELL, Mass. and BASEL, Switzerland", ""),
        ("PARIS & LONDON, May 3, 2012 –", "PARIS & LONDON", ""),
        ("OSLO, BERGEN and TROMSØ, 3 May 2012 —", "OSLO, BERGEN and TROMSØ", ""),
        ("ST. PAUL, Minn.--(BUSINESS WIRE)--May 3, 2012--", "ST. PAUL, Minn.", "BUSINESS WIRE"),
        ("BOSTON – May 3, 2012 –", "BOSTON", ""),
        ("BOSTON (May 3, 2012) –", "BOSTON", ""),
        ("BOSTON, MA / ACCESSWIRE / May 3, 2012 /", "BOSTON, MA", "ACCESSWIRE"),
        ("BOSTON –", "BOSTON", ""),
        ("LOWELL, Mass.--(BW HealthWire)--July 1, 2002--", "LOWELL, Mass.", "BUSINESS WIRE"),
        ("LOWELL, Mass., Jan 23, 2004 (BUSINESS WIRE) --", "LOWELL, Mass.", "BUSINESS WIRE"),
        ("LOWELL, Mass., Mar 2, 2004 /PRNewswire-FirstCall via COMTEX/—", "LOWELL, Mass.", "PRNewswire"),
        ("LOWELL, Mass., June 6, 2003 (PRIMEZONE) --", "LOWELL, Mass.", "PRIMEZONE"),
        ("AUSTIN, TX--(Marketwired - April 4, 2014) -", "AUSTIN, TX", "Marketwired"),
        ("Philadelphia, PA., August 6, 2004. -", "Philadelphia, PA.", ""),
        ("Basel, Switzerland -", "Basel, Switzerland", ""),
        ("Sunnydale, CA USA February 20, 2009:", "Sunnydale, CA USA", ""),
        ("Oxford, UK - 29 July 2014:", "Oxford, UK", ""),
        ("Paris and Boston, December 6th, 2019 – 05h45pm CET –", "Paris and Boston", ""),
        ("Ghent, Belgium; 3 May 2012; 22.01 CET; regulated information –", "Ghent, Belgium", ""),
        ("/EIN News/ -- LOWELL, Mass., May 3, 2012 (GLOBE NEWSWIRE) --", "LOWELL, Mass.", "GLOBE NEWSWIRE"),
        ("Linz/Graz, Austria, May 3, 2012 –", "Linz/Graz, Austria", ""),
        ("Breda, the Netherlands / Ghent, Belgium –", "Breda, the Netherlands / Ghent, Belgium", ""),
    ],
)
def test_dateline_of_every_wire(line, place, wire):
    found = read_dateline(f"{line} {REST}")
    assert (found.text, found.place, found.wire, found.rest) == (line, place, wire, REST)


@pytest.mark.parametrize(
    "text", [REST, "Acme – A Leader – wins an order", "FOO CORP – Q1 RESULTS", "Results – May 2012"]
)
def test_other_text_is_no_dateline(text):
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("written", "tickers"),
    [
        ("(Nasdaq: NRVK)", ["Nasdaq NRVK"]),
        ("(NASDAQ:NRVK)", ["NASDAQ NRVK"]),
        ("(NYSE:GLDN)(TSX:GDX)", ["NYSE GLDN", "TSX GDX"]),
        ("(EURONEXT: SAX and NYSE: SXY)", ["EURONEXT SAX", "NYSE SXY"]),
        ("(SIX: CA, CAN; OTCQX: CASTY)", ["SIX CA", "SIX CAN", "OTCQX CASTY"]),
        ("(Euronext & NASDAQ: LVNS)", ["Euronext LVNS", "NASDAQ LVNS"]),
        ("(TSE:4502)", ["TSE 4502"]),
        ("(Note: IMPORTANT) (LINK) (NYSE)", []),
    ],
)
def test_tickers_in_every_form(written, tickers):
    assert find_tickers(f"Foo {written} said") == tuple(Ticker(*name.split()) for name in tickers)


def test_a_ticker_named_twice_is_listed_once():
    assert find_tickers("Foo (NYSE: FOO) and About Foo (NYSE: FOO)") == (Ticker("NYSE", "FOO"),)


def test_headline_and_deck_lose_their_decoration():
    release = wire_release("conference")
    assert release.headline.startswith("Norvik Biologics, Inc. to Report")
    assert release.subheads[0].startswith("Orlumab ravtansine (O-RV2)")
    assert release.subheads[0].endswith("also accepted")


def test_all_six_decks_are_kept():
    release = wire_release("results")
    assert len(release.subheads) == 6
    assert release.subheads[-1] == "Earnings guidance lowered to $0.10 per share"


def test_a_headline_over_two_lines_is_one():
    assert wire_release("wrapped").headline == "Oakhurst Energy Names New Chief Financial Officer"


def test_contacts_above_the_headline_are_contacts():
    release = wire_release("contacts_first")
    assert release.headline == "Palmetto Air Adds Flights to Lima"
    assert release.contacts[0].person == "Rosa Delgado"


@pytest.mark.parametrize(
    "line",
    ["May 3, 2012", "3 May 2012", "2012-05-03", "Thu., May 3, 2012", "May 3, 2012 at 7:00 AM EST",
     "13.05.2012",
     "FOR IMMEDIATE RELEASE – May 3, 2012", "May 03, 2012 07:00 ET | Source: Foo Inc."],
)  # fmt: skip
def test_a_date_alone_on_the_first_line_is_the_date(line):
    release = parse(f"{line}\n\nFoo Opens Plant\n\n{REST}")
    assert release.date in (date(2012, 5, 3), date(2012, 5, 13))
    assert (release.date_line, release.headline) == (line, "Foo Opens Plant")


def test_the_dateline_gives_the_date_where_no_line_does():
    assert wire_release("prnewswire").date == date(2015, 3, 3)


def test_a_dateline_on_a_line_of_its_own():
    release = parse(f"Media Release\n\nBasel, 16 May 2012\n\nFoo Opens Plant\n\n{REST}")
    assert (release.dateline, release.date, release.headline) == (
        "Basel, 16 May 2012",
        date(2012, 5, 16),
        "Foo Opens Plant",
    )


def test_a_wires_date_may_end_the_line():
    release = parse(f"Foo Opens Plant\n\nBOSTON–(BUSINESS WIRE)–May 3, 2012\n\n{REST}")
    assert (release.date, release.body) == (date(2012, 5, 3), f"<p>{REST}</p>")


def test_a_company_above_its_deed_is_the_headline():
    release = parse(f"Foo, Inc.\nOpens a Plant\n\nBOSTON, May 3, 2012 -- {REST}")
    assert (release.headline, release.not_placed) == ("Foo, Inc. Opens a Plant", ())


def test_a_day_that_does_not_exist_is_reported_and_kept():
    release = wire_release("impossible")
    assert release.date is None
    assert release.date_line == "February 30, 2012"
    assert "February 30, 2012" in doubt(release, "date-impossible").sentence


def test_two_different_dates_are_reported():
    release = parse(f"May 4, 2012\n\nFoo Opens Plant\n\nBOSTON, May 3, 2012 -- {REST}")
    assert release.date == date(2012, 5, 4)
    assert '"May 4, 2012"' in doubt(release, "date-conflict").sentence


def test_a_dateline_without_a_year_gives_no_date():
    release = wire_release("cnw")
    assert release.date is None
    assert "date-without-year" in doubt_codes(release)


def test_a_wrong_weekday_is_reported():
    assert "date-weekday" in doubt_codes(parse(f"Monday, May 3, 2012\n\nFoo Opens Plant\n\n{REST}"))


def test_a_date_that_reads_both_ways_is_not_decided():
    release = parse(f"05/03/2012\n\nFoo Opens Plant\n\n{REST}")
    assert release.date is None
    assert "date-ambiguous" in doubt_codes(release)


def test_a_release_without_a_dateline_is_read():
    release = wire_release("undated")
    assert (release.dateline, release.headline) == ("", "Merrow Foods Opens Plant in Leeds")
    assert {"no-dateline", "no-date", "no-about", "no-safe-harbor", "no-contacts"} <= doubt_codes(release)


def test_a_release_without_a_headline_is_read():
    release = parse(f"BOSTON--(BUSINESS WIRE)-- {REST}")
    assert release.headline == ""
    assert "no-headline" in doubt_codes(release)


def test_one_word_is_a_headline():
    assert parse("Hello").headline == "Hello"
