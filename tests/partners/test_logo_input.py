"""The logo on the desk's pages: shown, changed and taken away."""

import pytest
from django.core.files.base import ContentFile

from partners.models import Partner
from tests.desk import page_of, save, sit_down

from .test_renditions import partner, png

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, monkeypatch, people, now):
    return sit_down(client, monkeypatch, people.approver, now)


def test_present_logo_is_shown_within_the_page(desk, now):
    page = desk.get(page_of(partner(now))).content.decode()
    assert 'src="data:image/png;base64,iVBOR' in page


def test_logo_is_kept_changed_and_taken_away(desk, now):
    row = partner(now)
    first = row.logo.name
    save(desk, row, name="Orvanta Bio")
    assert Partner.objects.get().logo == first
    save(desk, row, logo=png(40, 20))
    row = Partner.objects.get()
    assert row.logo != first
    assert (row.logo_width, row.logo_height) == (40, 20)
    save(desk, row, **{"logo-clear": "on"})
    row = Partner.objects.get()
    assert (row.logo, row.logo_width) == ("", None)


def test_form_opens_while_the_logo_cannot_be_read(desk, now):
    row = partner(now)
    row.logo.storage.delete(row.logo.rendition(1))
    assert row.logo.name in desk.get(page_of(row)).content.decode()


def test_refused_logo_leaves_the_present_one(desk, now):
    row = partner(now)
    answer = save(desk, row, logo=ContentFile(b"no image", name="logo.png"))
    assert answer.status_code == 200
    assert answer.context["adminform"].errors["logo"]
    assert Partner.objects.get().logo == row.logo
