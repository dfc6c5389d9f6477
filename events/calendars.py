"""Events as iCalendar (RFC 5545), to keep or to subscribe to.

Times are written in UTC where event and zone are known. Where no time or no zone is stated, the entry is
of a whole day: nothing is invented. An identity (UID) rests on the reference alone, so that it outlives
every change of name, day and host.
"""

import datetime as dt
import re
import uuid
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar
from icalendar import Event as Entry

from .models import Event

NAMESPACE = uuid.UUID("8f0c3a52-52c1-5b0e-9d7c-6f3f1f4f1e11")
# How many of the newest events a subscription carries, and how often it is asked for again.
SUBSCRIBED = 200
REFRESH = dt.timedelta(hours=1)

# RFC 5545, 3.1: no control character but the tab stands in a text.
_controls = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@require_safe
def calendar(request):
    """All events that are public, for a subscription."""
    events = Event.objects.public(request.now).order_by("-start_on", "-pk")[:SUBSCRIBED]
    title = _("%(issuer)s: events") % {"issuer": request.issuer.short_name}
    return _answer(_calendar(title, [event_entry(request, event) for event in events]), "events.ics")


@require_safe
def event_calendar(request, ref):
    """One event, and each place of its schedule."""
    event = get_object_or_404(Event.objects.public(request.now), ref=ref)
    slots = event.slots.public(request.now).with_public(request.now, presentations=None)
    entries = [event_entry(request, event), *(slot_entry(request, event, slot) for slot in slots)]
    return _answer(_calendar(event.name, entries), f"event-{event.ref}.ics")


def event_entry(request, event):
    page = request.build_absolute_uri(event.get_absolute_url())
    facts = [event.description, _local_time(event.start_time, event.time_zone), event.web_address, page]
    entry = _entry(f"event:{event.ref}", event.public_from, event.name, facts)
    _add_span(entry, event.start_on, event.end_on, event.start_time, None, event.time_zone)
    entry.add("url", page)
    if event.place:
        entry.add("location", in_one_line(event.place))
    return entry


def slot_entry(request, event, slot):
    titles = [str(presentation) for presentation in slot.presentations.all()]
    title = slot.session or slot.role or (titles[0] if titles else event.name)
    place = ", ".join(filter(None, [slot.room, slot.board, event.place]))
    facts = [slot.role, *titles, event.name, _local_time(slot.start, event.time_zone)]
    entry = _entry(f"slot:{slot.ref}", slot.public_from, title, facts)
    _add_span(entry, slot.date, slot.date, slot.start, slot.end, event.time_zone)
    entry.add("url", request.build_absolute_uri(event.get_absolute_url()))
    if place:
        entry.add("location", in_one_line(place))
    return entry


def in_one_line(text):
    return " ".join(_controls.sub("", text).split())


def in_lines(text):
    return "\n".join(filter(None, map(in_one_line, text.splitlines())))


def _entry(identity, changed_at, title, facts):
    entry = Entry()
    entry.add("uid", str(uuid.uuid5(NAMESPACE, identity)))
    # The instant of publication and not of this request: the same event is the same bytes.
    entry.add("dtstamp", changed_at.astimezone(dt.UTC))
    entry.add("summary", in_one_line(title))
    entry.add("description", in_lines("\n".join(filter(None, facts))))
    entry.add("transp", "TRANSPARENT")  # a reader's own day stays free
    return entry


def _add_span(entry, first, last, start, end, zone_name):
    if start is None or not zone_name:
        entry.add("dtstart", first)
        entry.add("dtend", (last or first) + dt.timedelta(days=1))  # the first day after (RFC 5545, 3.6.1)
        return
    entry.add("dtstart", _utc(first, start, zone_name))
    if end and end > start:
        entry.add("dtend", _utc(first, end, zone_name))


def _utc(date, time, zone_name):
    return dt.datetime.combine(date, time, ZoneInfo(zone_name)).astimezone(dt.UTC)


def _local_time(time, zone_name):
    if time is None or zone_name:
        return ""
    return _("At %(time)s local time; the zone is not stated.") % {"time": time_format(time, "TIME_FORMAT")}


def _calendar(title, entries):
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Newsroom//Events//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", in_one_line(title))  # RFC 7986
    calendar.add("x-wr-calname", in_one_line(title))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(entry)
    return calendar


def _answer(calendar, name):
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
