import datetime as dt

import pytest

from contacts.models import Contact
from tests import builders
from tests.desk import save, sit_down

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def approver(client, monkeypatch, people, records, now):
    builders.live(people, now - DAY)
    return sit_down(client, monkeypatch, people.approver, now)


def test_old_phone_of_a_public_contact_stays_true_of_the_past(approver, records, visit, now):
    save(approver, records.investor, phone="555-0199")
    approver.logout()
    assert "555-0100" in visit("/contacts/", now - DAY / 2).text
    assert "555-0199" not in visit("/contacts/", now - DAY / 2).text
    page = visit("/contacts/", now).text
    assert "555-0199" in page
    assert "555-0100" not in page


def test_contact_who_left_stays_on_the_page_of_the_past(approver, records, visit, now):
    save(approver, records.investor, active="")
    approver.logout()
    assert "Ina Vesta" in visit("/contacts/", now - DAY / 2).text
    assert "Ina Vesta" not in visit("/contacts/", now).text


def test_saving_a_contact_unchanged_keeps_one_row(approver, records):
    save(approver, records.investor)
    assert Contact.objects.filter(person="Ina Vesta").count() == 1


def test_contact_that_is_not_public_is_changed_in_place(client, monkeypatch, people, records, now):
    sit_down(client, monkeypatch, people.writer, now)
    save(client, records.investor, phone="555-0199")
    assert Contact.objects.get(person="Ina Vesta").phone == "555-0199"


def test_row_that_keeps_the_past_is_not_offered_for_a_release(approver, records, now):
    save(approver, records.investor, phone="555-0199")
    assert list(Contact.objects.active().choosable().filter(person="Ina Vesta")) == [records.investor]
    asked = {"app_label": "releases", "model_name": "releasecontact", "field_name": "contact", "term": "Ina"}
    found = approver.get("/admin/autocomplete/", asked).json()["results"]
    assert [row["id"] for row in found] == [str(records.investor.pk)]
