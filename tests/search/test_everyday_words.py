"""Words that most texts hold: the newest texts are looked through, and the reader is told which."""

import datetime as dt

import pytest

from releases import finding
from search import find as searching
from search.find import find
from tests import builders
from tests.sharing import shared

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]  # SQLite looks through all of them
DAY = dt.timedelta(days=1)

people, records = shared(builders.people), shared(builders.records)


@pytest.fixture(scope="module")
def releases(people, records, now):
    for days in (0, 40, 400):
        builders.live(people, now - days * DAY, headline=f"Interim Results {days}")
    builders.live(people, now - 400 * DAY, headline="Results of the Interim")


@pytest.fixture
def everyday(releases, monkeypatch):
    """As if four texts were very many and one were as many as may be looked through."""
    monkeypatch.setattr(finding, "SAMPLE", 1)
    for name, number in (("SAMPLE", 1), ("MANY", 1), ("LOOKED", 1)):
        monkeypatch.setattr(searching, name, number)


def headlines(page):
    return [hit.title.replace("<mark>", "").replace("</mark>", "") for hit in page]


def test_newest_months_are_looked_through(everyday, now):
    page = find("interim results", now)
    assert headlines(page) == ["Interim Results 0"]
    assert page.since == dt.date(2025, 3, 1)


def test_phrase_is_looked_for_where_its_words_are_everywhere(everyday, now):
    page = find('"results of the interim"', now)
    assert (headlines(page), page.since) == ([], dt.date(2025, 3, 1))


def test_a_year_reaches_older_texts(everyday, now):
    page = find('"results of the interim"', now, year=2024)
    assert headlines(page) == ["Results of the Interim"]


def test_what_waits_for_its_instant_moves_no_bound(everyday, people, now):
    builders.scheduled(people, now, now + 40 * DAY, date=(now + 40 * DAY).date(), headline="Interim Results")
    assert find("interim results", now).since == dt.date(2025, 3, 1)


def test_rare_words_are_found_in_every_text(releases, now):
    page = find("interim results", now)
    assert (len(headlines(page)), page.since) == (4, None)


@pytest.mark.parametrize("query", ["interim+results", "%22results+interim%22"])
def test_reader_is_told_what_was_looked_through(everyday, visit, now, query):
    assert "only those since March 1, 2025 were looked through" in visit(f"/search/?q={query}", now).text
