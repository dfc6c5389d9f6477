"""A page costs the same number of statements in a small newsroom and in a large one."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event
from partners.models import Partner
from pipeline.models import Compound

from . import builders
from .filling import fill

pytestmark = pytest.mark.django_db
LIMIT = 12


def pages(deep):
    """`{kind: address}`; `deep` is a page far back in the archive."""
    compound, partner = Compound.objects.first(), Partner.objects.first()
    return {
        "home": "/",
        "archive": "/releases/",
        "year": "/releases/2024/",
        "category": "/releases/?category=clinical-data",
        "compound's releases": f"/releases/?compound={compound.slug}",
        "partner's releases of a year": f"/releases/2006/?partner={partner.slug}&category=clinical-data",
        "deep in the archive": f"/releases/?page={deep}",
        "pipeline": "/pipeline/",
        "compound": compound.get_absolute_url(),
        "partners": "/partners/",
        "partner": partner.get_absolute_url(),
        "events": "/events/",
        "event": Event.objects.exclude(slots=None).first().get_absolute_url(),
        "contacts": "/contacts/",
        "search": "/search/?q=results",
        "search within a year": "/search/?q=results&year=2024&category=clinical-data",
        "search for nothing": "/search/?q=",
        "search in vain": "/search/?q=zeppelin",
    }


def statements(visit, address, now):
    cache.clear()
    with CaptureQueriesContext(connection) as made:
        assert visit(address, now).status_code == 200, address
    return len(made)


def costs(visit, now, deep):
    return {kind: statements(visit, address, now) for kind, address in pages(deep).items()}


@pytest.fixture
def small(records, now):
    fill(now, releases=30, others=4)


def test_pages_cost_the_same_with_ten_thousand_releases(small, visit, now):
    few = costs(visit, now, deep=2)
    fill(now, releases=10_000 - 30, others=120)
    many = costs(visit, now, deep=300)
    assert max(many.values()) <= LIMIT
    # Frequent words are told from rare ones: few texts are gone through at once, of many the index is asked too.
    for searched in ("search", "search within a year", "search in vain"):
        assert many.pop(searched) <= few.pop(searched) + 2
    assert many == few


def test_no_page_costs_more_than_twelve_statements(small, people, visit, now):
    builders.live(people, now, headline="The newest")
    spent = costs(visit, now, deep=2)
    assert {kind: number for kind, number in spent.items() if number > LIMIT} == {}
