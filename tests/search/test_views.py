import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact
from events.models import Event
from pipeline.models import Compound
from releases.models import Category
from tests import builders

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def hits(response):
    return [hit.address for hit, _kind in response.context["hits"]]


def test_hits_show_kind_date_and_the_found_words(people, records, now, visit):
    release = builders.live(people, now, headline="Velmora Opens a Canary Trial")
    page = visit("/search/?q=canary", now).content.decode()
    assert f"/releases/{release.ref}/" in page
    for text in ("<mark>Canary</mark>", ">Release</span>", ">March 4, 2025</time>", ">1 result<"):
        assert text in page


def test_events_and_compounds_are_found_too(records, now, visit):
    Event.objects.create(name="Canary day", kind="call", start_on=dt.date(2025, 3, 9), public_from=now)
    Compound.objects.create(name="canarimab", slug="canarimab", target="Canary", public_from=now)
    assert len(hits(visit("/search/?q=canary", now))) == 2


def test_what_waits_is_neither_found_nor_counted(people, records, now, visit):
    before = visit("/search/?q=velmora", now).content
    builders.scheduled(people, now, now + MINUTE, headline="Velmora Canary")
    assert visit("/search/?q=velmora", now).content == before


def test_filters_narrow_to_a_year_and_a_category(people, records, now, visit):
    other = Category.objects.create(name="Corporate", slug="corporate")
    builders.live(people, now, headline="Canary one")
    second = builders.live(people, now, headline="Canary two", category=other)
    found = hits(visit("/search/?q=canary&year=2025&category=corporate", now))
    assert found == [second.live_revision(now).get_absolute_url()]
    assert hits(visit("/search/?q=canary&year=2024", now)) == []


def test_nothing_asked_shows_the_form_alone(people, records, now, visit):
    response = visit("/search/", now)
    assert response.status_code == 200
    assert 'name="q"' in response.content.decode()
    assert hits(response) == []


def test_nothing_found_names_who_answers(people, records, now, visit):
    Contact.objects.update(public_from=now)
    page = visit("/search/?q=zeppelin", now).content.decode()
    assert "Nothing was found" in page
    assert "Ina Vesta" in page


def test_pages_turn_and_keep_the_question(people, records, now, visit, monkeypatch):
    monkeypatch.setattr("search.find.PAGE_SIZE", 1)
    for number in range(3):
        builders.live(people, now, headline=f"Canary {number}")
    first, second = (visit(f"/search/?q=canary&year=2025&page={page}", now) for page in (1, 2))
    assert hits(first) != hits(second)
    assert 'href="/search/?q=canary&amp;year=2025&amp;page=3"' in second.content.decode()
    assert hits(visit("/search/?q=canary&year=2025&page=1", now)) == hits(first)


@pytest.mark.parametrize(
    "query",
    [
        "q=canary&page=99",
        "q=canary&page=0",
        "q=canary&page=-1",
        "q=canary&page=x",
        "q=canary&page=" + "9" * 5000,
        "page=²",
        "q=canary&year=20x5",
        "q=canary&year=0000",
        "q=canary&year=²⁰²⁵",
        "q=canary&category=none",
        "q=canary&category=%00",
        "q=canary&category=a'b",
    ],
)
def test_what_is_not_there_is_not_found(people, records, now, visit, query):
    builders.live(people, now, headline="Canary")
    assert visit(f"/search/?{query}", now).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["%00", "%22", "%22unbalanced", "a*%20OR", "NEAR(", "%3Cb%3E%26", "%F0%9F%98%80", "'", "x" * 10_000],
)
def test_every_question_is_answered(people, records, now, visit, query):
    builders.live(people, now, headline="Canary")
    assert visit(f"/search/?q={query}", now).status_code == 200


def test_question_is_shown_as_text(people, records, now, visit):
    assert "<script>alert" not in visit("/search/?q=%22%3E%3Cscript%3Ealert(1)", now).content.decode()


def test_results_are_kept_out_of_search_engines(people, records, now, visit):
    assert '<meta name="robots" content="noindex">' in visit("/search/?q=x", now).content.decode()


def test_empty_search_page_may_be_found_by_others(records, now, visit):
    page = visit("/search/", now).text
    assert "noindex" not in page
    assert '<link rel="canonical" href="http://testserver/search/">' in page


def test_every_page_has_the_search_box(people, records, now, visit):
    for path in ("/", "/contacts/", "/nothing/"):
        assert 'action="/search/"' in visit(path, now).content.decode()


def test_queries_do_not_grow_with_the_hits(people, records, now, visit):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert visit("/search/?q=canary&category=clinical-data", now).status_code == 200
        return len(captured)

    builders.live(people, now, headline="Canary 0")
    few = queries()
    for number in range(1, 6):
        builders.live(people, now, headline=f"Canary {number}")
    assert queries() == few <= 12
