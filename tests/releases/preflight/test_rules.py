"""The rules as a whole: their table, their pace, and texts that mean harm."""

import re
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from releases.html import clean, text_of
from releases.preflight import RULES, Level, Rule, Subject, check
from releases.preflight.passages import Passage
from releases.preflight.subject import Named, Reached

from . import DAY, subject

RECORDS = {
    "issuer": ("Velmora Bio, Inc.", "Velmora"),
    "listings": (("Nasdaq", "VLMZ", "XNAS"),),
    "compounds": tuple(Named(n, (f"compound {n}", f"VX-{n}"), ((f"VX-{n}", "®"),)) for n in range(100)),
    "partners": tuple(Named(n, (f"Partner {n}",)) for n in range(1, 101)),
    "reached": tuple(Reached(n, ("1",)) for n in range(100)),
    "slot_days": frozenset([DAY]),
    "annual_report": DAY,
    "safe_harbor": "none",
}
SIZE = 50_000  # of a very long release
HOSTILE_SIZE = 20_000


def test_every_rule_has_a_code_of_its_own_and_is_described():
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)
    assert all(str(rule.description).endswith(".") and rule.level in Level.values for rule in RULES)


def test_every_rule_of_the_package_is_run():
    modules = [module for name, module in sys.modules.items() if name.startswith("releases.preflight.")]
    made = {id(each) for module in modules for each in vars(module).values() if isinstance(each, Rule)}
    assert made == {id(rule) for rule in RULES}


def test_a_text_without_faults_has_no_findings():
    text = "Velmora expects data on March 5.\nVelmora (Nasdaq: VLMZ) said so on Wednesday, March 5, 2025."
    fields = {
        "headline": "Velmora to Report Data",
        "safe_harbor_text": "Risks.",
        "contact_block": "Ina, 978-555-0100",
    }
    assert check(subject(text, **fields, issuer=RECORDS["issuer"], listings=RECORDS["listings"])) == []


def test_nothing_at_all_is_checked_without_error():
    assert check(Subject((), DAY, DAY)) == []


def test_blockers_come_first():
    found = check(subject("On February 30 we meet at TBD."))
    assert [finding.level for finding in found][:2] == ["blocker", "warning"]


def test_place_is_an_exact_excerpt():
    body = Passage(
        "body", "body", "Long words here. " * 99 + "On Tuesday, March 5, 2025 we " + "go on and " * 99
    )
    found = [finding for finding in check(Subject((body,), DAY, DAY)) if finding.code == "weekday-differs"]
    assert found[0].place in body.text
    assert "Tuesday, March 5, 2025" in found[0].place
    assert len(found[0].place) < 400


def test_key_names_a_finding_by_its_words_alone():
    first, second = (
        [f.key for f in check(subject(text))] for text in ("The dose is TBD.", "The dose is TBD.")
    )
    other = [f.key for f in check(subject("The date is TBD."))]
    assert first == second
    assert first != other


def test_many_findings_of_one_rule_are_cut_short():
    found = [
        f
        for f in check(subject("\n".join(f"{n} patients TBD." for n in range(99))))
        if f.code == "placeholder"
    ]
    assert len(found) == 13
    assert "There are more" in found[-1].sentence


def test_words_of_the_text_are_told_unescaped():
    finding = next(
        f for f in check(subject("<p>Said [INSERT &amp; %(words)s].</p>")) if f.code == "placeholder"
    )
    assert "[INSERT & %(words)s]" in finding.sentence


HOSTILE = [
    *'X [ _ a. ( { < ? ●[ .. % &amp; " 1:2 X.X www. [INSERT (Nasdaq: PENDING Velmora(NYSE:A) NCT1'.split(" "),
    *(
        "Mon ",
        "1 ",
        "June 3 ",
        "June 3 and ",
        "1-2 June ",
        "Mon June 3, ",
        "June 3. Call ",
        "June 3, poster session\n",
    ),
    *(
        "EST June 3 at 5:00 pm EST\n",
        "5:00 pm EST ",
        "conference call June 3 ",
        "first quarter ",
        "10-K year ended ",
    ),
    *(
        "VX-1 ",
        "VX-1 Phase 3 ",
        "Phase 1 ",
        "is being in ",
        "Velmora (NYSE: A) ",
        "(A: B, ",
        "Partner 1, ",
        "will ",
    ),
    *("two presentations ", "Abstract #1 ", "a b ", "A. ", "\u2003"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_repeated_pieces_take_no_more_time_than_words(piece):
    text = (piece * (HOSTILE_SIZE // len(piece) + 1))[:HOSTILE_SIZE]
    short = text[: HOSTILE_SIZE // 10]
    parts = Passage("body", "body", text), Passage("safe harbor", "", short), Passage("contacts", "", short)
    start = time.process_time()
    check(Subject(parts, DAY, DAY, **RECORDS))
    # Words take a tenth of this; what grew with the square of the length would show.
    assert time.process_time() - start < 0.7


def test_a_long_release_is_checked_at_once():
    sentence = "On March 5, 2025 compound 7 met its endpoint in a Phase 1 trial of 40 patients, Partner 9 said today."
    paragraph = f"<p>{sentence}</p>"
    html = clean(paragraph * (SIZE // len(paragraph)))
    long = Subject((Passage("body", "body", text_of(html), html),), DAY, DAY, **RECORDS)
    start = time.process_time()
    check(long)
    assert time.process_time() - start < 2


MARKUP = [" ", "\n", "2025", "<p>", "</p>", "<a href='//x'>", "<table><tr><td>", "10.1.1.1", "é", "\ud800"]
words = st.sampled_from([*HOSTILE, *MARKUP])


@settings(max_examples=150, deadline=None)
@given(st.lists(words | st.text(max_size=8), max_size=40).map("".join))
def test_no_text_breaks_a_rule(text):
    parts = ("headline", "subhead", "dateline", "body", "about", "safe harbor", "contacts")
    found = check(Subject(tuple(Passage(part, part, text, text) for part in parts), DAY, DAY, **RECORDS))
    assert all(finding.sentence and finding.key for finding in found)
