"""Contacts, links, images, tables, headings and the headline."""

import pytest

from releases.preflight import contacts, headline, leftovers, links, markup
from releases.preflight.subject import File, Person

from . import words

INA = Person("Ina Vesta", "Ina Vesta", "555-0100", "ina@velmora.example", True)
GONE = Person("Hollis", "Hollis", "555-0101", "", False)
NOBODY = Person("Velmora", "", "", "", True)


@pytest.mark.parametrize(
    ("block", "tripped"),
    [
        ("Ina Vesta, 978-555-0100", False),
        ("Ina Vesta\n+41 61 000 00 00", False),
        ("Ina Vesta\n(617) 555-0100 x12", False),
        ("Ina Vesta\nina@velmora.example", True),
        ("Ina Vesta, 2020-2025", True),
        ("", False),
    ],
)
def test_a_contact_needs_a_phone(block, tripped):
    assert bool(words(contacts.no_phone, contact_block=block)) is tripped


def test_a_contact_needs_a_person():
    assert words(contacts.unnamed, contacts=(NOBODY,)) == ["Velmora"]
    assert words(contacts.unnamed, contacts=(NOBODY, INA)) == []


def test_inactive_contact_is_found_unless_the_release_is_from_the_archive():
    assert words(contacts.inactive, contacts=(INA, GONE)) == ["Hollis"]
    assert words(contacts.inactive, contacts=(INA,)) == []
    assert words(contacts.inactive, contacts=(GONE,), from_archive=True) == []


def test_inactive_contact_in_a_typed_block_is_found():
    assert words(contacts.inactive, contact_block="Call Hollis, 555-0101", inactive_names=("Hollis",)) == [
        "Hollis"
    ]


def test_contact_without_phone_and_email_is_found():
    assert words(contacts.unreachable, contacts=(INA, GONE, NOBODY)) == ["Velmora"]


def link(href, text="see here"):
    return f'<p>Please <a href="{href}">{text}</a> now.</p>'


GOOD = ("https://www.velmora.example/a?b=c#d", "mailto:ir@velmora.example", "tel:+19785550100")


@pytest.mark.parametrize(
    "rule", [links.relative, links.broken, links.not_public, links.insecure, links.differs]
)
@pytest.mark.parametrize("href", GOOD)
def test_good_link_trips_nothing(rule, href):
    assert words(rule, link(href)) == []


@pytest.mark.parametrize("href", ["/releases/", "page.html", "#", "#top", ""])
def test_relative_link_is_found(href):
    assert words(links.relative, link(href)) == [href]


@pytest.mark.parametrize(
    "href",
    [
        "https://",
        "mailto:ir",
        "mailto:",
        "tel:",
        "https://https://velmora.example",
        "https://a b.example/",
        "https://[::1",
    ],
)
def test_broken_link_is_found(href):
    assert len(words(links.broken, link(href))) == 1


@pytest.mark.parametrize(
    "href",
    [
        "http://localhost:8000/",
        "https://127.0.0.1/",
        "https://10.1.2.3/a",
        "https://[::1]/",
        "https://intranet/page",
        "https://files.velmora.local/",
        "https://velmora.sharepoint.com/x",
        "https://staging.velmora.example/",
        "https://www.velmora.example/admin/releases/",
        "https://www.velmora.example/news/?preview=true",
        "https://www.velmora.example:8443/",
        "https://eur01.safelinks.protection.outlook.com/?url=https",
    ],
)
def test_link_to_where_the_public_cannot_go_is_found(href):
    assert words(links.not_public, link(href)) == [href]


@pytest.mark.parametrize(
    "href",
    [
        "https://www.velmora.example/administration/",
        "https://preview-medical.example/",
        "https://testlab.example/",
    ],
)
def test_public_link_of_a_like_name_is_left_alone(href):
    assert words(links.not_public, link(href)) == []


