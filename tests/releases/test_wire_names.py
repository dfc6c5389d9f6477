"""Compounds, partners and the annual report, as the text names them."""

from datetime import date

import pytest

from releases.importing.names import find_annual_report, find_compounds, find_meeting, find_partners

from .wires import wire_release


def named(text, safe_harbor="", headings=()):
    return {found.name: found for found in find_compounds(text, safe_harbor, headings)}


def test_compounds_of_a_release_with_their_aliases():
    found = [(name.name, name.aliases, name.sure) for name in wire_release("conference").compound_names]
    assert found == [("orlumab ravtansine", ("O-RV2",), True), ("NVK2207", (), True)]


def test_a_code_name_alone_is_a_candidate():
    assert named("We study ABC-1234 here.")["ABC-1234"].sure is False


def test_the_safe_harbors_list_makes_a_name_sure():
    found = named("We study foolimab.", "new products, including foolimab and ABC1234, are risky")["foolimab"]
    assert found.sure
    assert found.evidence.startswith("including foolimab")


def test_a_heading_makes_a_name_sure():
    assert (
        named("We study ABC1234.", headings=["ABC1234 Presentation"])["ABC1234"].evidence
        == "ABC1234 Presentation"
    )


@pytest.mark.parametrize(
    "name", ["barotinib", "dolaciclib", "niraparib", "ado-foolimab emtansine", "foolimab vedotin"]
)
def test_names_are_known_by_their_stems(name):
    assert name in named(f"Patients took {name} daily.")


@pytest.mark.parametrize(
    "text", ["trial NCT01999001", "the thermostat", "CD19 and HER2", "abstract LBA1234", "COVID-1900"]
)
def test_other_words_are_no_compounds(text):
    assert named(f"It concerns {text} here.") == {}


def test_a_name_is_spelled_as_in_running_text():
    assert list(named("Foolimab helps. We gave foolimab to all.")) == ["foolimab"]


def test_an_alias_is_not_listed_as_a_compound_of_its_own():
    assert list(named("We gave foolimab (ABC-1234). ABC-1234 helps.")) == ["foolimab"]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Its partners include Arden, Bexley Health, and Corvane.", ("Arden", "Bexley Health", "Corvane")),
        ("Its collaborators include Marlow, Inc. and Osterby A/S.", ("Marlow, Inc.", "Osterby A/S")),
        ("Our partners are Arden and Bexley in the region.", ("Arden", "Bexley")),
        (
            "Its partners include Arden (part of Bexley), sanofi-aventis and Dulcet.",
            ("Arden", "sanofi-aventis", "Dulcet"),
        ),
        ("Its partners include several large companies.", ()),
    ],
)
def test_partners_are_listed_in_order(text, partners):
    assert find_partners(text) == partners


def test_a_meeting_may_have_initials_in_its_name():
    assert (
        find_meeting(["He speaks at the 9th Annual J.D. Foo Health Conference."])
        == "9th Annual J.D. Foo Health Conference"
    )


def test_partners_of_a_release():
    assert wire_release("conference").partner_names == ("Arden Pharma", "Bexley", "Corvane Health", "Dulcet")


def test_the_annual_report_keeps_its_exact_words():
    report = wire_release("conference").annual_report
    assert (report.form, report.fiscal_year_end) == ("10-K", date(2013, 9, 30))
    assert report.text == "Annual Report on Form 10-K for the fiscal year ended September 30, 2013"


def test_an_annual_report_without_a_year_end_is_not_read():
    assert find_annual_report("our Annual Report on Form 10-K filed with the SEC") is None


def test_trial_ids_are_listed_once():
    assert wire_release("conference").trial_ids == ("NCT01999001", "NCT01888002")
