"""How feeds lead back to the first release."""

import datetime as dt
import json

import pytest

from releases.models import Release
from tests import builders
from tests.sharing import shared

from .reading import ATOM, JSON, MINUTE, NAMES, corrected, items, links, tree

pytestmark = pytest.mark.django_db
people, records = shared(builders.people), shared(builders.records)


@pytest.fixture(autouse=True)
def two_items(monkeypatch):
    monkeypatch.setattr("releases.feeds.selection.ITEMS", 2)


@pytest.fixture(scope="module")
def years(people, records, now):
    for number, year in enumerate((2021, 2021, 2022, 2024, 2025)):
        builders.live(
            people,
            now,
            headline=f"Release {number}",
            date=dt.date(year, 3, 4 - number % 2),
            from_archive=year < 2025,
        )


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_every_release_is_found_by_walking_back(years, now, visit, form):
    address, titles, documents = f"http://testserver/feeds/releases.{form}", set(), 0
    while address:
        response = visit(address.removeprefix("http://testserver"), now + MINUTE)
        titles |= {title for _id, title, *_rest in items(response)}
        address, documents = links(response).get("prev-archive"), documents + 1
    assert titles == {f"Release {number}" for number in range(5)}
    assert documents == 3


def test_json_leads_back_too(years, now, visit):
    address, titles = JSON, []
    while address:
        document = json.loads(visit(address.removeprefix("http://testserver"), now + MINUTE).content)
        titles += [item["title"] for item in document["items"]]
        address = document.get("next_url")
    assert sorted(titles) == [f"Release {number}" for number in range(5)]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_year_says_that_it_is_an_archive(years, now, visit, form):
    response = visit(f"/feeds/releases/2022.{form}", now + MINUTE)
    found = links(response)
    assert tree(response).find(".//fh:archive", NAMES) is not None
    assert found["current"] == f"http://testserver/feeds/releases.{form}"
    assert found["prev-archive"] == f"http://testserver/feeds/releases/2021.{form}"
    assert found["next-archive"] == f"http://testserver/feeds/releases/2024.{form}"
    assert tree(visit(f"/feeds/releases.{form}", now)).find(".//fh:archive", NAMES) is None


def test_correction_of_an_old_release_reaches_subscribers(years, people, now, visit):
    release = Release.objects.get(headline="Release 0")
    corrected(release, people, now + MINUTE, note="It was 5.")
    assert items(visit(ATOM, now + MINUTE))[0][0] == release.guid


def test_imported_release_is_no_news(years, now, visit):
    titles = [title for _id, title, *_rest in items(visit(ATOM, now + MINUTE))]
    assert titles == ["Release 4", "Release 3"]
