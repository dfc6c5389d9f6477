"""What is read at all: encodings, refusals, and how long hostile text may take."""

import time

import pytest

from releases.importing.wire import MAX_CHARACTERS, MAX_LINES, UnreadableText, decode, parse

TAIL = "\n\nAbout Foo\n\nFoo is.\n\nContact:\nJane Doe, 617-555-0100\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_decode_reads_the_usual_encodings(encoding):
    assert decode("Nestlé — “results”\r\n".encode(encoding)) == "Nestlé — “results”\n"


def test_decode_reads_old_line_ends():
    assert decode(b"one\rtwo\r\nthree") == "one\ntwo\nthree"


@pytest.mark.parametrize("data", [b"%PDF-1.4\x00\x01", b"PK\x03\x04\x14\x00\x06", b"\x89PNG\r\n\x1a\n\x00"])
def test_decode_refuses_binary_files(data):
    with pytest.raises(UnreadableText, match="not plain text"):
        decode(data)


def test_decode_refuses_damaged_utf16():
    with pytest.raises(UnreadableText, match="damaged"):
        decode(b"\xff\xfea")


def test_decode_says_the_limit_for_an_enormous_file():
    with pytest.raises(UnreadableText, match="1,000,000 characters"):
        decode(b"a" * (4 * MAX_CHARACTERS + 1))


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff\n", "\xa0"])
def test_empty_text_is_refused(text):
    with pytest.raises(UnreadableText, match="empty"):
        parse(text)


def test_text_with_nul_is_refused():
    with pytest.raises(UnreadableText, match="binary"):
        parse("Headline\x00")


def test_too_long_text_is_refused_with_the_limit():
    with pytest.raises(UnreadableText, match="at most 1,000,000 characters"):
        parse("a" * (MAX_CHARACTERS + 1))


def test_lines_beyond_the_limit_are_kept_aside():
    release = parse("Headline\n\n" + "word\n" * MAX_LINES)
    assert release.not_placed[-1].startswith("word")
    assert "line-not-placed" in {doubt.code for doubt in release.doubts}


@pytest.mark.parametrize(
    "piece",
    ["a", "a (", "A, A, A, ", "\n-\n", "a\n\n", "*a ", "[a](", '"a ', "A Annual Meeting of ", "1 ", "a@b.",
     "\xa0",
     "partners include A, ", "June 3, A Session 1:15 - 2:15 pm ", "Contact:\n", "ab  1  2\n",
     "Title: x\n", "(NYSE: A, "],
)  # fmt: skip
def test_long_hostile_text_is_read_in_linear_time(piece):
    text = (f"Head{TAIL}" + piece * MAX_CHARACTERS)[: MAX_CHARACTERS // 8]
    start = time.process_time()
    parse(text)
    # Measured at an eighth of a second; quadratic work would take half a minute.
    assert time.process_time() - start < 3
