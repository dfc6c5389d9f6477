"""The contact block."""

import pytest

from releases.importing.contacts import read_contacts
from releases.importing.wire import parse

from .wires import doubt, doubt_codes, wire_release


def read(text, *issuers):
    return read_contacts(text.split("\n"), issuers)[0]


def test_an_investor_contact_over_several_lines():
    contact = wire_release("conference").contacts[0]
    assert (contact.kind, contact.person, contact.phone) == ("investor", "Elena Marsh", "978-555-0142")
    assert (contact.role, contact.email) == ("Senior Director, Investor Relations", "ir@norvik.example.com")
    assert contact.organisation == "Norvik Biologics, Inc."


def test_an_agency_is_the_organisation_and_is_reported():
    release = wire_release("conference")
    assert release.contacts[1].organisation == "The Quarry Network"
    assert "The Quarry Network" in doubt(release, "contact-agency").sentence


def test_a_partner_of_a_joint_release_is_no_agency():
    assert "contact-agency" not in doubt_codes(wire_release("joint"))


def test_contacts_joined_by_or_are_two_and_reported():
    release = wire_release("conference")
    assert [contact.kind for contact in release.contacts] == ["investor", "media"]
    assert "contacts-joined" in doubt_codes(release)


def test_a_media_contact_without_an_address_is_reported():
    assert "Peter Quarry" in doubt(wire_release("conference"), "contact-no-email").sentence


def test_the_block_keeps_its_words_and_line_breaks():
    lines = wire_release("conference").contact_block.split("\n")
    assert lines[0] == "For Investors:"
    assert lines[5:7] == ["or", "For Media:"]


def test_a_contact_keeps_its_heading_among_its_words():
    text = wire_release("results").contacts[0].text
    assert text.split("\n")[:3] == ["Contacts:", "Investor Contact:", "Dana Whitfield"]


def test_a_contact_on_one_line():
    contact = wire_release("prnewswire").contacts[0]
    assert (contact.person, contact.role) == ("Maria Stone", "Vice President, Investor Relations")
    assert (contact.phone, contact.kind) == ("(617) 555-0100 x12", "investor")


def test_for_further_information_opens_contacts():
    contact = wire_release("cnw").contacts[0]
    assert (contact.person, contact.organisation) == ("Paul LeBlanc", "Fundy Minerals Ltd.")


def test_investors_and_media_together_leave_the_kind_open():
    release = wire_release("labelled")
    assert release.contacts[0].kind == ""
    assert "contact-kind" in doubt_codes(release)


@pytest.mark.parametrize(
    "phone",
    ["+41 61 000 00 00", "781-555-0600", "(617) 555-0100 x12", "617.555.0100", "+1-617-555-0100",
     "+44 20 7946 0000",
     "1-800-555-0199", "+16175550100", "617-555-0100 ext. 7"],
)  # fmt: skip
def test_phones_in_every_form(phone):
    assert read(f"Media:\nJane Doe, {phone}")[0].phone == phone


@pytest.mark.parametrize(
    "text",
    [
        "Media:\nJane Doe\n2012-05-16",
        "Media:\nJane Doe\n2010 - 2012",
        "Media:\nJane Doe\n16.05.2012 12:47",
        "Media:\nJane Doe\n2012-05-16 07:30",
    ],
)
def test_dates_are_no_phones(text):
    assert read(text)[0].phone == ""


@pytest.mark.parametrize(
    "line",
    ["CVR no. 28 57 90 00", "Company registration no. 556 123 4567", "Reg. no. 556 736 1234", "WKN 925 981 22",
     "ISIN: DK 00 1027 2202", "Company announcement no. 12 3456 789", "Ticker: 4565 120", "TSE: 4565 1200",
     "Foo A/S, CVR no. 28 57 90 00"],
)  # fmt: skip
def test_numbers_of_registers_and_exchanges_are_no_phones(line):
    contacts = read(f"Media:\nJane Doe\n{line}\n617-555-0100")
    assert [contact.phone for contact in contacts] == ["617-555-0100"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("For Investors:", "investor"), ("Investor Contact:", "investor"), ("Media:", "media"),
     ("Media Contacts", "media"),
     ("For media inquiries", "media"), ("Contacts:", ""), ("Investors and Media:", ""),
     ("Press Contact:", "media")],
)  # fmt: skip
def test_headings_say_the_kind(heading, kind):
    assert read(f"{heading}\nJane Doe\n617-555-0100")[0].kind == kind


@pytest.mark.parametrize(
    "name", ["Jean-Luc van der Berg", "Dr. Ana María Ruiz", "Ann O’Hara, MD, PhD", "J. P. Stone"]
)
def test_names_of_persons(name):
    assert read(f"Media:\n{name}\n617-555-0100")[0].person == name


def test_two_persons_under_one_heading_are_two_contacts():
    contacts = read("Media:\nJane Doe, 617-555-0100\nJohn Roe, 617-555-0101")
    assert [(contact.kind, contact.person) for contact in contacts] == [
        ("media", "Jane Doe"),
        ("media", "John Roe"),
    ]


def test_an_issuer_with_an_unusual_name_is_an_organisation():
    assert read("Media:\nblue2\nJane Doe", "Blue2 Inc.")[0].organisation == "blue2"


def test_words_that_fit_nothing_stay_in_the_text_and_are_reported():
    contacts, doubts = read_contacts(["Media:", "Jane Doe, 617-555-0100", "by the harbour, third door"], ())
    assert contacts[0].text.endswith("third door")
    assert any(doubt.code == "contact-unread" and "third door" in doubt.sentence for doubt in doubts)


def test_contacts_without_a_heading_are_found_after_the_about():
    release = parse(
        "Head\n\nBOSTON--(BUSINESS WIRE)-- Foo.\n\nAbout Foo\n\nFoo is.\n\nFoo, Inc.\nJane Doe, 617-555-0100"
    )
    assert (release.contacts[0].organisation, release.contacts[0].person) == ("Foo, Inc.", "Jane Doe")


def test_a_heading_with_the_issuers_name_opens_a_contact():
    contacts = read(
        "Foo Group Media Relations\nNina Müller (Head)\n\nFoo Investor Relations\nDr. Karl Huber", "Foo"
    )
    assert [(contact.kind, contact.person) for contact in contacts] == [
        ("media", "Nina Müller"),
        ("investor", "Dr. Karl Huber"),
    ]


def test_titles_of_tables_after_the_contacts_are_no_contacts():
    tail = "Media:\nJane Doe, 617-555-0100\n\nFOO, INC.\nBalance Sheets\n\nCash    1    2\nDebt    3    4\n"
    release = parse("Head\n\nBOSTON--(BUSINESS WIRE)-- Foo.\n\nAbout Foo\n\nFoo is.\n\n" + tail)
    assert [contact.person for contact in release.contacts] == ["Jane Doe"]


def test_an_address_without_a_person_is_reported():
    release = wire_release("impossible")
    assert release.contacts[0].email == "press@delmar.example.com"
    assert "contact-no-person" in doubt_codes(release)
