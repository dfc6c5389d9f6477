import datetime as dt

import pytest
from django.urls import reverse

from releases.models import Editing
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(people, records, now):
    return builders.draft(people, now)


def report(client, person, release, **data):
    client.force_login(person)
    return client.post(reverse("admin:releases_release_editing", args=[release.pk]), data)


def test_colleagues_hear_of_each_other(client, people, release):
    report(client, people.writer, release)
    answer = report(client, people.approver, release).json()
    assert answer["others"] == ["Wanda Writer"]


def test_somebody_who_left_is_no_longer_told_of(client, people, release):
    report(client, people.writer, release)
    report(client, people.writer, release, left="1")
    assert report(client, people.approver, release).json()["others"] == []


def test_somebody_silent_for_a_minute_is_gone(client, people, release):
    report(client, people.writer, release)
    Editing.objects.update(seen_at=Editing.objects.get().seen_at - dt.timedelta(minutes=1))
    assert report(client, people.approver, release).json()["others"] == []


def test_a_newer_save_is_told_with_the_name_of_its_author(client, people, release):
    release.record_author(people.second)
    release.refresh_from_db()
    answer = report(client, people.writer, release).json()
    assert (answer["edited_at"], answer["edited_by"]) == (release.edited_at.isoformat(), "Berta Approver")


def test_somebody_without_the_right_to_edit_learns_nothing(client, people, release):
    assert report(client, people.administrator, release).status_code == 404
