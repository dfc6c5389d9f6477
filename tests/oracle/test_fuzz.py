"""Whatever is sent to a public address: never a fault of ours."""

import itertools
from urllib.parse import unquote_to_bytes

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.doors.routes import PUBLIC

from .routes import STARTS
from .world import CANARY

pytestmark = pytest.mark.django_db
METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"])
RUBBISH = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
# What has broken web sites before.
CLASSICS = st.sampled_from([
    "", "0", "-1", "1e9", "99999999999999999999", "%00", "\0", "../../etc/passwd", "' OR 1=1--", '"', "*", "((",
    "NEAR/", "a AND", "\ud7ff", "١٢٣", "²", "é" * 300, "x" * 5000, "{{7*7}}", "<script>", "2025-02-30", "0001-01-01",
    "9999-12-31",
    "%ff%fe", "İ", "ﬁ", "\u202e", "null", "[]", "a:b", "-", "…",
])  # fmt: skip
WORDS = CLASSICS | RUBBISH
NAMES = st.sampled_from(
    ["q", "page", "per_page", "year", "category", "compound", "partner", "from", "to", "format", "token", "x"]
)
QUERY = st.dictionaries(NAMES | RUBBISH, WORDS, max_size=4)
HEADER_NAMES = st.sampled_from([
    "Accept", "Accept-Encoding", "Accept-Language", "Range", "If-Range", "If-None-Match", "If-Match",
    "If-Modified-Since", "If-Unmodified-Since", "Cookie", "Host", "Origin", "Referer", "X-Forwarded-For",
    "X-Forwarded-Proto", "X-Forwarded-Host", "X-Request-ID", "User-Agent", "Authorization",
])  # fmt: skip
# A server hands headers on as Latin-1, without line ends.
HEADER = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=40)
HEADERS = st.dictionaries(
    HEADER_NAMES,
    HEADER | CLASSICS.filter(lambda word: "\0" not in word).map(lambda word: word.encode().decode("latin-1")),
    max_size=3,
)
FEW = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=False
)


@pytest.fixture
def ask(at_noon):
    # What is the same on every page is made once, as behind the page front.
    client = Client(**{"embargo.generation": "of this test"})

    def ask(method, path, query=None, headers=None, body=b""):
        asked = {"query_params": query or {}, "headers": headers or {}, "content_type": "text/plain"}
        # As a server hands it on: the client would take “//a” for a host.
        asked["PATH_INFO"] = unquote_to_bytes(path.partition("?")[0]).decode("latin-1")
        response = client.generic(method, "/", body, **asked)
        response.getvalue()  # the body is made while it is sent
        assert response.status_code < 500, (method, path, query, headers)
        return response

    return ask


def filled(newsroom):
    revision = newsroom.world.lead.revisions.order_by("-number").first()
    found = [path.format(ref=revision.ref, slug=revision.slug) for path in PUBLIC.values()]
    return [
        *found,
        *STARTS,
        newsroom.world.event.get_absolute_url(),
        newsroom.world.compound.get_absolute_url(),
    ]


def test_no_query_makes_a_fault(ask, at_noon):
    @FEW
    @given(st.sampled_from(filled(at_noon)), QUERY)
    def asked(path, query):
        ask("GET", path.partition("?")[0], query)

    asked()


def test_no_method_or_header_makes_a_fault(ask, at_noon):
    @FEW
    @given(METHODS, st.sampled_from(filled(at_noon)), HEADERS, st.binary(max_size=50))
    def asked(method, path, headers, body):
        ask(method, path, None, headers, body)

    asked()


def test_no_path_makes_a_fault(ask, at_noon):
    prefixes = [path.rpartition("/")[0] for path in filled(at_noon)]

    @FEW
    @given(
        st.sampled_from(prefixes),
        st.lists(WORDS, max_size=3),
        st.sampled_from(["", "/", ".pdf", ".ics", ".rss"]),
    )
    def asked(prefix, parts, end):
        ask("GET", "/".join([prefix, *parts]) + end)

    asked()


def test_no_classic_in_any_place_of_an_address_makes_a_fault(ask):
    routes = [
        "/releases/{}/x/", "/releases/lead/{}/", "/releases/lead/{}.pdf", "/releases/{}/revisions/1/",
        "/releases/lead/revisions/{}/", "/releases/{}/", "/pipeline/{}/", "/partners/{}/", "/events/{}/",
        "/events/{}.ics", "/events/a/{}.ics", "/contacts/{}.vcf", "/files/{}/a.pdf", "/files/a/{}", "/theme/{}.css",
        "/sitemap-{}.xml", "/feeds/category/{}.rss", "/feeds/compound/{}/2025.atom", "/feeds/releases/{}.json",
    ]  # fmt: skip
    words = [
        "%00",
        "%ff",
        "..",
        "%2e%2e",
        "99999999999999999999",
        "é",
        "x" * 3000,
        "0",
        "-1",
        "'",
        "%0a",
        "٣",
        CANARY,
    ]
    for route, word in itertools.product(routes, words):
        ask("GET", route.format(word))


def test_sign_in_page_takes_whatever_is_typed(ask):
    ask("POST", reverse("admin:login"), body=b"\xff\0=")