def test_link_to_a_file_must_go_out_with_the_release():
    href = "/files/0abcdefg/table.pdf"
    assert words(links.not_public, link(href)) == [href]
    assert (
        words(links.not_public, link(href), files=(File("0abcdefg", "Table", False, "", True, True),)) == []
    )
    assert words(
        links.not_public, link(href), files=(File("0abcdefg", "Table", False, "", True, False),)
    ) == [href]


def test_link_without_encryption_is_found_in_the_body():
    assert words(links.insecure, link("http://www.velmora.example/")) == ["http://www.velmora.example/"]


@pytest.mark.parametrize(
    ("href", "text", "tripped"),
    [
        ("https://www.velmora.example/", "www.velmora.example", False),
        ("https://www.velmora.example/a", "velmora.example", False),
        ("https://www.other.example/", "www.velmora.example", True),
        ("https://www.other.example/", "Velmora Inc.", False),
        ("mailto:a@velmora.example", "b@velmora.example", True),
        ("mailto:a@velmora.example?subject=x", "a@velmora.example", False),
    ],
)
def test_link_must_lead_where_it_says(href, text, tripped):
    assert bool(words(links.differs, link(href, text))) is tripped


@pytest.mark.parametrize(
    ("alt", "tripped"), [("", True), ("  ", True), ("image001.png", True), ("Curves of survival", False)]
)
def test_image_needs_an_alternative_text(alt, tripped):
    assert bool(words(markup.images, f'<p><img src="/files/0abcdefg/a.png" alt="{alt}"></p>')) is tripped


def test_attached_image_needs_an_alternative_text():
    file = File("0abcdefg", "Curve", True, "", True, True)
    assert words(markup.images, files=(file,)) == ["Curve"]
    assert words(markup.images, files=(file._replace(alternative_text="A curve"),)) == []
    assert words(markup.images, files=(file._replace(attached=False),)) == []


ROWS = "<tr><td>Revenue</td><td>5</td></tr><tr><td>Cost</td><td>3</td></tr>"


def test_table_needs_head_cells():
    assert words(markup.tables_without_head, f"<table>{ROWS}</table>") == ["Revenue5Cost3"]
    assert words(markup.tables_without_head, f"<table><tr><th>A</th><th>B</th></tr>{ROWS}</table>") == []
    assert words(markup.tables_without_head, "<table><tr><td>A</td><td>B</td></tr></table>") == []


@pytest.mark.parametrize(
    ("before", "inside", "tripped"),
    [
        ("", "", True),
        ("<p>" + "Long text. " * 30 + "</p>", "", True),
        ("<h3>Accounts</h3>", "", False),
        ("", "<caption>A</caption>", False),
    ],
)
def test_something_must_say_what_a_table_shows(before, inside, tripped):
    assert bool(words(markup.tables_without_caption, f"{before}<table>{inside}{ROWS}</table>")) is tripped


@pytest.mark.parametrize(
    ("levels", "found"), [("2342", []), ("24", ["H4"]), ("4", ["H4"]), ("3", []), ("232", [])]
)
def test_headings_must_not_skip_a_level(levels, found):
    assert words(markup.headings, "".join(f"<h{n}>H{n}</h{n}><p>a</p>" for n in levels)) == found


@pytest.mark.parametrize(
    ("text", "tripped"),
    [
        ("Velmora Reports.", True),
        ("Velmora Reports", False),
        ("By Velmora Bio, Inc.", False),
        ("In the U.S.", False),
        ("And so ...", False),
    ],
)
def test_headline_has_no_full_stop(text, tripped):
    assert bool(words(headline.full_stop, headline=text)) is tripped


def test_headline_is_not_longer_than_160_characters():
    assert words(headline.long_headline, headline="x" * 161) == [""]
    assert words(headline.long_headline, headline="x" * 160) == []


def test_words_that_found_no_field_are_told():
    assert words(leftovers.not_placed, not_placed="A line") == ["A line"]
    assert words(leftovers.not_placed, not_placed=" ") == []
