from itertools import groupby

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format

from embargo.reading import read_only

from . import structured
from .models import Event, Presentation

PAGE_SIZE = 30


@read_only
def events(request):
    public, day = Event.objects.public(request.now), request.issuer.day(request.now)
    try:
        page = Paginator(public.past(day), PAGE_SIZE).page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise Http404 from error
    context = {
        "upcoming": public.upcoming(day),
        "page": page,
        "pages": _page_links(page),
        # Calendars know a subscription by its scheme.
        "webcal": f"webcal://{request.get_host()}{reverse('calendar')}",
    }
    return render(request, "events/events.html", context)


@read_only
def event(request, ref):
    now = request.now
    event = get_object_or_404(Event.objects.public(now), ref=ref)
    told = Presentation.objects.with_public(now, compounds=None)
    slots = list(event.slots.public(now).with_public(now, presentations=told))
    placed = {presentation.pk for slot in slots for presentation in slot.presentations.all()}
    presentations = event.presentations.public(now).with_public(now, compounds=None)
    context = {
        "event": event,
        "about": event.description or _in_short(event),
        "is_over": (event.end_on or event.start_on) < request.issuer.day(now),
        "structured": structured.event(request, event),
        "days": [(day, list(group)) for day, group in groupby(slots, key=lambda slot: slot.date)],
        "unplaced": [each for each in presentations if each.pk not in placed],
        "revisions": event.revisions.public(now).for_lists().newest_first(),
    }
    return render(request, "events/event.html", context)


def _page_links(page):
    """`[(number, address)]` around the current page; the address is None for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [(number, f"?page={number}" if isinstance(number, int) else None) for number in numbers]


def _in_short(event):
    """An event that has no description, in one line."""
    facts = [event.get_kind_display(), date_format(event.start_on, "DATE_FORMAT"), event.place]
    return ", ".join(filter(None, facts))
