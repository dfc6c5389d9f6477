"""What issuers, regulators and portals set around headline and dateline."""

from datetime import date

import pytest

from releases.importing.contacts import read_contacts
from releases.importing.dateline import find_tickers
from releases.importing.wire import Ticker, parse

from .wires import REST, doubt_codes

BODY = f"BOSTON, May 3, 2012 -- {REST}"


def test_tickers_parted_by_a_slash():
    assert find_tickers("Foo (TSE:4999/NYSE:FOO)") == (Ticker("TSE", "4999"), Ticker("NYSE", "FOO"))


def test_the_name_and_its_terms_above_a_british_headline_are_kept_aside():
    text = f'Foo Group plc\n\n("Foo", the "Company" or the "Group")\n\nFoo Opens Plant\n\n{BODY}'
    release = parse(text)
    assert release.headline == "Foo Opens Plant"
    assert release.not_placed == ("Foo Group plc", '("Foo", the "Company" or the "Group")')


@pytest.mark.parametrize(
    "line",
    ["Exhibit 1", "REG - Foo Group PLC - Foo Opens Plant", "RNS Number : 7002P Foo Group PLC 03 May 2012",
     "SHARE THIS ARTICLE", "Report this content", "FOO GROUP CORPORATION 8-K", "|Exhibit 99.1",
     "NOT FOR RELEASE, PUBLICATION OR DISTRIBUTION IN ANY COUNTRY WHERE IT IS UNLAWFUL",
     "THIS ANNOUNCEMENT CONTAINS INSIDE INFORMATION.", "THIS ANNOUNCEMENT SHOULD BE READ IN ITS ENTIRETY."],
)  # fmt: skip
def test_marks_and_notices_above_the_headline_are_kept_aside(line):
    release = parse(f"{line}\n\nFoo Opens Plant\n\n{BODY}")
    assert (release.headline, release.not_placed) == ("Foo Opens Plant", (line,))


def test_a_headline_printed_twice_is_no_deck():
    release = parse(f"Foo Opens Plant in Leeds\n\nFoo Opens Plant\nin Leeds\n\n{BODY}")
    assert (release.headline, release.subheads) == ("Foo Opens Plant in Leeds", ())
    assert len(release.not_placed) == 1


def test_a_dateline_printed_twice_is_taken_once():
    release = parse(f"Foo Opens Plant in Leeds\n\nBOSTON, May 3, 2012 --\n\n{BODY}")
    assert (release.dateline, release.date) == ("BOSTON, May 3, 2012 --", date(2012, 5, 3))
    assert "BOSTON" not in release.body


def test_place_and_date_above_the_headline_are_the_dateline():
    release = parse(f"Uppsala, Sweden\n\nMay 3, 2012\n\nFoo Opens Plant\n\n{REST}")
    assert (release.headline, release.dateline_place) == ("Foo Opens Plant", "Uppsala, Sweden")


def test_a_city_on_the_line_before_its_state_belongs_to_the_dateline():
    release = parse(f"Foo Opens Plant\n\nLOWELL,\nMass. – May 3, 2012 – {REST}")
    assert release.dateline_place == "LOWELL, Mass."


def test_a_date_is_not_cut_before_its_year():
    release = parse(f"Foo Opens Plant\n\nLOWELL, May 3,\n2012 – {REST}")
    assert (release.dateline, release.date) == ("LOWELL, May 3, 2012 –", date(2012, 5, 3))


def test_lines_cut_by_a_filing_program_are_whole():
    head, opening = (
        "FOO\nOPENS A PLANT IN LEEDS, LONDON,\nPARIS AND ROME",
        "Foo Inc. (TSX:\nFOO),\na\nmaker of pumps, is glad.",
    )
    release = parse(f"{head}\nLOWELL, Mass., May 3, 2012 - {opening}")
    assert release.headline == "FOO OPENS A PLANT IN LEEDS, LONDON, PARIS AND ROME"
    assert release.body == "<p>Foo Inc. (TSX: FOO), a maker of pumps, is glad.</p>"


def test_a_legal_form_on_its_own_line_belongs_to_the_name_above_it():
    text = f'Foo Group\nplc\n("Foo" or the\n"Company")\nFoo Opens Plant\n\n{BODY}'
    release = parse(text)
    assert (release.headline, len(release.not_placed)) == ("Foo Opens Plant", 2)


