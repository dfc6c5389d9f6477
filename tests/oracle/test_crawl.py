"""Whatever a stranger asks for, nothing tells that something is coming."""

import io
from functools import cache

import pytest
from pypdf import PdfReader

from .world import NOON_LEAD

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told(newsroom):
    """`{what was asked: all that the answer says, in small letters}`, once everything is there."""
    return {key: said(*answer) for key, answer in newsroom.after.items()}


def said(status, headers, body):
    words = words_of(body) if status == 200 and body.startswith(b"%PDF") else body.decode(errors="replace")
    return f"{status} {headers} {words}".lower()


@cache  # with other headers the same bytes come again
def words_of(pdf):
    reader = PdfReader(io.BytesIO(pdf))
    return " ".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])


def test_crawl_sees_the_newsroom(newsroom):
    addresses = {address for _method, address, _header in newsroom.before}
    for kind in (
        "/releases/",
        "/files/",
        ".pdf",
        "-ex991.htm",
        "revisions/1/",
        "/pipeline/vlm-101/",
        "/feeds/",
        ".vcf",
    ):
        assert any(kind in address for address in addresses), kind
    assert statuses(newsroom) >= {200, 301, 404, 410}
    assert max(statuses(newsroom)) < 500


@pytest.mark.one_database
def test_crawl_asks_by_other_methods_and_with_headers_too(newsroom):
    assert statuses(newsroom) >= {206, 304, 400, 405}


def statuses(newsroom):
    return {answer[0] for answer in newsroom.before.values()}


def test_nothing_moves_when_drafts_are_written_approved_and_scheduled(newsroom):
    assert newsroom.before.keys() == newsroom.after.keys()
    moved = [key for key, answer in newsroom.before.items() if newsroom.after[key] != answer]
    assert moved == []


def test_nothing_moves_behind_the_page_front(newsroom):
    assert newsroom.held_before.keys() == newsroom.held_after.keys()
    moved = [key for key, answer in newsroom.held_before.items() if newsroom.held_after[key] != answer]
    assert moved == []


def test_page_front_holds_what_the_crawl_asked_for(at_noon):
    made = at_noon.front.site.made
    assert at_noon.front.ask("get", "/releases/") == at_noon.held_after["get", "/releases/", ""]
    assert at_noon.front.site.made == made


def test_no_answer_holds_a_word_or_a_reference_of_what_is_not_public(newsroom, told):
    words = newsroom.hidden.words()
    found = {(key, word) for key, text in told.items() for word in words if word in text}
    assert found == set()


def test_no_answer_holds_the_instant_of_what_is_scheduled(told):
    found = [key for key, text in told.items() if NOON_LEAD in text]
    assert found == []


def test_canary_would_be_seen(told):
    """The search for it is no better than what is looked through: the words of public texts are found."""
    seen = " ".join(told.values())
    for word in (
        "velmora reports lead",
        "norvane",
        "vlm-101",
        "it was 5, it is 6",
        "spring meeting",
        "curve",
    ):
        assert word in seen


def test_no_line_of_the_log_holds_one(newsroom):
    words = newsroom.hidden.words()
    assert [line for line in newsroom.lines for word in words if word in line.lower()] == []
