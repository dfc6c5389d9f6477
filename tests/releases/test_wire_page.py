"""What a web page, a portal or a filing leaves around a release, and in it."""

from datetime import date, time

import pytest

from releases.importing.dateline import read_dateline
from releases.importing.wire import parse, words

from .wires import REST, doubt, doubt_codes

BODY = f"BOSTON, May 3, 2012 -- {REST}"
HEADLINE = "Foo Opens Second Plant in Boston"


@pytest.mark.parametrize(
    "page",
    [
        "News",
        "share_button",
        "LOGIN | REGISTER\n\nMerrow",
        "Home > Investors > Press Releases",
        "Skip to main content",
        "Facebook | Twitter | LinkedIn | Email",
        "We use cookies to make this website better for you.",
        "News source: GlobeNewswire",
        "* Merrow News is not responsible for the content of this press release.",
        "3\n\nfoo_opening.txt",
        "\n\n".join(f"This is how you may join us: step {n}" for n in "ABCDEF"),
    ],
)
def test_the_pages_own_lines_are_kept_aside(page):
    text = f"{page}\n\n{HEADLINE}\n\n{BODY}"
    release = parse(text)
    assert (release.headline, release.subheads) == (HEADLINE, ())
    assert "\n\n".join(release.not_placed) == page
    assert "line-not-placed" in doubt_codes(release)


def test_the_date_among_the_pages_lines_is_the_date():
    release = parse(f"News\n\nMay 3, 2012\n\n{HEADLINE}\n\nBOSTON -- {REST}")
    assert (release.date, release.headline) == (date(2012, 5, 3), HEADLINE)


def test_a_list_of_days_above_the_headline_is_no_date():
    release = parse(f"Archive\n\nMay 9, 2012\n\nMay 8, 2012\n\n{HEADLINE}\n\n{BODY}")
    assert release.date == date(2012, 5, 3)


def test_a_headline_the_page_cut_short_is_kept_aside():
    release = parse(f"Foo Opens Second Plant\n\n{HEADLINE}\n\n{BODY}")
    assert (release.headline, release.not_placed) == (HEADLINE, ("Foo Opens Second Plant",))


@pytest.mark.parametrize("headline", ["Board Change", "Pumps for the Region, and for the World Beyond It"])
def test_a_headline_that_does_not_name_the_company_stays(headline):
    assert parse(f"{headline}\n\nSecond plant opens in Boston\n\n{BODY}").headline == headline


def test_a_page_ends_the_contacts():
    contacts = "Contacts:\n\nAnn Lee\n\n617-555-0100"
    release = parse(f"{HEADLINE}\n\n{BODY}\n\n{contacts}\n\nPrivacy Policy\n\nOur Other Sites")
    assert release.contact_block.replace("\n\n", "\n") == contacts.replace("\n\n", "\n")
    assert release.not_placed == ("Privacy Policy", "Our Other Sites")


def test_more_to_read_is_no_part_of_the_body():
    assert "MORE" not in parse(f"{HEADLINE}\n\n{BODY}\n\nMORE ON THIS TOPIC").body


def test_a_text_that_lost_its_headline_begins_with_the_body():
    opening = (
        "Foo Inc. (Nasdaq: FOO), which makes pumps, today announced that its officers will speak at meetings"
    )
    release = parse(
        f"{opening} of the region this May.\n\nSpring Meeting\n\nMay 3, 2012 at 10:00 am ET\n\n{REST}"
    )
    assert (release.headline, release.date) == ("", None)


def test_an_archives_date_line_names_its_source():
    line = "May 3, 2001, 01:00 ET from Foo, Inc."
    release = parse(f"{HEADLINE}\n\n{line}\n\nBOSTON, May 3 /PRNewswire/ -- {REST}")
    assert (release.date, release.date_line) == (date(2001, 5, 3), line)


def test_a_date_in_figures_is_told_by_the_dateline():
    release = parse(f"03.05.2012 / 13:51\n\n{HEADLINE}\n\nBasel, 3 May 2012 – {REST}")
    assert release.date == date(2012, 5, 3)
    assert "date-ambiguous" not in doubt_codes(release)


@pytest.mark.parametrize(
    ("line", "place", "day"),
    [
        ("LOWELL, MA -- (Marketwire) -- 05/03/12 --", "LOWELL, MA", date(2012, 5, 3)),
        ("Basel, 3 May 2012.", "Basel", date(2012, 5, 3)),
        ("Basel, 13.05.2012.", "Basel", date(2012, 5, 13)),
        ("Basel, Switzerland, May 3, 2012", "Basel, Switzerland", date(2012, 5, 3)),
    ],
)
def test_datelines_with_their_own_ends(line, place, day):
    found = read_dateline(f"{line} {REST}")
    assert (found.text, found.place, found.date.on(), found.rest) == (line, place, day, REST)


def test_a_rubric_beside_a_date_is_no_dateline():
    assert read_dateline("Thursday, May 3, 2012 General News") is None


def test_an_agencys_end_mark_is_no_contact():
    release = parse(f"{HEADLINE}\n\n{BODY}\n\nMedia:\n\nAnn Lee\n\n617-555-0100\n\n(END) Merrow Newswires")
    assert [contact.person for contact in release.contacts] == ["Ann Lee"]
    assert release.end_mark == "(END) Merrow Newswires"


def test_a_hidden_address_is_reported():
    release = parse(f"{HEADLINE}\n\n{BODY}\n\nYour contact:\n\nAnn Lee\n\n[email protected]")
    assert [(contact.person, contact.email) for contact in release.contacts] == [("Ann Lee", "")]
    assert "email protected" in doubt(release, "contact-unread").sentence


def test_a_firm_may_open_the_line_of_its_contact():
    about = "About Norvik & Foo.\nNorvik & Foo SE makes pumps of every kind for many customers."
    release = parse(
        f"{HEADLINE}\n\n{BODY}\n\n{about}\n\nContact:\nFoo SE, Ann Lee, Media Relations\n617-555-0100"
    )
    contact = release.contacts[0]
    assert (contact.organisation, contact.person, contact.role) == ("Foo SE", "Ann Lee", "Media Relations")
    assert release.abouts[0].heading == "About Norvik & Foo."


def test_lines_broken_after_the_first_word_are_joined():
    text = (
        "Foo\nOpens Second Plant\nLOWELL,\nMass.--(BUSINESS WIRE)--Foo Inc. today opened a plant.\n"
        "The\nplant makes pumps.\nIn\nMay it will make more.\nWe\nhope so.\nAbout\nFoo\nFoo\nmakes pumps."
    )
    release = parse(text)
    assert (release.headline, release.dateline_place) == ("Foo Opens Second Plant", "LOWELL, Mass.")
    assert "<p>In May it will make more.</p>" in release.body
    assert words(release.text()) == words(text)


def test_when_and_where_of_a_talk_are_its_slot():
    talk = "Title: A study of foolimab in kidney disease\nWhen: Friday, May 4, 2012 at 3:15 pm\nWhere: Hall E"
    slot = parse(f"{HEADLINE}\n\n{BODY}\n\nOral Presentation\n\n{talk}").slots[0]
    assert (slot.date, slot.start, slot.room) == (date(2012, 5, 4), time(15, 15), "Hall E")


def test_an_about_heading_below_a_full_line_is_its_own():
    line = "It makes pumps of every kind for all of its customers in the whole wide region."
    release = parse(f"{HEADLINE}\n\n{BODY}\n\n{line}\n{line}\nAbout Foo(TM)\nFoo makes pumps for the world.")
    assert [about.heading for about in release.abouts] == ["About Foo(TM)"]
