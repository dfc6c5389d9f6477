"""What the page front holds, and for whom."""

import threading

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from embargo.front import asking, when_not_found
from embargo.front import wsgi as front_module
from embargo.front.holding import OVERHEAD
from tests import builders
from tests.fronts import Body, Site, settle, stub

pytestmark = pytest.mark.django_db
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip"}


@pytest.fixture
def site(people, records, now):
    settle()
    return Site(now)


@pytest.fixture
def stubbed(db, now):
    return lambda application: Site(now, application)


def test_page_is_made_once(site):
    first, second = site.get("/"), site.get("/")
    assert site.made == 1
    assert (first.status, first.body, first.headers) == (200, second.body, second.headers)


def test_one_trivial_statement_is_asked_in_a_second(site):
    site.get("/")
    site.a_second_later()
    with CaptureQueriesContext(connection) as asked:
        for _each in range(5):
            site.get("/")
    (look,) = asked
    assert look["sql"].startswith('SELECT "embargo_generation"."number"')


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": f"a=b; {django_settings.SESSION_COOKIE_NAME}=x"},
        {"HTTP_AUTHORIZATION": "Basic eDp5"},
    ],
)
def test_who_may_be_somebody_neither_fills_nor_gets_what_is_held(site, headers):
    site.get("/", **headers)
    site.get("/")
    site.get("/", **headers)
    assert site.made == 3


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "DELETE"])
def test_other_methods_are_for_django(site, method):
    site.get("/")
    assert site.get("/", method).status == site.directly("/", method).status
    assert site.made == 2


@pytest.mark.parametrize("path", ["/admin/login/", "/files/abcdefgh/x.pdf", "/healthz", "/static/x.css"])
def test_desk_files_and_health_are_for_django(site, path):
    site.get(path)
    site.get(path)
    assert site.made == 2


def test_front_can_be_switched_off(site, settings):
    settings.PAGE_FRONT = False
    site.get("/")
    site.get("/")
    assert site.made == 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", {"Cache_Control": "private, no-store"}),
        ("200 OK", {"Set_Cookie": "a=b"}),
        ("200 OK", {"Vary": "Cookie"}),
        ("200 OK", {"Vary": "Accept-Encoding, Accept"}),
        ("200 OK", {"Content_Encoding": "br"}),
        *((status, {}) for status in ("302 Found", "400 Bad Request", "429 Too Many Requests", "500 Error")),
    ],
)
def test_what_is_not_for_everybody_is_not_held(stubbed, status, headers):
    site = stubbed(stub(status, **headers))
    assert site.get("/").body == site.get("/").body == b"page"
    assert site.made == 2


@pytest.mark.parametrize("status", ["200 OK", "301 Moved", "404 Not Found", "410 Gone"])
def test_what_stays_within_its_period_is_held(stubbed, status):
    site = stubbed(stub(status))
    assert site.get("/").status == site.get("/").status == int(status[:3])
    assert site.made == 1


def test_page_that_becomes_a_notice_is_held_in_its_place(stubbed):
    site = stubbed(stub())
    site.get("/x")
    site.application, site.watch.last = stub("410 Gone"), None
    assert [site.get("/x").status for _each in range(3)] == [410, 410, 410]
    assert site.made == 2


def test_stream_goes_through(stubbed):
    class Stream(Body):
        streaming = True

    def application(environ, start_response):
        start_response("200 OK", [("Cache-Control", "public")])
        return Stream([b"a", b"b"])

    site = stubbed(application)
    assert site.get("/").body == site.get("/").body == b"ab"
    assert site.made == 2


def test_large_answer_is_given_and_not_held(stubbed, monkeypatch):
    monkeypatch.setattr(front_module, "MAX_BODY", 3)
    site = stubbed(stub())
    assert site.get("/").body == site.get("/").body == b"page"
    assert site.made == 2


def test_every_answer_of_django_is_closed(stubbed, monkeypatch):
    monkeypatch.setattr(Body, "closed", 0)
    site = stubbed(stub())
    for address in ("/", "/", "/healthz"):
        site.get(address)
    assert Body.closed == site.made == 2


def test_cookies_and_headers_of_one_reader_do_not_reach_a_shared_page(stubbed):
    seen = []

    def application(environ, start_response):
        seen.append(environ)
        return stub()(environ, start_response)

    private = dict.fromkeys(asking.OF_ONE_READER, "x") | {
        "HTTP_ACCEPT": "text/x",
        "HTTP_ACCEPT_LANGUAGE": "de",
    }
    stubbed(application).get("/", **private)
    assert not asking.OF_ONE_READER & seen[0].keys()
    assert seen[0]["HTTP_ACCEPT"] == "*/*"


# Hosts


@pytest.mark.parametrize("host", ["evil.example", "localhost:80x", "a b", "", "localhost.evil.example"])
def test_wrong_host_is_refused_and_not_held(site, host):
    assert site.get("/", HTTP_HOST=host).status == site.directly("/", HTTP_HOST=host).status == 400
    assert not site.front.pages.entries
    assert not site.front.others.entries


@pytest.mark.parametrize("host", ["LOCALHOST", "localhost:81", "localhost."])
def test_other_spellings_of_a_host_are_answered_and_not_held(site, host):
    assert site.get("/", HTTP_HOST=host).status == 200
    assert not site.front.pages.entries


