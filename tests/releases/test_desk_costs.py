"""The pages of the desk cost the same with many rows as with few."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact
from events.models import Event
from partners.models import Partner
from pipeline.models import Compound
from releases.models import AuditEntry, Release, ReleaseCompound, ReleaseContact, Revision
from tests import builders
from tests.desk import list_of, page_of, sit_down

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.approver, now)


def queries(desk, address):
    desk.get(address)  # the first look goes on record
    with CaptureQueriesContext(connection) as made:
        assert desk.get(address).status_code == 200
    return len(made)


def link(release, many):
    """Give the release `many` of each kind of record."""
    for number in range(many):
        contact = Contact.objects.create(kind="media", person=f"Person {many}-{number}", phone="555-0100")
        ReleaseContact.objects.create(release=release, contact=contact, position=number + 5)
        compound = Compound.objects.create(name=f"VLM-{many}{number:02}", slug=f"vlm-{many}{number:02}")
        ReleaseCompound.objects.create(release=release, compound=compound, position=number)
        release.partners.add(Partner.objects.create(name=f"P {many}-{number}", slug=f"p-{many}-{number}"))
        release.events.add(
            Event.objects.create(kind="call", name=f"Call {many}-{number}", start_on=dt.date(2025, 3, 4))
        )
    return release


@pytest.mark.parametrize("model", [Release, Revision, AuditEntry])
def test_lists_stay_under_twenty_queries(desk, people, now, model):
    for _each in range(2):
        builders.live(people, now)
    few = queries(desk, list_of(model))
    for _each in range(6):
        builders.live(people, now)
    assert queries(desk, list_of(model)) == few < 20


def test_page_of_an_approved_text_stays_under_twenty_queries(desk, people, now):
    few, many = (link(builders.draft(people, now), count) for count in (1, 6))
    for release in (few, many):
        release.submit(by=people.writer, now=now)
        builders.approve(release, people, now)
        release.publish(by=people.approver, now=now)
    assert queries(desk, page_of(many)) == queries(desk, page_of(few)) < 20


def test_edit_form_stays_under_twenty_queries(desk, people, now):
    few, many = (link(builders.draft(people, now), count) for count in (1, 6))
    for release in (few, many):
        release.joint_partners.set(release.partners.all())
    assert queries(desk, page_of(many)) == queries(desk, page_of(few)) < 20


def test_edit_form_of_the_next_text_stays_under_twenty_queries(desk, people, now):
    release = builders.live(people, now)
    release.revise(by=people.approver, now=now, kind="typo", reason="A comma")
    assert queries(desk, page_of(release)) < 20


def test_panel_of_a_draft_costs_the_same_for_many_rows(desk, people, now):
    few, many = (link(builders.draft(people, now), count) for count in (1, 6))
    assert queries(desk, page_of(many, "panel")) == queries(desk, page_of(few, "panel"))
