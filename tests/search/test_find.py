import datetime as dt

import pytest
from django.db import connection

from events.models import Event
from partners.models import Partner
from pipeline.models import Compound
from search.find import excerpt, find, marked
from search.words import terms
from tests import builders
from tests.sharing import shared

pytestmark = pytest.mark.django_db


def titles(query, now, **filters):
    page = find(query, now, **filters)
    return [hit.title.replace("<mark>", "").replace("</mark>", "") for hit in page.object_list]


people, records = shared(builders.people), shared(builders.records)


@pytest.fixture(scope="module")
def releases(people, records, now):
    builders.live(
        people, now, headline="Velmora Reports Trial Results", body="<p>The studies of VLM-101 succeeded.</p>"
    )
    builders.live(
        people, now, headline="Velmora Names a Chairman", body="<p>She led clinical trials before.</p>"
    )
    builders.scheduled(
        people, now, now + dt.timedelta(hours=1), headline="Velmora Canary", body="<p>Secret trial.</p>"
    )


@pytest.mark.parametrize("query", ["VLM-101", "vlm101", "VLM 101", "study of vlm", '"studies of"', "succeed"])
def test_release_is_found_by_its_words(releases, now, query):
    assert titles(query, now) == ["Velmora Reports Trial Results"]


def test_headline_counts_more_than_the_body(releases, now):
    assert titles("trials", now) == ["Velmora Reports Trial Results", "Velmora Names a Chairman"]


def test_nothing_is_found_before_its_instant(releases, now):
    assert titles("canary", now) == []
    assert titles("canary", now + dt.timedelta(hours=1)) == ["Velmora Canary"]


def test_withdrawn_release_is_found_no_more(people, records, now):
    release = builders.live(people, now, headline="Velmora Errs")
    release.withdraw(by=people.approver, now=now, reason="Wrong.")
    assert titles("errs", now) == []


def test_compound_is_found_by_its_other_names(now):
    compound = Compound.objects.create(name="velzatinib", slug="velzatinib", public_from=now)
    compound.aliases.create(kind="code", name="VZ-202")
    assert titles("vz202", now) == ["velzatinib"]


def test_partner_is_found_by_a_former_name(now):
    partner = Partner.objects.create(name="Lindquarry", slug="lindquarry")
    partner.partnerships.create(kind="supply", public_from=now)
    former = partner.former_names.create(name="Wale Pharmaceuticals")
    assert titles("wale", now) == ["Lindquarry"]
    former.delete()
    assert titles("wale", now) == []


def test_what_has_no_date_stands_after_what_has_one(now):
    Event.objects.create(name="Zander", kind="call", start_on=now.date(), public_from=now)
    Compound.objects.create(name="Zander", slug="zander", public_from=now)
    assert [hit.kind for hit in find("zander", now).object_list] == ["event", "compound"]


def test_filters_narrow_to_releases_of_a_year_and_category(releases, records, now):
    assert len(titles("velmora", now, year=2025, category=records.category)) == 2
    assert titles("velmora", now, year=2024) == []


@pytest.mark.parametrize("query", ["", "   ", '"', "***", "()"])
def test_query_without_a_word_finds_nothing(releases, now, query):
    assert find(query, now) is None


@pytest.mark.parametrize(
    "query",
    [
        '"unbalanced',
        "a* OR",
        "NEAR(",
        "x' OR 1=1",
        "c++ & <b>",
        "trial " * 2000,
        "\x00trial",
        "!!!a",
        ":*",
        "né e",
    ],
)
def test_no_query_fails(releases, now, query):
    find(query, now)


def test_query_is_read_to_twelve_words():
    assert sum(len(words) for words in terms("word " * 100)) == 12


def test_found_words_are_marked_and_the_rest_escaped():
    assert marked("<b> trial & co", {"trials"}) == "&lt;b&gt; <mark>trial</mark> &amp; co"


def test_excerpt_stands_around_the_found_word():
    text = "word " * 200 + "needle " + "word " * 200
    assert "needle" in excerpt(text, {"needle"})
    assert len(excerpt(text, {"needle"})) < 300


def test_query_count_is_constant(releases, people, records, now, django_assert_num_queries):
    for number in range(8):
        builders.live(people, now, headline=f"Velmora Trial {number}")
    # PostgreSQL is asked first which of the newest texts hold the word.
    with django_assert_num_queries(5 if connection.vendor == "postgresql" else 4):
        find("trial", now)


def test_word_that_stands_everywhere_finds_the_newest(people, records, now, monkeypatch):
    for days in (3, 1, 2):
        builders.live(people, now=now - dt.timedelta(days=days), headline=f"Common {days}")
    monkeypatch.setattr("search.find.MOST", 2)
    page = find("common", now)
    assert {hit.date for hit in page} == {(now - dt.timedelta(days=days)).date() for days in (1, 2)}
    assert page.is_cut
    assert page.paginator.count == 2
