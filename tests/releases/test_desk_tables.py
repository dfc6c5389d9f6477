"""Tables of the desk that are wider than a phone are scrolled by keyboard too, and their heading says what they are."""

import re

import pytest
from django.urls import reverse

from pipeline.models import Compound
from releases.models import ReleaseCompound
from tests import builders
from tests.desk import form_data, page_of, sit_down

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]


@pytest.fixture
def desk(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.approver, now)


def headings(response):
    """The words by which the tables of a page are called, of all that scroll by themselves."""
    tables = re.findall(r'<div class="desk-scroll"(.*?)>', response.text)
    ids = [re.fullmatch(r' tabindex="0" role="group" aria-labelledby="(.+)"', table)[1] for table in tables]
    return [re.search(rf'<h2 id="{each}">(.+?)</h2>', response.text)[1] for each in ids]


def test_tables_of_a_release_and_its_text_are_reached(desk, people, now):
    release = builders.draft(people, now)
    compound = Compound.objects.create(name="VLM-7", slug="vlm-7")
    ReleaseCompound.objects.create(release=release, compound=compound, position=1)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now)
    all_three = ["What it speaks of and announces", "Approved texts", "Record"]
    assert headings(desk.get(page_of(release))) == all_three
    revision = desk.get(page_of(release.approved_revision()))
    assert headings(revision) == [all_three[0], all_three[2]]


def test_table_of_two_texts_that_differ_is_reached(desk, people, now):
    release = builders.draft(people, now)
    page = desk.get(page_of(release))
    release.save()
    response = desk.post(page_of(release), form_data(page, headline="Mine"))
    assert headings(response)[0] == "Where your text differs from the one that was saved"


def test_table_of_what_was_public_is_reached(desk, people, now):
    builders.live(people, now)
    response = desk.get(reverse("admin:public_at"), {"at": "2025-03-04T13:00"})
    assert headings(response) == ["March 4, 2025, 13:00:00 EST: 1 release"]
