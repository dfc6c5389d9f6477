"""Contact blocks as filings, wires and agencies set them."""

import pytest

from releases.importing.contacts import read_contacts
from releases.importing.wire import parse

from .wires import doubt, doubt_codes, wire_release

LEAD = "Head\n\nBOSTON--(BUSINESS WIRE)-- Foo opened a plant.\n\nAbout Foo\n\nFoo makes pumps.\n\n"


def read(text, *issuers):
    return read_contacts(text.split("\n"), issuers)[0]


def told(text):
    return {doubt.code for doubt in read_contacts(text.split("\n"), ())[1]}


def test_a_company_before_contact_heads_a_contact():
    release = wire_release("healthwire")
    assert release.safe_harbor.paragraphs == (
        "This release may contain forward-looking statements, which involve risks.",
    )
    assert (release.contacts[0].person, release.contacts[0].phone) == ("Dana Whitlock", "978/555-0140")


def test_a_city_after_the_firm_is_no_person_and_two_names_are_two_contacts():
    contacts = wire_release("healthwire").contacts[1:]
    assert [contact.person for contact in contacts] == ["Frank N. Holt Jr.", "Julie Marsh"]
    assert {contact.organisation for contact in contacts} == {"Osprey Associates Inc."}
    assert {(contact.phone, contact.email) for contact in contacts} == {
        ("305/555-0183", "info@osprey.example.com")
    }


def test_two_persons_on_one_line_share_phones_and_addresses_in_their_order():
    contacts = read(
        "Contacts\nJames Salter / Carol Ruud\nThe Ruud Group\n973-555-0161 / 917-555-0114\n"
        "jsalter@ruud.example.com\ncruud@ruud.example.com"
    )
    assert [(contact.person, contact.phone, contact.email) for contact in contacts] == [
        ("James Salter", "973-555-0161", "jsalter@ruud.example.com"),
        ("Carol Ruud", "917-555-0114", "cruud@ruud.example.com"),
    ]


def test_persons_who_share_a_phone_are_reported():
    assert "contacts-together" in told("Contacts\nJane Doe or John Roe, 617-555-0100")


@pytest.mark.parametrize(
    ("firm", "address"),
    [
        ("CG Capital", "foo@cg.example.com"),
        ("Osprey Kline", "foo@ospreykline.example.com"),
        ("Stern Investor Relations", "will@sternir.example.com"),
        ("CEOcast", "will@ceocast.example.com"),
    ],
)
def test_a_firm_under_a_name_is_no_second_contact(firm, address):
    contacts = read(f"Investors:\nRich Cockburn\n{firm}\n404-555-0138\n{address}")
    assert [(contact.person, contact.organisation, contact.phone) for contact in contacts] == [
        ("Rich Cockburn", firm, "404-555-0138")
    ]


def test_a_kind_in_parentheses_belongs_to_its_person():
    contacts = read("Contact:\nKristen Dahl, 805-555-0108 (media)\nArvid Sund, 805-555-0160 (investors)")
    assert [(contact.kind, contact.person) for contact in contacts] == [
        ("media", "Kristen Dahl"),
        ("investor", "Arvid Sund"),
    ]


def test_a_list_on_one_line_is_read_item_by_item():
    line = (
        "For further information: Foo Company Contacts: Jane Tull, Director, Investor Relations, (780) 555-0112; "
        "Bill Wick, Manager, Public Relations, (780) 555-0118; U.S. Media: Dan Budd, BMC Communications, (212) 555-0107"
    )
    contacts = parse(LEAD + line).contacts
    assert [(contact.kind, contact.person, contact.phone) for contact in contacts] == [
        ("investor", "Jane Tull", "(780) 555-0112"),
        ("media", "Bill Wick", "(780) 555-0118"),
        ("media", "Dan Budd", "(212) 555-0107"),
    ]


@pytest.mark.parametrize("joint", [" or ", ", or ", "; "])
def test_two_contacts_joined_on_one_line_are_two(joint):
    line = f"Media Contact: Jane Doe, Quarry Partners, 617-555-0100{joint}John Roe of Holt Research, 617-555-0101"
    assert [
        (contact.kind, contact.person, contact.organisation, contact.phone) for contact in read(line)
    ] == [
        ("media", "Jane Doe", "Quarry Partners", "617-555-0100"),
        ("media", "John Roe", "Holt Research", "617-555-0101"),
    ]


def test_two_phones_joined_by_or_are_one_contacts():
    assert [contact.phone for contact in read("Media: Jane Doe 617-555-0100 or 617-555-0101")] == [
        "617-555-0100"
    ]


def test_two_columns_are_read_one_after_the_other_and_reported():
    release = parse(
        LEAD + "Media Contact:                 Investor Contact:\n"
        "Tomas Biel                     Dr. Julia Neumann\n"
        "Tel: +49 (0)89 / 555 27 26     Tel: +49 (0)89 / 555 27 17\n"
        "biel@foo.example.com           neumann@foo.example.com\n"
    )
    assert [(contact.kind, contact.person, contact.email) for contact in release.contacts] == [
        ("media", "Tomas Biel", "biel@foo.example.com"),
        ("investor", "Dr. Julia Neumann", "neumann@foo.example.com"),
    ]
    assert "columns-read" in doubt_codes(release)


def test_columns_with_tabs_between_them_are_read_one_after_the_other():
    release = parse(
        LEAD + "Investors:\tMedia:\nElla Good\tCarmen Vries\nVP IR\tHead of Communications\n"
        "+1 617 555 0184\t+32 2 555 4874\nSven Dijk\tEva Fox\n+32 2 555 1415\t+31 20 555 0199\n"
    )
    assert [(contact.kind, contact.person, contact.phone) for contact in release.contacts] == [
        ("investor", "Ella Good", "+1 617 555 0184"),
        ("investor", "Sven Dijk", "+32 2 555 1415"),
        ("media", "Carmen Vries", "+32 2 555 4874"),
        ("media", "Eva Fox", "+31 20 555 0199"),
    ]


