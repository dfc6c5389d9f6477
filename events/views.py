from itertools import groupby

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .models import Event, Presentation

PAGE_SIZE = 30


@require_safe
def events(request):
    public, day = Event.objects.public(request.now), request.issuer.day(request.now)
    try:
        page = Paginator(public.past(day), PAGE_SIZE).page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise Http404 from error
    return render(request, "events/events.html", {"upcoming": public.upcoming(day), "page": page})


@require_safe
def event(request, ref):
    now = request.now
    event = get_object_or_404(Event.objects.public(now), ref=ref)
    told = Presentation.objects.with_public(now, compounds=None)
    slots = list(event.slots.public(now).with_public(now, presentations=told))
    placed = {presentation.pk for slot in slots for presentation in slot.presentations.all()}
    presentations = event.presentations.public(now).with_public(now, compounds=None)
    context = {
        "event": event,
        "days": [(day, list(group)) for day, group in groupby(slots, key=lambda slot: slot.date)],
        "unplaced": [each for each in presentations if each.pk not in placed],
        "revisions": event.revisions.public(now).for_lists().newest_first(),
    }
    return render(request, "events/event.html", context)
