from itertools import groupby

from django.shortcuts import render
from django.views.decorators.http import require_safe

from .models import Contact


@require_safe
def contacts(request):
    known = Contact.objects.public(request.now).active()
    kinds = [(kind, list(group)) for kind, group in groupby(known, key=Contact.get_kind_display)]
    return render(request, "contacts/contacts.html", {"kinds": kinds})
