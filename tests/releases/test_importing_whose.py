"""Whose phone and address it is, where persons and firms follow one another."""

import pytest

from releases.importing.contacts import read_contacts
from releases.importing.wire import parse


def phones(text):
    return [(contact.person or contact.organisation, contact.phone) for contact in read(text)]


def read(text):
    return read_contacts(text.split("\n"), ("Foo, Inc.",))[0]


def told(text):
    return {doubt.code for doubt in read_contacts(text.split("\n"), ("Foo, Inc.",))[1]}


def test_each_kind_on_a_line_of_its_own():
    text = (
        "Investors: Jane Doe, Quarry Partners, 617-555-0100, jane@quarry.example.com\n"
        "Media: John Roe, Holt Communications, 617-555-0101, john@holt.example.com"
    )
    assert [
        (contact.kind, contact.person, contact.organisation, contact.phone) for contact in read(text)
    ] == [
        ("investor", "Jane Doe", "Quarry Partners", "617-555-0100"),
        ("media", "John Roe", "Holt Communications", "617-555-0101"),
    ]


ADVISERS = """\
Foo plc
Ann Berg, Chief Executive Officer
Tel: +44 1632 960100
Quill Markets (Nominated Adviser)
Liam Moss / Tony Reed
Tel: +44 1632 960101
Marlow Bond (Joint Broker)
Al Pell
Tel: +44 1632 960102"""
WHOSE = [
    ("Ann Berg", "+44 1632 960100"),
    ("Liam Moss", "+44 1632 960101"),
    ("Tony Reed", "+44 1632 960101"),
    ("Al Pell", "+44 1632 960102"),
]


def test_firms_that_follow_one_another_keep_their_phones():
    assert phones(ADVISERS) == WHOSE
    assert {contact.organisation for contact in read(ADVISERS)[1:]} == {"Quill Markets", "Marlow Bond"}


def test_a_phone_beside_the_firm_is_that_of_the_persons_below_it():
    text = (
        "Foo plc      +44 1632 960100\nAnn Berg, Chief Executive Officer\n"
        "Quill Markets LLP      +44 1632 960101\nLiam Moss\nTony Reed\n"
        "Marlow Bond (Joint Broker)      +44 1632 960102\nAl Pell, Corporate Broking"
    )
    assert phones(text) == WHOSE


def test_headings_that_say_what_the_firm_is_to_the_issuer():
    text = (
        "Nominated Adviser:\nQuill Markets\nLiam Moss\n+44 1632 960101\nBroker:\nMarlow Bond\n+44 1632 960102"
    )
    assert phones(text) == [("Liam Moss", "+44 1632 960101"), ("Marlow Bond", "+44 1632 960102")]


def test_an_adviser_is_a_firm_whatever_it_is_called():
    text = (
        "Foo Pharma\n+44 1632 960100\nAnn Berg, CEO\n"
        "Burn Moss (UK Public Relations Adviser to Foo)\n+44 1632 960101\nAl Pell"
    )
    assert phones(text) == [("Ann Berg", "+44 1632 960100"), ("Al Pell", "+44 1632 960101")]


def test_a_single_name_where_a_contact_begins_is_a_firm():
    text = "Ann Berg, CEO\n\nQuillon\n\n+44 1632 960101\n\nAl Pell"
    assert phones(text) == [("Ann Berg", ""), ("Quillon", "+44 1632 960101"), ("Al Pell", "")]


def test_advisers_between_empty_lines_stay_in_the_contacts():
    names = "Liam Moss, Tony Reed, Al Pell (Corporate Finance)\nRob Rand (Sales and Broking)"
    block = (
        f"Ann Berg, CEO\nTel: +44 1632 960100\n\nQuill Finance LLP (NOMAD)\n\n{names}\n\nTel: +44 1632 960101"
    )
    release = parse(f"Head\n\nBOSTON--(BUSINESS WIRE)-- Foo opened a plant.\n\nContacts:\n{block}")
    assert [contact.phone for contact in release.contacts] == ["+44 1632 960100"] + 4 * ["+44 1632 960101"]


def test_two_persons_above_the_last_words_of_a_service_are_no_heading():
    block = "Quill LLP - Nominated Adviser    +44 1632 960101\nLiam Moss / Tony Reed"
    service = (
        "This information is provided by a service of the exchange, which publishes what issuers send it."
    )
    release = parse(
        f"Head\n\nBOSTON--(BUSINESS WIRE)-- Foo opened a plant.\n\nContacts:\n\n{block}\n\n{service}"
    )
    assert [contact.person for contact in release.contacts] == ["Liam Moss", "Tony Reed"]
    assert release.source_line == service


def test_one_phone_below_two_persons_is_both_and_reported():
    text = "Foo, Inc.\nJane Doe (Chairman)\nJohn Roe (Treasurer)\nTel: 617-555-0100"
    assert phones(text) == [("Jane Doe", "617-555-0100"), ("John Roe", "617-555-0100")]
    assert "contacts-together" in told(text)


def test_a_phone_on_the_line_of_one_person_is_not_the_others():
    text = "Media:\nJane Doe\nJohn Roe, 617-555-0101"
    assert phones(text) == [("Jane Doe", ""), ("John Roe", "617-555-0101")]
    assert "contact-unreachable" in told(text)


def test_the_phone_of_the_next_firm_is_nobodys_above_it():
    text = "Holt Communications\nJane Doe\nJohn Roe\nQuarry Partners\n617-555-0101"
    assert phones(text) == [("Jane Doe", ""), ("John Roe", ""), ("Quarry Partners", "617-555-0101")]
    assert "contact-unreachable" in told(text)


def test_phones_that_do_not_go_round_are_asked_for():
    text = "Jane Doe / John Roe / Ann Berg\n617-555-0100 / 617-555-0101"
    assert {phone for _, phone in phones(text)} == {""}
    assert "contacts-whose" in told(text)


def test_an_address_with_a_name_in_it_is_that_persons():
    text = "Holt Communications\nJane Doe\nJohn Roe\n617-555-0100\njohn.roe@holt.example.com"
    assert [contact.email for contact in read(text)] == ["", "john.roe@holt.example.com"]


@pytest.mark.parametrize(
    "text",
    [
        "Foo, Inc.\nJane Doe\n617-555-0100\nHolt Communications\nJohn Roe\n617-555-0101",
        "Jane Doe\nFoo, Inc.\n617-555-0100\nJohn Roe\nHolt Communications\n617-555-0101",
        "Jane Doe\n617-555-0100\nFoo, Inc.\njane@foo.example.com\nJohn Roe\n617-555-0101\nHolt Communications",
        "Foo, Inc.\nInvestors:\nJane Doe, 617-555-0100\nMedia:\nHolt Communications\nJohn Roe, 617-555-0101",
    ],
)
def test_a_firm_above_below_or_after_its_person(text):
    assert [(contact.person, contact.organisation, contact.phone) for contact in read(text)] == [
        ("Jane Doe", "Foo, Inc.", "617-555-0100"),
        ("John Roe", "Holt Communications", "617-555-0101"),
    ]