@pytest.mark.parametrize(
    "block",
    [
        "Media:\tInvestors:\nJane Doe\tKarl Roe\n\t617-555-0101",
        "Media:\t\tInvestors:\nJane Doe\tKarl Roe\n\t\t617-555-0101",
        "Media:         Investors:\nJane Doe       Karl Roe\n               617-555-0101",
    ],
)
def test_a_line_in_the_right_column_alone_stays_there(block):
    assert [(contact.person, contact.phone) for contact in parse(LEAD + block).contacts] == [
        ("Jane Doe", ""),
        ("Karl Roe", "617-555-0101"),
    ]


def test_names_with_their_numbers_in_the_next_column_are_rows():
    lines = ["Foo plc\tTel: +44 1632 960100", "Ann Berg, CEO", "Quill LLP\tTel: +44 1632 960101", "Liam Moss"]
    contacts = parse(f"{LEAD}Contacts:\n" + "\n".join(lines)).contacts
    assert [(contact.person, contact.phone) for contact in contacts] == [
        ("Ann Berg", "+44 1632 960100"),
        ("Liam Moss", "+44 1632 960101"),
    ]


def test_a_longer_left_column_keeps_its_last_line():
    block = "Jane Doe\tJohn Roe\n617-555-0100\t617-555-0101\nir@foo.example.com"
    assert [contact.email for contact in parse(f"{LEAD}Contacts:\n\n{block}").contacts] == [
        "ir@foo.example.com",
        "",
    ]


def test_columns_below_a_line_of_their_own_are_columns():
    block = (
        "For more information, contact:\nJane Doe              John Roe\n617-555-0100          617-555-0101"
    )
    assert [contact.person for contact in parse(LEAD + block).contacts] == ["Jane Doe", "John Roe"]


def test_a_heading_names_its_company():
    contacts = read("Investor Relations for Foo\nJane Doe\nMedia Contact for Foo\nJohn Roe")
    assert [(contact.kind, contact.person) for contact in contacts] == [
        ("investor", "Jane Doe"),
        ("media", "John Roe"),
    ]


def test_a_person_with_a_degree_is_no_firm_though_the_address_bears_the_name():
    contact = read("Media:\nRolf Tran, APR\nrt@rolftran.example.com")[0]
    assert (contact.person, contact.organisation) == ("Rolf Tran, APR", "")


def test_a_postal_code_is_no_person():
    assert read("Media:\nDK-1260 Copenhagen K\n+45 33 44 77 20")[0].person == ""


def test_a_country_beside_a_name_is_understood():
    assert "contact-unread" not in told("Media:\nJane Doe, Head of Communications (US)\n617-555-0100")


def test_columns_without_contacts_stay_line_by_line():
    release = parse(
        "Head\n\nBOSTON--(BUSINESS WIRE)-- Foo appoints:\n\nAda Berg      President\nNils Holm     Treasurer\n"
    )
    assert release.body.endswith("<p>Ada Berg President</p>\n<p>Nils Holm Treasurer</p>")
    assert "columns-read" not in doubt_codes(release)


def test_contacts_below_the_source_line_are_contacts():
    release = parse(
        LEAD + "SOURCE Foo Inc.\n-0-                  01/22/2008\n"
        "/CONTACT: Alan R. Engberg of Foo Incorporated, +1-858-555-0127/\n/Web site: http://foo.example.com /\n(FOO)"
    )
    contact = release.contacts[0]
    assert (contact.person, contact.organisation) == ("Alan R. Engberg", "Foo Incorporated")
    assert release.source_line == "SOURCE Foo Inc.\n-0- 01/22/2008\n(FOO)"
    assert release.not_placed == ()


def test_numbers_of_a_second_telephone_and_of_a_fax_are_not_the_phone():
    contacts = read(
        "Media:\nJane Doe\nFax: 617-555-0199\nTel 617-555-0100 (direct)\nor  617-555-0101 (mobile)"
    )
    assert [contact.phone for contact in contacts] == ["617-555-0100"]


def test_a_role_that_goes_on_in_the_next_line_is_one():
    contact = read(
        "Investors:\nColin Clay\nVice President, Investor Relations\nand Corporate Communications\n604-555-0199"
    )[0]
    assert contact.role == "Vice President, Investor Relations and Corporate Communications"
    assert contact.organisation == ""


def test_a_department_with_its_own_address_is_not_the_person_after_the_blank_line():
    contacts = read(
        "Foo Media Relations\nmedia@foo.example.com\n\nJulie Maas\n862-555-0156\nmaas@foo.example.com", "Foo"
    )
    assert [(contact.person, contact.email) for contact in contacts] == [
        ("", "media@foo.example.com"),
        ("Julie Maas", "maas@foo.example.com"),
    ]


def test_a_name_before_investor_relations_is_a_person():
    contact = read("Contact:\nKaren Strand, Investor Relations\n602-555-0150")[0]
    assert (contact.kind, contact.person) == ("investor", "Karen Strand")


def test_the_wires_trailer_is_no_contact():
    tail = "CONTACT: Foo, Lowell\nJane Doe, 978-555-0108 (media)\nLogo - http://photos.example.com/FOOLOGO\nSOURCE Foo"
    release = parse(LEAD + tail)
    assert release.contact_block == "CONTACT: Foo, Lowell\nJane Doe, 978-555-0108 (media)"
    assert doubt(release, "contact-no-email")
