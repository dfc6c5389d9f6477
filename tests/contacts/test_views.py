import pytest

from contacts.models import Contact
from contacts.vcard import vcard

pytestmark = pytest.mark.django_db


def test_contacts_stand_by_kind(records, now, visit):
    Contact.objects.update(public_from=now)
    kinds = visit("/contacts/", now).context["kinds"]
    assert [(str(kind), [each.person for each, _card in group]) for kind, group in kinds] == [
        ("Investors", ["Ina Vesta"]),
        ("Media", ["Max Edia"]),
    ]


def test_phone_and_mail_are_links(records, now, visit):
    Contact.objects.update(public_from=now)
    page = visit("/contacts/", now).content.decode()
    assert '<a href="tel:5550100">555-0100</a>' in page
    assert '<a href="mailto:ina@velmora.example">ina@<wbr>velmora.example</a>' in page


def test_contact_who_left_or_is_not_public_is_not_shown(records, now, visit):
    Contact.objects.filter(person="Ina Vesta").update(public_from=now, active=False)
    page = visit("/contacts/", now).content
    assert b"Ina Vesta" not in page
    assert b"Max Edia" not in page


def test_card_holds_what_the_page_says(records, now, visit):
    Contact.objects.update(public_from=now)
    response = visit("/contacts/ina-vesta.vcf", now)
    lines = response.content.decode().split("\r\n")
    assert response["Content-Type"].startswith("text/vcard")
    for line in ("FN:Ina Vesta", "N:Vesta;Ina;;;", "TEL;TYPE=WORK,VOICE:555-0100"):
        assert line in lines
    assert 'href="/contacts/ina-vesta.vcf"' in visit("/contacts/", now).content.decode()


def test_card_of_a_contact_who_is_not_public_is_not_found(records, now, visit):
    hidden, none = visit("/contacts/ina-vesta.vcf", now), visit("/contacts/nobody.vcf", now)
    assert (hidden.status_code, hidden.content, hidden.headers) == (404, none.content, none.headers)


def test_card_escapes_and_folds():
    card = vcard(Contact(person="Zoë; N:Evil", organisation="Ü" * 60 + ",\r\nTEL:1"))
    assert b"FN:Zo\xc3\xab\\; N:Evil\r\n" in card
    assert b"\nTEL" not in card
    assert max(map(len, card.split(b"\r\n"))) <= 75
    assert ("Ü" * 60).encode() in card.replace(b"\r\n ", b"")
