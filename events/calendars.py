"""Events as iCalendar (RFC 5545), to keep or to subscribe to.

Times are written in UTC where event and zone are known. Where no time or no zone is stated, the entry is
of a whole day: nothing is invented. An identity (UID) rests on the reference alone, so that it outlives
every change of name, day and host.

A calendar that was subscribed to keeps what it has, so whatever was public and is not any more stays here as
cancelled. The instant of the last change that readers could see dates an entry and numbers it (SEQUENCE).
"""

import datetime as dt
import re
import uuid
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from icalendar import Calendar, vCalAddress
from icalendar import Event as Entry

from embargo.addresses import absolute
from embargo.reading import read_only

from .models import Event

NAMESPACE = uuid.UUID("8f0c3a52-52c1-5b0e-9d7c-6f3f1f4f1e11")
# SEQUENCE counts seconds from here: it only ever grows, and tells nothing of changes before an event was public.
FIRST_SECOND = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
# How many of the newest events a subscription carries, and how often it is asked for again.
SUBSCRIBED = 200
REFRESH = dt.timedelta(hours=1)

# RFC 5545, 3.1: no control character but the tab stands in a text.
_controls = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@read_only
def calendar(request):
    """All events that are public, and as cancelled those that were, for a subscription."""
    events = told_of(Event.objects, request.now).order_by("-start_on", "-pk")[:SUBSCRIBED]
    title = _("%(issuer)s: events") % {"issuer": request.issuer.short_name}
    return _answer(_calendar(title, [event_entry(request, event) for event in events]), "events.ics")


@read_only
def event_calendar(request, ref):
    """One event, and each place of its schedule."""
    event = get_object_or_404(told_of(Event.objects, request.now), ref=ref)
    entries = [
        event_entry(request, event),
        *(slot_entry(request, event, slot) for slot in _slots(request, event)),
    ]
    return _answer(_calendar(_title(request, event), entries), f"event-{event.ref}.ics")


@read_only
def slot_calendar(request, ref, slot):
    """One place of a schedule, with all that is presented there."""
    event = get_object_or_404(told_of(Event.objects, request.now), ref=ref)
    slot = get_object_or_404(_slots(request, event), ref=slot)
    calendar = _calendar(_title(request, event), [slot_entry(request, event, slot)])
    return _answer(calendar, f"presentation-{slot.ref}.ics")


def told_of(rows, now):
    return rows.public(now) | rows.ended(now)


def event_entry(request, event):
    now, page = request.now, absolute(request, event.get_absolute_url())
    entry = _entry(request, f"event:{event.ref}", touched_at(now, event))
    _add_span(entry, event.start_on, event.end_on, event.start_time, None, event.time_zone)
    if not event.is_public(now):
        return _gone(entry)
    facts = [event.description, _local_time(event.start_time, event.time_zone), event.web_address, page]
    return _described(entry, event.name, facts, event.place, page, event.is_cancelled)


def slot_entry(request, event, slot):
    presentations = list(slot.presentations.all())
    entry = _entry(request, f"slot:{slot.ref}", touched_at(request.now, slot, event, *presentations))
    _add_span(entry, slot.date, slot.date, slot.start, slot.end, event.time_zone)
    if not (slot.is_public(request.now) and event.is_public(request.now)):
        return _gone(entry)
    titles = [str(presentation) for presentation in presentations]
    title = slot.session or slot.role or (titles[0] if titles else event.name)
    facts = [slot.role, *titles, event.name, _local_time(slot.start, event.time_zone)]
    place = ", ".join(filter(None, [slot.room, slot.board, event.place]))
    page = absolute(request, event.get_absolute_url())
    return _described(entry, title, facts, place, page, event.is_cancelled)


def touched_at(now, *rows):
    """The last instant up to `now` at which something changed that readers could see of public rows."""
    instants = (instant for row in rows for instant in (row.public_from, row.public_until, row.changed_at))
    return max(instant for instant in instants if instant and instant <= now)


def in_one_line(text):
    return " ".join(_controls.sub("", text).split())


def in_lines(text):
    return "\n".join(filter(None, map(in_one_line, text.splitlines())))


def _slots(request, event):
    """What was told of an event's schedule; of the presentations those that are public."""
    return told_of(event.slots, request.now).with_public(request.now, presentations=None)


def _title(request, event):
    return event.name if event.is_public(request.now) else request.issuer.short_name


def _entry(request, identity, touched):
    entry = Entry()
    entry.add("uid", str(uuid.uuid5(NAMESPACE, identity)))
    # The instant of the last change and not of this request: the same event is the same bytes.
    entry.add("dtstamp", touched.astimezone(dt.UTC))
    entry.add("last-modified", touched.astimezone(dt.UTC))
    entry.add("sequence", max(int((touched - FIRST_SECOND).total_seconds()), 0))
    # Who publishes the entry (RFC 5546, 3.2.1).
    organizer = vCalAddress(request.issuer.web_address or absolute(request, "/"))
    organizer.params["cn"] = in_one_line(request.issuer.name).replace('"', "'")
    entry.add("organizer", organizer)
    entry.add("transp", "TRANSPARENT")  # a reader's own day stays free
    return entry


def _described(entry, title, facts, place, page, is_cancelled):
    title = _("Cancelled: %(event)s") % {"event": title} if is_cancelled else title
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    entry.add("summary", in_one_line(title))
    entry.add("description", in_lines("\n".join(filter(None, facts))))
    entry.add("url", page)
    if place:
        entry.add("location", in_one_line(place))
    return entry


def _gone(entry):
    """Readers see no more of it than that it is not announced any more, and for which day it was."""
    entry.add("status", "CANCELLED")
    entry.add("summary", _("No longer announced"))
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
