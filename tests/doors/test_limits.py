from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client

from tests import builders

from .entering import give_password, is_in
from .routes import PUBLIC

# It counts in the cache.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def few(settings):
    settings.LIMITS = {"search": 3, "feeds": 3, "api": 3, "sign-in": 4}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The seconds by which requests are counted; they stand still, so that no minute ends between two requests."""
    clock = SimpleNamespace(seconds=6_015.0)
    monkeypatch.setattr("irsite.doors.limits.time", SimpleNamespace(time=lambda: clock.seconds))
    return clock


def statuses(client, path, times, **kwargs):
    return [client.get(path, **kwargs).status_code for _ in range(times)]


@pytest.mark.parametrize(
    "path", ["/search/?q=results", "/feeds/releases.rss", "/api/releases.json", "/sitemap.xml", "/events.ics"]
)
def test_one_address_gets_so_many_answers(client, records, path):
    assert statuses(client, path, 4) == [200, 200, 200, 429]


def test_limited_answer_says_when_to_come_back_and_is_kept_by_nobody(client, records):
    statuses(client, "/search/?q=a", 3)
    response = client.get("/search/?q=a")
    assert response["Retry-After"] == "46"
    assert response["Cache-Control"] == "no-store"
    assert "Too many requests came from your address" in response.text
    assert not response.cookies


def test_program_is_told_as_of_its_other_errors(client, records):
    statuses(client, "/api/releases.json", 3)
    response = client.get("/api/releases.json")
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Too many requests",
        "status": 429,
        "detail": "Too many requests came from your address; see Retry-After.",
    }
    assert response["Retry-After"] == "46"
    assert (response["Cache-Control"], response["Access-Control-Allow-Origin"]) == ("no-store", "*")


def test_others_are_not_limited(client, records):
    statuses(client, "/search/?q=a", 4)
    assert Client(REMOTE_ADDR="203.0.113.7").get("/search/?q=a").status_code == 200


def test_one_machine_with_many_ipv6_addresses_is_one(records):
    for number in range(3):
        Client(REMOTE_ADDR=f"2001:db8:1:1::{number}").get("/search/?q=a")
    assert Client(REMOTE_ADDR="2001:db8:1:1::ffff").get("/search/?q=a").status_code == 429
    assert Client(REMOTE_ADDR="2001:db8:1:2::1").get("/search/?q=a").status_code == 200


def test_limit_ends_with_its_minute(client, records, clock):
    assert statuses(client, "/search/?q=a", 4)[-1] == 429
    clock.seconds += 60
    assert client.get("/search/?q=a").status_code == 200


def test_robot_that_asks_whether_a_feed_changed_is_not_limited(client, records):
    tag = client.get("/feeds/releases.rss")["ETag"]
    assert set(statuses(client, "/feeds/releases.rss", 20, headers={"If-None-Match": tag})) == {304}
    assert client.get("/feeds/releases.rss").status_code == 200


def test_pages_of_the_site_are_not_limited(client, people, records, now):
    builders.live(people, now)
    assert set(statuses(client, "/releases/", 20)) == {200}


def test_limits_stand_apart(client, records):
    statuses(client, "/search/?q=a", 4)
    assert client.get("/feeds/releases.rss").status_code == 200


def test_failed_sign_ins_of_one_address_are_limited(client, people, records):
    for name in ("a", "b", "c", "d"):
        people.second.username = name
        give_password(client, people.second, "wrong")
    response = give_password(client, people.writer)
    assert response.status_code == 429
    assert response["Retry-After"] == "586"
    assert not is_in(client)


def test_office_that_comes_to_work_is_not_limited(people, records):
    for _ in range(3):
        for person in (people.writer, people.approver, people.administrator):
            client = Client()
            give_password(client, person)
            assert is_in(client)


def test_cache_that_lost_its_counts_limits_nobody(client, records, monkeypatch):
    def gone(*args, **kwargs):
        raise ValueError("Key not found")

    monkeypatch.setattr(type(cache._connections["default"]), "incr", gone)
    assert set(statuses(client, "/search/?q=a", 6)) == {200}


@pytest.mark.parametrize("name", PUBLIC)
def test_limit_does_not_depend_on_what_is_there(client, records, name):
    """A draft, an unknown reference or a held file counts like a page: by its path alone."""
    path = PUBLIC[name].format(ref="abcdefgh", slug="x")
    there = statuses(client, path, 5)[-1] == 429
    cache.clear()
    not_there = statuses(client, path.rstrip("/") + "-none", 5)[-1] == 429
    assert there == not_there or path in ("/search/?q=results", "/feeds/", "/events.ics")
