from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify

from embargo.reading import read_only

from .models import Contact
from .vcard import vcard


@read_only
def contacts(request):
    known = Contact.objects.public(request.now).active()
    kinds = [
        (kind, [(each, card_address(each)) for each in group])
        for kind, group in groupby(known, key=Contact.get_kind_display)
    ]
    return render(request, "contacts/contacts.html", {"kinds": kinds})


@read_only
def card(request, name):
    """For an address book. People of the same name stand in one file."""
    known = Contact.objects.public(request.now).active()
    named = [contact for contact in known if card_name(contact) == name]
    if not named:
        raise Http404
    response = HttpResponse(b"".join(map(vcard, named)), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.vcf"'
    return response


def card_name(contact):
    """The name of a contact's card in its address: who it is, which the page says too."""
    return slugify(contact.person or contact.organisation)


def card_address(contact):
    """The address of the card; empty for a name that no address can spell."""
    return card_name(contact) and reverse("contacts:card", args=[card_name(contact)])
