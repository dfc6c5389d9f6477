import datetime as dt

import pytest
from django.urls import reverse

from releases.models import AuditEntry
from tests import builders
from tests.desk import list_of, page_of, sit_down

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def desk(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.approver, now)


def views():
    return AuditEntry.objects.filter(move="view")


def test_opening_an_unpublished_text_is_on_record_once_an_hour(desk, client, monkeypatch, people, now):
    release = builders.scheduled(people, now, now + 3 * HOUR)
    desk.get(page_of(release))
    desk.get(page_of(release))
    assert [(view.who, view.release, view.at) for view in views()] == [(people.approver, release, now)]
    desk.get(page_of(release))
    sit_down(client, monkeypatch, people.approver, now + HOUR)
    desk.get(page_of(release))
    assert views().count() == 2


def test_each_person_and_each_release_count_by_themselves(client, monkeypatch, people, records, now):
    for person in (people.approver, people.second):
        for release in (builders.in_review(people, now), builders.in_review(people, now)):
            sit_down(client, monkeypatch, person, now).get(page_of(release))
    assert views().count() == 4


def test_comparing_and_opening_a_file_count_as_looking(desk, people, now):
    desk.get(reverse("admin:releases_release_compare", args=[builders.in_review(people, now).pk]))
    assert views().count() == 1


def test_live_text_is_no_secret(desk, people, now):
    desk.get(page_of(builders.live(people, now)))
    assert not views().exists()


def test_text_that_will_replace_a_live_one_is(desk, people, now):
    release = builders.live(people, now)
    release.revise(by=people.approver, now=now, kind="update", reason="New facts")
    desk.get(page_of(release))
    assert views().get().release == release


def test_looks_do_not_bury_the_moves_on_the_page(desk, people, now):
    release = builders.in_review(people, now)
    desk.get(page_of(release))
    assert "Looked at the text" not in desk.get(page_of(release)).text
    record = desk.get(f"{list_of(AuditEntry)}?release={release.pk}").text
    assert "Looked at the text" in record


def test_record_is_filtered_by_step_person_and_release(desk, people, now):
    one, other = builders.in_review(people, now), builders.approved(people, now)
    for query, count in (
        ("move=approve", 1), ("person=Wanda+Writer", 2), (f"release={one.pk}", 1), (f"release={other.pk}", 2),
    ):  # fmt: skip
        found = desk.get(f"{list_of(AuditEntry)}?{query}")
        assert found.context["cl"].result_count == count


def test_entry_says_its_zone(people, records, now):
    builders.in_review(people, now)
    assert str(AuditEntry.objects.get()) == "2025-03-04 17:00:00 UTC, Wanda Writer: submit"
