"""An address of something that is not public answers like one that never existed, however it is asked for."""

import gzip
import itertools
import re

import pytest
from django.db import connection

from .routes import PROBES
from .world import CANARY

pytestmark = pytest.mark.django_db
ASKED = [name for name, probe in PROBES.items() if callable(probe)]
METHODS = ("get", "head", "options", "post", "put", "patch", "delete", "trace")
HEADERS = [
    {},
    {"Range": "bytes=0-9"},
    {"Range": "bytes=0-9", "If-Range": '"x"'},
    {"If-None-Match": "*"},
    {"If-Match": "*"},
    {"If-Modified-Since": "Tue, 04 Mar 2025 17:00:00 GMT"},
    {"If-Unmodified-Since": "Tue, 04 Mar 2025 17:00:00 GMT"},
    {"Accept": "application/json"},
    {"Accept-Encoding": "gzip"},
    {"Accept-Language": "de"},
    {"X-Requested-With": "XMLHttpRequest"},
    {"X-Forwarded-Host": "evil.example"},
]
# Those that change what is sent; to HEAD, which sends no body, the others can do nothing that they do not to GET.
SENDING = [each for each in HEADERS if each.keys() & {"Range", "If-None-Match", "Accept-Encoding"}]
SPELLINGS = [
    lambda path: path.upper(),
    lambda path: path.rstrip("/"),
    lambda path: f"{path}/",
    lambda path: f"/{path}",
    lambda path: path.replace("/", "//"),
    lambda path: f"{path}%00",
    lambda path: f"{path}%0a",
    lambda path: f"{path}.",
    lambda path: f"{path};a=b",
    lambda path: f"{path}%2f",
    lambda path: f"{path}?format=json",
    lambda path: f"{path}?format=pdf&page=1",
    lambda path: f"{path}?page=2",
    lambda path: re.sub(r"[a-y](?=[^/]*/?\Z)", lambda letter: f"%{ord(letter[0]):02x}", path, count=1),
]


def pairs(newsroom, name):
    """`[(address, the same of nothing, word, word of nothing)]`."""
    return [
        (address, address.replace(word, nothing), word, nothing)
        for address, word, nothing in PROBES[name](newsroom.hidden)
    ]


@pytest.fixture(scope="module")
def known():
    """`{what was asked: what came back}`. No test here writes, so each thing is asked once for all of them."""
    return {}


@pytest.fixture
def answer(at_noon, known):
    """`answer(address, word, nothing)`: what comes back, with the word of nothing where the address was repeated."""

    def ask_once(address, word, nothing, **how):
        key = address, repr(how)
        if key not in known:
            known[key] = told(at_noon.crawler.client, address, **how)
        return known[key].replace(word, nothing).replace(word.upper(), nothing.upper())

    return ask_once


def told(client, address, method="get", **headers):
    """The status, all headers and the body. What is the same on every page is made once, as behind the page front."""
    response = getattr(client, method)(address, headers=headers, **{"embargo.generation": "of this module"})
    head = f"{response.status_code} {sorted(response.headers.items())} {response.cookies}"
    # A tag or a length is that of the bytes, which repeat the address in a search; there the bytes decide.
    if address.startswith("/search"):
        head = re.sub(r"\('(ETag|Content-Length)', '[^)]*'\)", "", head)
    body = response.getvalue()
    is_packed = response.get("Content-Encoding") == "gzip"
    return head + (gzip.decompress(body) if is_packed else body).decode("latin-1")


@pytest.mark.parametrize("name", ASKED)
def test_address_of_something_hidden_answers_like_nothing(at_noon, answer, name):
    asked = pairs(at_noon, name)
    assert asked
    for known, never, *words in asked:
        assert answer(known, *words) == answer(never, *words), known


@pytest.mark.one_database
@pytest.mark.parametrize("name", ASKED)
def test_neither_method_nor_header_makes_a_difference(at_noon, answer, name):
    known, never, *words = pairs(at_noon, name)[0]
    asked = [(method, {}) for method in METHODS]
    asked += [("get", headers) for headers in HEADERS] + [("head", headers) for headers in SENDING]
    for method, headers in asked:
        one, other = (answer(each, *words, method=method, **headers) for each in (known, never))
        assert one == other, (method, headers)


@pytest.mark.one_database
@pytest.mark.parametrize("name", ASKED)
def test_no_spelling_makes_a_difference(at_noon, answer, name):
    for (known, never, *words), spell in itertools.product(pairs(at_noon, name)[:3], SPELLINGS):
        one, other = (answer(spell(each), *words) for each in (known, never))
        assert one == other, spell(known)


@pytest.mark.parametrize("name", ASKED)
def test_database_is_asked_the_same_questions(at_noon, name):
    """So the time that an answer takes says nothing either."""
    asked = {}
    for known, never, *_words in pairs(at_noon, name):
        if never not in asked:
            asked[never] = questions(at_noon, never)
        assert questions(at_noon, known) == asked[never], known


def questions(newsroom, address):
    """The statements behind an answer of which nothing was made before, without their values."""
    asked = []

    def note(execute, statement, values, many, context):
        asked.append(statement)
        return execute(statement, values, many, context)

    newsroom.crawler.name_generation()
    with connection.execute_wrapper(note):
        newsroom.crawler.client.get(address)
    return asked


def test_calendar_of_what_ended_says_only_that_it_is_cancelled(at_noon):
    """Whoever put it into a calendar while it was public must be told; no page says more than of nothing."""
    cancelled = at_noon.hidden.cancelled
    addresses = [f"/events/{ref}.ics" for ref in cancelled & at_noon.hidden.events]
    addresses += [f"/events/{event}/{slot}.ics" for event, slot in at_noon.hidden.slots if slot in cancelled]
    assert len(addresses) == 3
    for address in addresses:
        response = at_noon.crawler.client.get(address)
        assert "STATUS:CANCELLED" in response.text
        assert CANARY not in response.text.lower()


# Withdrawn: the page says so, and that is all


def withdrawn(newsroom):
    return newsroom.world.to_be_withdrawn


def test_withdrawn_release_says_in_every_form_only_that_it_is(at_noon):
    revision = withdrawn(at_noon).revisions.get()
    path = revision.get_absolute_url()
    bodies = set()
    for end in (
        "/",
        "/revisions/1/",
        f"/{revision.slug}.pdf",
        f"/{revision.slug}-ex991.htm",
        f"/{revision.slug}.json",
    ):
        response = at_noon.crawler.client.get(
            path.rpartition(f"/{revision.slug}")[0] + end.replace("//", "/")
        )
        if end != "/":
            assert response.status_code == 410
            bodies.add(response.content)
    assert len(bodies) == 1
    assert b"We report results" not in bodies.pop()


def test_files_of_a_withdrawn_release_are_as_if_they_never_were(at_noon, answer):
    for file in withdrawn(at_noon).attachments.all():
        known = file.get_absolute_url()
        words = file.ref, "0000aaaa"
        assert answer(known, *words) == answer(known.replace(*words), *words)
