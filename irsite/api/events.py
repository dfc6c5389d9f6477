import datetime as dt
from functools import partial
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import time_format

from embargo.addresses import absolute
from events.models import Event
from pipeline.models import Compound
from releases.models import Revision

from .asking import api, days, paged, rows
from .releases import named


@api
def events(request):
    """The public events, the latest first, each with its schedule."""
    return paged(request, "events", found(request), partial(event, request))


def found(request):
    now = request.now
    events = Event.objects.public(now)
    first, last = days(request)
    if first:
        events = events.filter(Q(end_on__gte=first) | Q(end_on=None, start_on__gte=first))
    if last:
        events = events.filter(start_on__lte=last)
    for name, row in rows(request).items():
        events = events.filter(_about(name, row, now))
    slots = Event._meta.get_field("slots").related_model.objects
    told = Event._meta.get_field("presentations").related_model.objects.with_public(now, compounds=None)
    return events.with_public(
        now, slots=slots.with_public(now, presentations=told), presentations=told
    ).order_by("-start_on", "-pk")


def _about(name, row, now):
    """Told of in a public release that is filed under the row, or, for a compound, presented there."""
    # Asked of each event: a compound may have many thousand releases, an event has few.
    told = Revision.objects.public(now).filter(events=OuterRef("pk"), **{f"{name}s": row})
    about = Q(Exists(told))
    if isinstance(row, Compound):
        about |= Q(pk__in=row.presentations.public(now).values("event"))
    return about


def event(request, event):
    return {
        "id": event.ref,
        "url": absolute(request, event.get_absolute_url()),
        "kind": event.kind,
        "name": event.name,
        "cancelled": event.is_cancelled,
        "place": event.place,
        "time_zone": event.time_zone,
        "starts_on": event.start_on.isoformat(),
        "ends_on": (event.end_on or event.start_on).isoformat(),
        **_times("starts", event.start_on, event.start_time, event.time_zone),
        "web_address": event.web_address,
        "description": event.description,
        "presentations": [presentation(request, each) for each in event.presentations.all()],
        "schedule": [slot(each, event.time_zone) for each in event.slots.all()],
    }


def presentation(request, presentation):
    return {
        "title": presentation.title,
        "abstract_number": presentation.abstract_number,
        "presenter": presentation.presenter,
        "trial_id": presentation.trial_id,
        "compounds": [named(request, row) for row in presentation.compounds.all()],
    }


def slot(slot, zone_name):
    return {
        "id": slot.ref,
        "date": slot.date.isoformat(),
        **_times("starts", slot.date, slot.start, zone_name),
        **_times("ends", slot.date, slot.end, zone_name),
        "session": slot.session,
        "room": slot.room,
        "board": slot.board,
        "role": slot.role,
        "presentations": [each.title for each in slot.presentations.all()],
    }


def _times(name, date, time, zone_name):
    """`starts_at` with its offset; where no zone is stated, the words `starts_as_stated` and no instant."""
    if time is None:
        return {}
    if not zone_name:
        return {f"{name}_as_stated": time_format(time, "TIME_FORMAT")}
    instant = dt.datetime.combine(date, time, ZoneInfo(zone_name))
    return {f"{name}_at": instant.isoformat(timespec="seconds")}