def test_a_dash_below_the_dateline_does_not_open_the_body():
    release = parse(f"Foo Opens Plant\nLowell, MA — May 3, 2012\n— {REST}")
    assert release.body == f"<p>{REST}</p>"


def test_a_day_in_a_headline_in_capitals_is_no_dateline():
    release = parse(f"FOO GROUP MOVES ITS\nMEETING OF STOCKHOLDERS ON OCTOBER 20, 2012\n{BODY}")
    assert release.headline == "FOO GROUP MOVES ITS MEETING OF STOCKHOLDERS ON OCTOBER 20, 2012"
    assert release.date == date(2012, 5, 3)


def test_regulatory_news_is_a_kicker():
    release = parse(f"Foo Opens Plant\n\nRegulatory News:\n\n{REST}")
    assert (release.date_line, release.subheads) == ("Regulatory News:", ())


@pytest.mark.parametrize("heading", ["About Foo", "Foo in brief", "## About Foo", "About foo"])
def test_what_heads_the_passage_about_the_company(heading):
    name = heading.split()[-1].replace("brief", "Foo")
    release = parse(f"Foo Opens Plant\n\n{BODY}\n\n{heading}\n{name} makes pumps for all the region.")
    assert [passage.heading for passage in release.abouts] == [heading.removeprefix("## ")]


@pytest.mark.parametrize("lines", ["Foo Opens the\nsecond plant", "Foo Opens Plant;\nFirst in Leeds"])
def test_a_headline_that_goes_on_is_joined(lines):
    assert parse(f"{lines}\n{BODY} {REST}").headline == lines.replace("\n", " ")


def test_a_line_right_below_a_short_headline_is_asked_about():
    assert "headline-or-deck" in doubt_codes(parse(f"Foo Opens Plant\nFirst in Leeds\n{BODY} {REST}"))


def test_a_sentence_broken_in_the_middle_is_joined():
    release = parse(
        f"Foo Opens Plant\n\n{BODY}\n\n“We\nare glad,” said Ann Roe, who runs the plant in Leeds."
    )
    assert "<p>“We are glad,” said" in release.body


def test_wrapped_items_without_indent_are_whole():
    item = '·     a new pump house for the plant at the river (the "Pump\nHouse"), which costs a million.'
    assert '(the "Pump House"), which' in parse(f"Foo Opens Plant\n\n{BODY}\n\n{item}").body


def test_a_safe_harbor_right_below_about_begins_a_paragraph():
    about = "About Foo\nFoo makes pumps for all the cities of the region and for export to many lands.\n"
    release = parse(f"Foo Opens Plant\n\n{BODY}\n\n{about}This release contains forward-looking statements.")
    assert release.abouts[0].paragraphs[0].endswith("many lands.")
    assert release.safe_harbor.paragraphs[0].startswith("This release")


def test_a_footnote_below_the_contacts_is_no_contact():
    note = "[1] Act of 2 May 2007 on large holdings in companies that are listed here"
    release = parse(f"Foo Opens Plant\n\n{BODY}\n\nContact:\nAnn Roe\n+44 7700 900142\n{note}")
    assert release.contacts[0].phone == "+44 7700 900142"
    assert note in release.body


def test_an_adviser_with_its_own_phone_is_a_contact_of_its_own():
    lines = [
        "Ann Roe, Chairman     Tel: +44 (0)1632 960142",
        "Quill Markets Limited (Broker)  +44 20 7946 0958",
    ]
    roe, quill = read_contacts(lines, ())[0]
    assert (roe.person, roe.organisation) == ("Ann Roe", "")
    assert (quill.organisation, quill.role, quill.phone) == (
        "Quill Markets Limited",
        "Broker",
        "+44 20 7946 0958",
    )


def test_a_percent_head_stands_by_itself():
    table = "Name\tFor\t%\tAgainst\t%\nAnn Roe\t401\t68.9%\t181\t31.1%\nJo Doe\t296\t50.8%\t286\t49.2%"
    assert parse(f"Foo Holds Meeting\n\n{BODY}\n\n{table}").body.count('<th scope="col">') == 4
