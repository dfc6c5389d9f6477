"""Rows put their addresses together themselves; they are those at which the views are found."""

import pytest
from django.urls import reverse, set_script_prefix

from events.models import Event
from partners.models import Partner
from pipeline.models import Compound
from releases.archive import address
from releases.models import Revision

ROWS = {
    "releases:release": (Revision(ref="3j5394b2", slug="news_1-a"), ["3j5394b2", "news_1-a"]),
    "pipeline:compound": (Compound(slug="vlm-1"), ["vlm-1"]),
    "partners:partner": (Partner(slug="lindquarry"), ["lindquarry"]),
    "events:event": (Event(ref="3j5394b2"), ["3j5394b2"]),
}


@pytest.fixture(params=["/", "/ir/"])
def prefix(request):
    set_script_prefix(request.param)
    yield request.param
    set_script_prefix("/")


@pytest.mark.parametrize("view", ROWS)
def test_row_has_the_address_of_its_view(view, prefix):
    row, arguments = ROWS[view]
    assert row.get_absolute_url() == reverse(view, args=arguments)
    assert row.get_absolute_url().startswith(prefix)


def test_year_of_the_archive_has_the_address_of_its_view(prefix):
    assert address(2024, {}) == reverse("releases:year", args=[2024])
    assert address(None, {}) == reverse("releases:archive")
