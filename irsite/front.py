"""What the page front has to know of our addresses, and of what changes pages without a row that changes."""

import datetime as dt

from django.conf import settings

from embargo import clock
from embargo.front import Front, telling
from releases.models import Issuer

# Every parameter that a public view reads; Django is not shown any other.
KNOWN = ("category", "compound", "from", "p", "page", "partner", "per_page", "q", "to", "year")
# Answered by Django alone: the desk, files that stream, and what must not be held.
PASSED = ("/admin", "/files/", "/healthz", "/readyz", "/metrics", settings.STATIC_URL)


def with_front(application):
    """`application` behind the page front of this process."""
    clock.turns[:] = [next_day]
    if settings.PAGE_FRONT:
        telling.listen()
    return Front(application, known=KNOWN, passed=PASSED)


def next_day(now):
    """When the company's date changes: by it events are over, partnerships in force and releases old."""
    issuer = Issuer.objects.filter(pk=1).first()
    if issuer is None:
        return None
    tomorrow = issuer.day(now) + dt.timedelta(days=1)
    return dt.datetime.combine(tomorrow, dt.time.min, issuer.zone)