def test_invented_names_below_a_wildcard_are_held_up_to_a_number(site, settings, monkeypatch):
    monkeypatch.setattr("embargo.front.asking._hosts", set())
    settings.ALLOWED_HOSTS = [".localhost"]
    for number in range(asking.MAX_HOSTS + 5):
        site.get("/robots.txt", HTTP_HOST=f"a{number}.localhost")
    assert len(site.front.pages.entries) == asking.MAX_HOSTS


def test_each_host_has_its_own_pages(site):
    one, other = site.get("/"), site.get("/", HTTP_HOST="127.0.0.1")
    assert "http://localhost/" in one.text
    assert "http://127.0.0.1/" in other.text


# Parameters


def test_unknown_parameters_are_no_part_of_a_page(site):
    plain = site.get("/releases/")
    assert site.get("/releases/?utm_source=x&format=json&PAGE=2").body == plain.body
    assert site.made == 1


def test_unknown_parameters_do_not_get_into_a_page(site):
    site.get("/releases/?canary=1")
    assert "canary" not in site.get("/releases/").text


@pytest.mark.parametrize(
    "query",
    [
        "page=1&category=clinical-data",
        "page=7&page=1&category=clinical-data",
        "%70age=1&category=clinical-data&x=y",
    ],
)
def test_order_and_repetition_of_parameters_make_no_other_page(site, people, now, query):
    builders.live(people, now)
    site.get("/releases/?category=clinical-data&page=1")
    assert site.get(f"/releases/?{query}").status == 200
    assert site.made == 1


@pytest.mark.parametrize(
    "query", ["page=100000", f"q={'x' * 201}", "q=" + "&q=".join("x" * 400), "page=" + "9" * 5000]
)
def test_parameters_beyond_their_bounds_are_answered_and_not_held(site, query):
    address = f"/search/?{query}"
    assert site.get(address).status == site.directly(address).status
    site.get(address)
    assert site.made == 2


def test_page_deep_in_an_archive_of_a_million_is_held(site):
    assert site.get("/releases/?page=40000") == site.get("/releases/?page=40000")
    assert site.made == 1


# Bounds


def test_invented_addresses_push_no_page_out(site):
    site.get("/")
    site.front.others.limit = 5 * (OVERHEAD + 4000)
    for number in range(30):
        site.get(f"/releases/abcdefgh/{number}/")
        site.get(f"/search/?q={number}")
        site.get(f"/theme/0000{number:02}.css")
    assert len(site.front.others.entries) < 20
    before = site.made
    site.get("/")
    assert site.made == before


def test_longest_unasked_page_falls_first(stubbed):
    site = stubbed(stub(body=b"x" * 1000))
    site.front.pages.limit = 3 * (OVERHEAD + 1000)
    for path in ("/1", "/2", "/3", "/1", "/4"):
        site.get(path)
    assert [key[3] for key in site.front.pages.entries] == ["/3", "/1", "/4"]
    assert site.front.pages.bytes == 3 * (OVERHEAD + 1000)


# At the same time


@pytest.fixture
def slow(stubbed):
    """A site whose page is being made until `go` is set."""
    go, began = threading.Event(), threading.Event()

    def application(environ, start_response):
        began.set()
        go.wait(5)
        return stub()(environ, start_response)

    site = stubbed(application)
    site.watch.now()  # a thread of a test has a database connection of its own
    site.watch.timer = lambda: 0
    return site, go, began


def ask_at_once(site, count, paths=("/",)):
    answers = []
    threads = [
        threading.Thread(target=lambda path=path: answers.append(site.get(path)))
        for path in paths
        for _each in range(count)
    ]
    for thread in threads:
        thread.start()
    return threads, answers


def test_page_that_many_ask_for_is_made_by_one(slow):
    site, go, began = slow
    threads, answers = ask_at_once(site, 8)
    began.wait(5)
    go.set()
    for thread in threads:
        thread.join(5)
    assert [answer.body for answer in answers] == [b"page"] * 8
    assert site.made == 1


def test_nobody_waits_for_ever(slow, monkeypatch):
    monkeypatch.setattr(front_module, "PATIENCE", 0)
    site, go, began = slow
    threads, answers = ask_at_once(site, 2)
    began.wait(5)
    go.set()
    for thread in threads:
        thread.join(5)
    assert len(answers) == 2


def test_fault_while_a_page_is_made_leaves_nobody_waiting(stubbed):
    def broken(environ, start_response):
        raise RuntimeError("no")

    site = stubbed(broken)
    for _each in range(2):
        with pytest.raises(RuntimeError):
            site.get("/")
    assert not site.front.flights


# Not found


def test_not_yet_takes_the_same_path_as_never(site, people, now):
    release = builders.scheduled(people, now, now.replace(hour=23))
    secret = release.approved_revision().get_absolute_url()
    answers = [site.get(path, **GZIP) for path in (secret, "/releases/abcdefgh/x/") for _each in range(2)]
    assert len({(each.status, each.body, str(each.headers)) for each in answers}) == 1
    assert (site.made, len(site.front.others.entries)) == (2, 2)


def test_every_not_found_is_noted_the_held_ones_too(site, monkeypatch):
    noted = []
    monkeypatch.setattr(
        "embargo.front.wsgi.when_not_found", [lambda environ: noted.append(environ["PATH_INFO"])]
    )
    for path in ("/nothing/", "/nothing/", "/files/abcdefgh/x", "/"):
        site.get(path)
    assert noted == ["/nothing/", "/nothing/", "/files/abcdefgh/x"]


def test_list_of_who_notes_is_the_one_that_is_given_out():
    assert when_not_found is front_module.when_not_found
