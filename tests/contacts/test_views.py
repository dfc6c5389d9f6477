import pytest

from contacts.models import Contact

pytestmark = pytest.mark.django_db


def test_contacts_stand_by_kind(records, now, visit):
    Contact.objects.update(public_from=now)
    kinds = visit("/contacts/", now).context["kinds"]
    assert [(str(kind), [each.person for each in group]) for kind, group in kinds] == [
        ("Investors", ["Ina Vesta"]),
        ("Media", ["Max Edia"]),
    ]


def test_phone_and_mail_are_links(records, now, visit):
    Contact.objects.update(public_from=now)
    page = visit("/contacts/", now).content.decode()
    assert '<a href="tel:5550100">555-0100</a>' in page
    assert '<a href="mailto:ina@velmora.example">' in page


def test_contact_who_left_or_is_not_public_is_not_shown(records, now, visit):
    Contact.objects.filter(person="Ina Vesta").update(public_from=now, active=False)
    page = visit("/contacts/", now).content
    assert b"Ina Vesta" not in page
    assert b"Max Edia" not in page
