"""The coming weeks at the desk: releases by their instant or their date, and events on their days."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from events.models import Event

from .models import Release, Revision
from .models.moves import Status

COMING = dt.timedelta(days=28)
# A calendar with more than this in it is no longer read at a glance.
ENTRIES = 80


@dataclass(frozen=True)
class Entry:
    """A line of a day: `state` is a release's, or `event`."""

    state: str
    words: str
    address: str
    at: dt.datetime | dt.time | None = None


@dataclass
class Day:
    date: dt.date
    is_past: bool
    is_today: bool
    entries: list = field(default_factory=list)


def weeks(request, scheduled):
    """Lists of seven `Day`s, Monday first, from this week until four weeks from now are covered."""
    today = request.issuer.day(request.now)
    first = today - dt.timedelta(days=today.weekday())
    count = -(-(today + COMING - first).days // 7)
    dates = [first + dt.timedelta(days=number) for number in range(count * 7)]
    days = {date: Day(date, date < today, date == today) for date in dates}
    for date, entry in [*_releases(scheduled, dates), *_events(request.user, dates)]:
        if date in days and date >= today:
            days[date].entries.append(entry)
    return [list(days.values())[number : number + 7] for number in range(0, len(days), 7)]


def _releases(scheduled, dates):
    """Scheduled ones at their instant; those in work and those without a time on their date."""
    for revision in scheduled:
        day = timezone.localtime(revision.public_from).date()
        yield day, Entry("scheduled", revision.headline, _page(revision.release_id), revision.public_from)
    approved = Revision.objects.standing().filter(public_from=None, release__status=Status.APPROVED)
    approved = approved.filter(date__range=(dates[0], dates[-1])).values_list("date", "headline", "release")
    for date, headline, key in approved[:ENTRIES]:
        yield date, Entry("approved", headline, _page(key))
    in_work = Release.objects.filter(status__in=(Status.DRAFT, Status.IN_REVIEW), kind=Revision.Kind.ORIGINAL)
    in_work = in_work.filter(date__range=(dates[0], dates[-1])).values_list(
        "date", "headline", "pk", "status"
    )
    for date, headline, key, status in in_work[:ENTRIES]:
        yield date, Entry(status.replace(" ", "-"), headline, _page(key))


def _events(person, dates):
    """Each event on each of its days, with its time on the first."""
    if not person.has_perm("events.view_event"):
        return
    rows = Event.objects.annotate(last_on=Coalesce(F("end_on"), F("start_on")))
    for event in rows.filter(start_on__lte=dates[-1], last_on__gte=dates[0]).order_by("start_on", "pk")[
        :ENTRIES
    ]:
        address = reverse("admin:events_event_change", args=[event.pk])
        for number in range((event.last_on - event.start_on).days + 1):
            at = event.start_time if number == 0 else None
            yield event.start_on + dt.timedelta(days=number), Entry("event", event.name, address, at)


def _page(key):
    return reverse("admin:releases_release_change", args=[key])
