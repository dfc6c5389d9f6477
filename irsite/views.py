import sys
from math import ceil

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from contacts.models import Contact
from embargo.reading import read_only
from events.models import Event
from pipeline.chart import COLUMNS, by_compound, programs
from releases.models import Revision
from releases.page import summary
from releases.structured import corporation
from releases.time_travel import until

LATEST = 6
NEXT_EVENTS = 4
GLANCE = 8

RETRY_AFTER = 10  # seconds after which the database may be back

ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /search/?\n\nSitemap: {sitemap}\n"


@read_only
def home(request):
    now, day = request.now, request.issuer.day(request.now)
    revisions = Revision.objects.public(now).newest_first()
    if last := until(request):
        revisions = revisions.filter(date__lte=last).released_by(now)
    newest = revisions.select_related("category").first()
    further = revisions.for_lists().filter(date__lte=newest.date).exclude(pk=newest.pk) if newest else []
    rows = [row for row in programs(now) if not row.is_over]
    context = {
        "newest": newest,
        "summary": summary(newest) if newest else "",
        "latest": further[:LATEST],
        "events": list(Event.objects.public(now).upcoming(day)[:NEXT_EVENTS]),
        "pipeline": by_compound(rows[:GLANCE]),
        "further_programs": len(rows[GLANCE:]),
        "columns": COLUMNS,
        "structured": _corporation(request.issuer),
        "contacts": Contact.objects.public(now).active(),
    }
    return render(request, "home.html", context)


def _corporation(issuer):
    symbols = [f"{listing.market_code} {listing.symbol}" for listing in issuer.listings.all()]
    return {"@context": "https://schema.org", **corporation(issuer, symbols)}


@read_only
def robots(request):
    words = ROBOTS.format(sitemap=request.build_absolute_uri(reverse("sitemap")))
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


def too_many_requests(request, retry_after):
    """The page for whoever asks too often; `retry_after` is when to come back, in seconds (RFC 6585)."""
    headers = {"Retry-After": str(retry_after), "Cache-Control": "no-store"}
    context = {"minutes": ceil(retry_after / 60)}
    return HttpResponse(render_to_string("429.html", context), status=429, headers=headers)


def server_error(request):
    """The page for a fault of ours: it asks nothing of the database, the session or the request.

    Django calls it while it handles the exception. A database that is lost is soon back, and robots and proxies
    that get 503 come again instead of taking the page for broken.
    """
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
    return HttpResponseServerError(render_to_string("500.html"))
