"""Not a word of the input is lost and none is doubled."""

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from releases.importing.wire import UnreadableText, parse, words

from .wires import NAMES, wire_text

PIECES = (
    "* ** _ [ ]( ](#) ](https://x.example) - • 1. 2. ### -30- | \t $ (3.2) About X\n For Media:\n or\n "
    "BOSTON-- (BUSINESS WIRE)-- /CNW/ May 3, 2012 Source: X\n 1:15-2:15 pm "
    "Abstract #5 & <b> &amp; \u2028 \xa0"
)
MARKS = st.sampled_from(PIECES.split(" "))
TEXTS = st.lists(st.one_of(MARKS, st.text(max_size=12), st.sampled_from([" ", "\n", "\n\n"])), max_size=60)
RELAXED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_same_words(text):
    try:
        release = parse(text)
    except UnreadableText:
        return
    assert Counter(words(release.text())) == Counter(words(text))


@RELAXED
@given(TEXTS.map("".join))
@example("**a**b [c](#)d *e* _f_ 2*3*4")
@example("[x]([y](https://z.example)) [a\nb](#c)")
@example("1. one\n3. three\n1. one")
def test_any_text_keeps_its_words(text):
    assert_same_words(text)


@RELAXED
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_shuffled_lines_keep_their_words(name, chance):
    lines = wire_text(name).split("\n")
    chance.shuffle(lines)
    assert_same_words("\n".join(lines))


@RELAXED
@given(st.sampled_from(NAMES), st.integers(0, 4000), st.integers(0, 4000))
def test_cut_releases_keep_their_words(name, start, end):
    assert_same_words(wire_text(name)[start:end])


@pytest.mark.parametrize("name", [name for name in NAMES if name != "results"])
def test_an_ordinary_release_keeps_the_order_of_its_words(name):
    text = wire_text(name)
    assert words(parse(text).text()) == words(text)


def test_two_releases_mixed_keep_their_words():
    lines = (wire_text("joint") + wire_text("results")).split("\n")
    random.Random(7).shuffle(lines)
    assert_same_words("\n".join(lines))


def test_words_trims_marks_and_keeps_inner_points():
    assert words("*Foo’s* U.S. R&D — [a-b](#), (c/d) x@y.example -- 1,200.5%") == [
        "Foo’s",
        "U.S",
        "R&D",
        "a-b",
        "c/d",
        "x@y.example",
        "1,200.5",
    ]


def test_an_address_behind_a_label_is_not_a_word():
    assert words("[the protocol](https://trials.example/granite)") == ["the", "protocol"]
