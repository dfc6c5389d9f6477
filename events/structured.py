"""An event as schema.org data, for search engines and other machines."""

import datetime as dt
from zoneinfo import ZoneInfo

from .models import Event

ONLINE = (Event.Kind.CALL, Event.Kind.WEBCAST)


def event(request, event):
    page = request.build_absolute_uri(event.get_absolute_url())
    mode = "Online" if event.kind in ONLINE else "Offline"
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": page,
        "url": page,
        "name": event.name,
        "startDate": start_of(event),
        "endDate": (event.end_on or event.start_on).isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if event.is_cancelled else 'Scheduled'}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": _location(event, page),
        **({"description": event.description} if event.description else {}),
        # A congress is somebody else's; calls, webcasts and meetings are held by the company.
        **({} if event.kind == Event.Kind.CONFERENCE else {"organizer": _organizer(request.issuer)}),
    }


def start_of(event):
    """The first day; with the time and its offset where both are stated."""
    if event.start_time is None or not event.time_zone:
        return event.start_on.isoformat()
    return dt.datetime.combine(event.start_on, event.start_time, ZoneInfo(event.time_zone)).isoformat()


def _location(event, page):
    if event.kind in ONLINE or not event.place:
        return {"@type": "VirtualLocation", "url": event.web_address or page}
    return {"@type": "Place", "name": event.place, "address": event.place}


def _organizer(issuer):
    address = {"url": issuer.web_address} if issuer.web_address else {}
    return {"@type": "Organization", "name": issuer.name, **address}
