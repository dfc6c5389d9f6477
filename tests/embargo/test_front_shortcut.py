"""The short way of plain requests leads where the long one does, and never past an embargo."""

import datetime as dt
import weakref

import pytest

from embargo.front import shortcut
from irsite.serving.application import Serving
from tests import asgi, builders
from tests.fronts import HOST, Site, settle

pytestmark = pytest.mark.django_db
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip"}
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def site(people, records, now):
    return served(now)


def served(now):
    settle()
    site = Site(now)
    site.serving = Serving(site.front)
    site.serving.threads = site.serving.looker = asgi.AtOnce()
    site.get = lambda *given, **headers: asgi.ask(site.serving, *given, **headers)
    return site


def warmed(site, address="/", **headers):
    """The third answer is the first that may come by the short way."""
    return [site.get(address, **GZIP, **headers) for _each in range(3)][-1]


def long_way(site, *given, **headers):
    site.serving.shortcuts.ways.clear()
    return site.get(*given, **headers)


def test_third_request_reads_no_header(site, monkeypatch):
    first = warmed(site)
    monkeypatch.setattr("embargo.front.wsgi.read", None)
    assert site.get("/", **GZIP) == first


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {}),
        ("GET", {"HTTP_ACCEPT_ENCODING": "identity"}),
        ("GET", GZIP | {"HTTP_IF_NONE_MATCH": "*"}),
        ("GET", GZIP | {"HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2100 00:00:00 GMT"}),
        ("GET", GZIP | {"HTTP_IF_NONE_MATCH": ["*", '"other"']}),
        ("GET", GZIP | {"HTTP_IF_MATCH": '"other"'}),
        ("GET", GZIP | {"HTTP_COOKIE": "sessionid=x"}),
        ("GET", GZIP | {"HTTP_AUTHORIZATION": "Basic eDp5"}),
        ("GET", GZIP | {"HTTP_HOST": "elsewhere.example"}),
        ("GET", GZIP | {"HTTP_HOST": [HOST, "elsewhere.example"]}),
        ("GET", GZIP | {"HTTP_HOST": []}),
        ("GET", {"HTTP_ACCEPT_ENCODING": ["gzip;q=0", "identity"]}),
        ("GET", GZIP | {"HTTP_RANGE": "bytes=0-9"}),
        ("HEAD", GZIP),
        ("POST", GZIP),
    ],
)
def test_what_is_not_plain_is_answered_as_ever(site, method, headers):
    warmed(site)
    answers = site.get("/", method, **headers), long_way(site, "/", method, **headers)
    for answer in answers:
        # Those who sign in get one with every answer.
        answer.headers = {name: value for name, value in answer.headers.items() if name != "x-request-id"}
    assert answers[0] == answers[1]


@pytest.mark.parametrize("more", [{}, {"HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 1999 00:00:00 GMT"}])
def test_reader_who_has_the_page_is_told_so_as_ever(site, monkeypatch, more):
    has = GZIP | {"HTTP_IF_NONE_MATCH": warmed(site).headers["ETag"]} | more
    told = long_way(site, "/", **has)
    with monkeypatch.context() as without:
        without.setattr("embargo.front.wsgi.read", None)
        assert site.get("/", **has) == told
    assert (told.status, told.body) == (304, b"")


@pytest.mark.parametrize("tag", ['"other"', "", "nonsense", '"a", W/"b"'])
def test_reader_who_has_another_page_gets_this_one(site, tag):
    page, has = warmed(site), GZIP | {"HTTP_IF_NONE_MATCH": tag}
    assert site.get("/", **has) == long_way(site, "/", **has) == page


def test_second_header_for_gzip_opens_no_way_for_those_who_have_the_first_alone(site):
    for _each in range(3):
        site.get("/", HTTP_ACCEPT_ENCODING=["br", "gzip"])
    assert "Content-Encoding" not in site.get("/", HTTP_ACCEPT_ENCODING="br").headers


def test_scheme_of_a_proxy_is_part_of_the_way(people, records, now, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = served(now)
    safe = warmed(site, "/releases/", HTTP_X_FORWARDED_PROTO="https")
    plain = site.get("/releases/", HTTP_X_FORWARDED_PROTO="http", **GZIP)
    assert "https://" in safe.text
    assert "https://localhost" not in plain.text


def test_nothing_is_given_before_or_after_its_instant(site, people, now):
    builders.scheduled(people, now=now, at=now + HOUR, headline="Embargoed news")
    site.a_second_later()
    assert "Embargoed news" not in warmed(site).text
    site.now += HOUR - dt.timedelta(microseconds=1)
    assert "Embargoed news" not in site.get("/", **GZIP).text
    site.now += dt.timedelta(microseconds=1)
    assert "Embargoed news" in site.get("/", **GZIP).text
    warmed(site)
    site.now -= HOUR  # a clock that is set back
    assert "Embargoed news" not in site.get("/", **GZIP).text


def test_change_ends_the_short_way_too(site, people, now):
    warmed(site)
    builders.live(people, now=now, headline="Out now")
    site.a_second_later()
    assert "Out now" in site.get("/", **GZIP).text


def test_entry_that_made_room_is_made_again(site):
    warmed(site)
    site.front.pages.drop(next(iter(site.front.pages.entries)))
    made = site.made
    site.get("/", **GZIP)
    assert site.made == made + 1


def test_what_made_room_is_kept_by_no_way_to_it(site):
    for encoding in ("gzip", "gzip, br", "br, gzip"):
        site.get("/", HTTP_ACCEPT_ENCODING=encoding)
        site.get("/", HTTP_ACCEPT_ENCODING=encoding)
    key, entry = next(iter(site.front.pages.entries.items()))
    held = weakref.ref(entry)
    del entry
    site.front.pages.drop(key)
    assert len(site.serving.shortcuts.ways) == 3
    assert held() is None


def test_misses_go_the_long_way(site, monkeypatch):
    noted = []
    monkeypatch.setattr("embargo.front.wsgi.when_not_found", [noted.append])
    warmed(site, "/releases/aaaaaaaa/nothing/")
    assert len(noted) == 3


def test_table_is_bounded(site, monkeypatch):
    monkeypatch.setattr(shortcut, "LIMIT", 2)
    for encoding in ("gzip", "gzip, br", "br, gzip", "*"):
        for _each in range(2):
            site.get("/", HTTP_ACCEPT_ENCODING=encoding)
    assert len(site.serving.shortcuts.ways) == 2


def test_front_that_is_turned_off_holds_nothing(people, records, now, settings):
    settings.PAGE_FRONT = False
    site = served(now)
    warmed(site)
    assert site.made == 3
