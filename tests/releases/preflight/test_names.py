"""Compounds, partners, trials, phases and marks."""

import pytest

from releases.preflight import marks, names, phases, trials
from releases.preflight.mentions import find_mentions
from releases.preflight.subject import Named, Reached, Trial

from . import subject, words

AXO = Named(1, ("axomab ravtansine", "AX-1", "Axora"), (("Axora", "®"),))
MAB = Named(2, ("axomab",))
ROCHE = Named(7, ("Insight", "Insight Old SA"))


def test_name_inside_a_longer_name_is_no_mention():
    found = find_mentions(
        "Axomab ravtansine and axomab", [(n, c.pk) for c in (AXO, MAB) for n in c.names], any_case=True
    )
    assert [mention.key for mention in found] == [1, 2]


@pytest.mark.parametrize(
    ("text", "linked", "found"),
    [
        ("We studied axomab ravtansine.", (), ["axomab ravtansine"]),
        ("AXOMAB RAVTANSINE and Axora", (), ["AXOMAB RAVTANSINE"]),
        ("We studied AX‑1 with an odd hyphen.", (), ["AX‑1"]),
        ("We studied AX-1.", (1,), []),
        ("We studied AX-12 and XAX-1.", (), []),
    ],
)
def test_named_compound_must_be_linked(text, linked, found):
    assert (
        words(names.compounds_not_linked, text, compounds=(AXO,), linked_compounds=frozenset(linked)) == found
    )


def test_standing_texts_do_not_count_as_naming_a_compound():
    given = {
        "compounds": (AXO,),
        "linked_compounds": frozenset({1}),
        "about": "We make AX-1.",
        "safe_harbor_text": "AX-1",
    }
    assert words(names.compounds_not_named, "We report.", **given) == ["axomab ravtansine"]
    assert words(names.compounds_not_named, "We report on AX-1.", **given) == []


@pytest.mark.parametrize(
    ("text", "linked", "found"),
    [
        ("With Insight we work.", (), ["Insight"]),
        ("With Insight Old SA we work.", (), ["Insight Old SA"]),
        ("It gives us insight.", (), []),
        ("With Insight we work.", (7,), []),
    ],
)
def test_named_partner_must_be_linked(text, linked, found):
    assert (
        words(names.partners_not_linked, text, partners=(ROCHE,), linked_partners=frozenset(linked)) == found
    )


def test_the_issuer_s_own_name_is_no_partner():
    given = {"partners": (ROCHE,), "issuer": ("Insight Bio, Inc.",)}
    assert words(names.partners_not_linked, "Insight Bio, Inc. reports.", **given) == []


def test_linked_partner_may_be_named_in_the_about():
    given = {"partners": (ROCHE,), "linked_partners": frozenset({7})}
    assert words(names.partners_not_named, "We report.", **given) == ["Insight"]
    assert words(names.partners_not_named, "We report.", about="Partners include Insight.", **given) == []


@pytest.mark.parametrize("text", ["NCT0123456", "NCT012345678", "NCT 01234567", "NCT-01234567"])
def test_malformed_trial_id_is_found(text):
    assert words(trials.malformed_trials, f"In ({text}).") == [text]
    assert words(trials.malformed_trials, "In (NCT01234567).") == []


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ((), "on record nowhere"),
        ((Trial("NCT01234567", "axomab", False),), "belongs to axomab"),
        ((Trial("NCT01234567", "axomab", False), Trial("NCT01234567", "AX-1", True)), None),
    ],
)
def test_trial_must_be_linked(known, said):
    found = [
        finding.sentence for finding in trials.trials_not_linked(subject("In NCT01234567.", trials=known))
    ]
    assert len(found) == bool(said)
    assert not said or said in found[0]


REACHED = (Reached(1, ("1", "2")),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Phase 3 trial of AX-1 met its endpoint.", ["Phase 3"]),
        ("AX-1 is in Phase III testing.", ["Phase III"]),
        ("The Phase 2 trial of AX-1 met its endpoint.", []),
        ("The Phase 2b/3 trial of AX-1 met its endpoint.", []),
        ("Phase I data with AX-1 will be reported.", []),
        ("AX-1 is currently in a Phase 1 trial.", ["Phase 1"]),
        ("AX-1 is in Phase 2.", []),
        ("We plan a Phase 3 trial of AX-1.", []),
        ("AX-1 was given at the recommended Phase 3 dose.", []),
        ("Others ran a Phase 3 trial. AX-1 was not there.", []),
        ("The Phase 3 trial of axomab, a part of AX-1, ended.", []),
    ],
)
def test_phase_must_be_that_of_the_pipeline(text, found):
    assert words(phases.phases, text, compounds=(AXO, MAB), reached=REACHED) == found


def test_earlier_phase_of_another_program_is_left_alone():
    both = (Reached(1, ("1", "3")), Reached(1, ("1",)))
    assert words(phases.phases, "AX-1 is in Phase 1 trials.", compounds=(AXO,), reached=both) == []


def test_stopped_compound_is_told_as_such():
    stopped = (Reached(1, ("1", "2", "9")),)
    finding = next(phases.phases(subject("AX-1 is in Phase 2.", compounds=(AXO,), reached=stopped)))
    assert "the pipeline says Discontinued" in finding.sentence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Axora was approved. Axora® sells.", ["Axora"]),
        ("Axora® was approved. Axora sells.", []),
        ("<p>Axora<sup>®</sup> was approved.</p>", []),
        ("Axora(R) was approved.", []),
        ("Axora™ was approved.", ["Axora"]),
        ("AXORA was approved.", ["AXORA"]),
        ("Axoran was approved.", []),
    ],
)
def test_first_mention_must_have_its_mark(text, found):
    assert words(marks.marks_missing, text, compounds=(AXO,)) == found


def test_headline_needs_no_mark_where_the_body_has_it():
    assert (
        words(marks.marks_missing, "Axora® was approved.", headline="Axora Approved", compounds=(AXO,)) == []
    )
    assert words(marks.marks_missing, headline="Axora Approved", compounds=(AXO,)) == ["Axora"]
