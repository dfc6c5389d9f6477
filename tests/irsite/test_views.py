import datetime as dt

import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.test import Client

from contacts.models import Contact
from events.models import Event
from pipeline.models import Compound, Indication, Milestone, Program
from tests import builders

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
PAGES = [
    "/",
    "/releases/",
    "/pipeline/",
    "/partners/",
    "/events/",
    "/contacts/",
    "/feeds/releases.rss",
    "/robots.txt",
]


def test_home_shows_what_is_new_next_and_who_answers(people, records, now, visit):
    builders.live(people, now, headline="The newest")
    Event.objects.create(name="Results call", kind="call", start_on=dt.date(2025, 3, 9), public_from=now)
    compound = Compound.objects.create(name="VLM-1", slug="vlm-1", public_from=now)
    program = Program.objects.create(
        compound=compound, indication=Indication.objects.create(name="X", slug="x")
    )
    Milestone.objects.create(program=program, phase="2", reached_on=dt.date(2025, 1, 1), public_from=now)
    page = visit("/", now).content.decode()
    for text in (
        "The newest",
        "We report results.",
        "Results call",
        "VLM-1",
        "Phase 2",
        "Ina Vesta",
        "tel:5550100",
    ):
        assert text in page


def test_home_without_anything_yet(db, now, visit):
    page = visit("/", now).content.decode()
    assert "No release has been published yet." in page


def test_home_says_nothing_of_what_waits(people, records, now, visit):
    before = visit("/", now).content
    builders.scheduled(people, now, now + MINUTE)
    Contact.objects.update(public_from=now + MINUTE)
    assert visit("/", now).content == before


@pytest.mark.parametrize(
    "path", [*PAGES, "/nothing/", "/releases/abcdefgh/x/", "/releases/abcdefgh/x", "/files/a/b"]
)
def test_strangers_get_one_constant_lifetime_and_no_cookie(people, records, now, visit, path):
    response = visit(path, now)
    assert response["Cache-Control"] == "public, max-age=1"
    assert response.has_header("ETag")
    assert not response.cookies
    assert response.get("Vary", "Accept-Encoding") in ("Accept-Encoding", "Accept, Accept-Encoding")


@pytest.mark.parametrize("path", PAGES)
def test_reader_who_has_the_bytes_is_told_so(people, records, now, visit, path):
    tag = visit(path, now)["ETag"]
    again = visit(path, now, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "public, max-age=1"


@pytest.mark.parametrize("path", ["/", "/nothing/"])
def test_answer_to_a_session_is_kept_by_nobody(people, records, now, visit, client, path):
    client.cookies[settings.SESSION_COOKIE_NAME] = "something"
    assert visit(path, now)["Cache-Control"] == "private, no-store"


def test_not_found_says_nothing_of_the_address(people, records, now, visit):
    answers = {
        visit(path, now).content for path in ("/secret-name/", "/releases/abcdefgh/x/", "/pipeline/x/", "/x")
    }
    assert len(answers) == 1
    assert b"secret-name" not in answers.pop()


@pytest.mark.parametrize("path", ["/pipeline/{}", "/partners/{}", "/events/{}", "/releases/{}/x"])
def test_missing_slash_answers_alike_for_what_is_there_and_what_is_not(people, records, now, visit, path):
    Compound.objects.create(name="A", slug="there", public_from=now)
    there, not_there = visit(path.format("there"), now), visit(path.format("nothere"), now)
    assert there.status_code == not_there.status_code == 301
    assert there.content == not_there.content


def test_inline_script_and_style_are_forbidden_and_absent(people, records, now, visit):
    builders.live(people, now)
    response = visit("/", now)
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert b"<style" not in response.content
    assert b" style=" not in response.content


def test_feed_is_found_from_every_page(people, records, now, visit):
    assert b'type="application/rss+xml"' in visit("/contacts/", now).content


def test_robots_are_welcome(db, now, visit):
    response = visit("/robots.txt", now)
    assert response["Content-Type"].startswith("text/plain")
    assert b"Disallow: /admin/" in response.content


def at_a_fault(monkeypatch, path, error):
    """The answer when `error` is raised by the question that stands before every page."""

    def broken(*args, **kwargs):
        raise error

    monkeypatch.setattr("irsite.middleware.Issuer.objects.prefetch_related", broken)
    return Client(raise_request_exception=False).get(path)


def test_fault_has_a_page_that_needs_no_database(db, monkeypatch):
    response = at_a_fault(monkeypatch, "/", RuntimeError("Canary"))
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store")
    assert "The fault is ours" in response.text


@pytest.mark.parametrize("path", ["/", "/releases/", "/feeds/releases.atom", "/admin/login/"])
@pytest.mark.parametrize("error", [OperationalError("Canary"), InterfaceError("Canary")])
def test_lost_database_is_said_to_be_away_for_a_while(db, monkeypatch, path, error):
    response = at_a_fault(monkeypatch, path, error)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "no-store" in response["Cache-Control"]
    assert "This cannot be shown just now" in response.text
    assert not {word for word in ("Traceback", "Canary", "Error") if word in response.text}


def test_traveller_is_told_so(people, records, now, visit, client):
    client.force_login(people.writer)
    session = client.session
    session["time_travel_to"] = (now + MINUTE).isoformat()
    session.save()
    builders.scheduled(people, now, now + MINUTE, headline="Of tomorrow")
    page = visit("/", now).content.decode()
    assert "You see the site as of March 4, 2025, 12:01 p.m. EST." in page
    assert "Of tomorrow" in page
