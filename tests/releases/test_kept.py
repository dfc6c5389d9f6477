"""What a release page keeps of others: it saves work, and no reader ever sees it too long or too early."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Event, Presentation
from irsite import middleware
from irsite.middleware import IssuerMiddleware
from irsite.templatetags import fragments
from partners.models import FormerName, Partner, Partnership
from pipeline.models import Compound
from releases.live import live
from releases.models import Category, Issuer, Listing, Revision
from tests import builders, fronts

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def tagged(people, now, **fields):
    """A live release for a compound and with a partner."""
    compound, _new = Compound.objects.get_or_create(
        slug="velmatinib", defaults={"name": "velmatinib", "public_from": now}
    )
    partner, is_new = Partner.objects.get_or_create(slug="orvanta", defaults={"name": "Orvanta"})
    if is_new:
        Partnership.objects.create(partner=partner, kind="co-development", public_from=now)
    release = builders.draft(people, now, **fields)
    release.compounds.add(compound)
    release.partners.add(partner)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    return release


def address(release):
    return Revision.objects.filter(ref=release.ref).latest("number").get_absolute_url()


def questions(made):
    """What the database was asked; the first reader of a text is noted besides."""
    found = (query["sql"].lstrip("(") for query in made.captured_queries)
    return [words(sql) for sql in found if sql.startswith(("SELECT", "PREPARE", "EXECUTE"))]


def words(sql):
    """A statement, or the one that was planned before and is named here."""
    if not sql.startswith("EXECUTE"):
        return sql
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name = %s", [sql.split()[1]])
        return cursor.fetchone()[0]


@pytest.fixture
def site(records, people, now):
    """Two releases, of which one was read: what pages have in common is kept."""
    with fronts.one_connection():
        site = fronts.Site(now)
        site.first, site.second = tagged(people, now), tagged(people, now, headline="Another")
        fronts.settle()
        site.get(address(site.first))
        yield site


def test_page_takes_two_statements_in_a_generation(site):
    there = address(site.second)
    with CaptureQueriesContext(connection) as made:
        assert site.get(there).status == 200
    assert len(questions(made)) == 2


def test_page_asks_only_for_what_the_release_has(site):
    assert live(site.first.ref, site.now)[1] == ("compounds", "partners")
    there = address(site.second)
    with CaptureQueriesContext(connection) as made:
        site.get(there)
    beside = questions(made)[-1]
    assert "pipeline_compound" in beside
    assert "events_presentation" not in beside


CHANGES = {
    "category": (lambda: Category.objects.update(name="Trials"), ">Trials</a>"),
    "compound": (lambda: Compound.objects.update(name="novel-1"), ">novel-1</a>"),
    "partner": (lambda: Partner.objects.update(name="Novel AG"), ">Novel AG</a>"),
    "former name": (
        lambda: FormerName.objects.create(
            partner=Partner.objects.get(), name="Was Orvanta", until=dt.date(2099, 1, 1)
        ),
        ">Was Orvanta</a>",
    ),
    "issuer": (lambda: Issuer.objects.update(short_name="Novel"), " – Novel</title>"),
    "listing": (lambda: Listing.objects.update(symbol="NVLX"), "Nasdaq: NVLX"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_change_is_on_the_next_page(site, change):
    make, shown = CHANGES[change]
    assert shown not in site.get(address(site.first)).text
    make()
    site.a_second_later()
    assert shown in site.get(address(site.first)).text


@pytest.mark.parametrize(("gone", "name"), [(Compound, "velmatinib"), (Partnership, "Orvanta")])
def test_row_that_ends_leaves_the_page_in_its_instant(site, gone, name, now):
    gone.objects.update(public_until=now + MINUTE)
    site.a_second_later()
    assert f">{name}</a>" in site.get(address(site.first)).text
    site.now = now + MINUTE
    assert f">{name}</a>" not in site.get(address(site.first)).text


def test_correction_is_on_the_next_page(site, people, now):
    site.first.revise(by=people.approver, now=now, kind="correction", reason="A wrong number")
    site.first.note, site.first.body = "Sales were 2, not 3.", "<p>Sales were 2.</p>"
    site.first.save()
    site.first.submit(by=people.writer, now=now)
    builders.approve(site.first, people, now).publish(by=people.approver, now=now + MINUTE)
    site.now = now + MINUTE
    site.a_second_later()
    page = site.get(address(site.first)).text
    assert "Sales were 2, not 3." in page
    assert "We report results." not in page


def test_withdrawn_release_is_gone_from_its_page_and_from_its_neighbour(site, people, now):
    place = address(site.second)
    assert place in site.get(address(site.first)).text
    site.second.withdraw(by=people.approver, now=now, reason="Wrong.")
    site.a_second_later()
    assert site.get(place).status == 410
    assert place not in site.get(address(site.first)).text


def test_talk_that_is_added_to_a_meeting_is_shown(records, people, now, visit):
    event = Event.objects.create(kind="conference", name="Meeting", start_on=now.date(), public_from=now)
    talk = Presentation.objects.create(event=event, title="A talk", public_from=now)
    release = builders.draft(people, now)
    release.presentations.add(talk)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    assert live(release.ref, now)[1] == ("presentations",)
    assert "A talk" in visit(address(release), now).text


# Whose page neither fills nor gets what is kept


def generation_asked(monkeypatch, **cookies):
    monkeypatch.setattr(middleware, "connection", SimpleNamespace(in_atomic_block=False))
    seen = IssuerMiddleware(lambda request: request.fragments)
    return seen(SimpleNamespace(META={}, COOKIES=cookies))


def test_stranger_gets_what_is_kept_without_the_front(records, monkeypatch):
    assert generation_asked(monkeypatch) == {}


def test_whoever_brings_a_session_gets_a_page_of_their_own(records, monkeypatch, settings):
    assert generation_asked(monkeypatch, **{settings.SESSION_COOKIE_NAME: "x"}) is None


def test_nothing_is_kept_within_a_transaction(records):
    assert IssuerMiddleware(lambda request: request.fragments)(SimpleNamespace(META={}, COOKIES={})) is None


def test_traveller_and_preview_keep_nothing(records, people, now, client, monkeypatch):
    release = tagged(people, now)
    client.force_login(people.approver)
    monkeypatch.setattr(middleware, "connection", SimpleNamespace(in_atomic_block=False))
    preview = reverse("admin:releases_release_preview", args=[release.pk])
    for page in (address(release), preview):
        assert client.get(page).wsgi_request.fragments is None


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(fragments, "MOST", 3)
    kept, source = {}, '{% load fragments %}{% once "number" number %}{{ number }}{% endonce %}'
    for number in range(9):
        context = Context({"request": SimpleNamespace(fragments=kept), "number": number})
        assert Template(source).render(context) == str(number)
    assert list(kept.values()) == ["6", "7", "8"]


# Addresses


def test_other_forms_stand_where_the_page_says(site, now):
    revision = site.first.live_revision(now)
    for suffix in (".pdf", ".txt"):
        stands = reverse("releases:export", args=[revision.ref, revision.slug + suffix])
        assert f'href="{stands}"' in site.get(address(site.first)).text
