"""One address of each kind of page of the demo company, for the tests that look at all of them."""

from django.template.loader import render_to_string
from django.urls import reverse

from events.models import Event
from partners.models import Partner, Partnership
from pipeline.models import Compound, Milestone
from releases.models import Release, Revision

from .desk import list_of, page_of

# Pages that no address of a sound site shows, by their status.
FAULTS = (400, 403, 413, 429, 500, 503)
ERRORS = (404, 410, *FAULTS)


def fault(status):
    """The page as it is made where there is no database and no request."""
    return render_to_string(f"{status}.html", {"minutes": 1})


def addresses(now):
    """`{kind: address}`, as far as readers may see them at `now`."""
    return {
        "home": "/",
        "archive": "/releases/",
        "year": f"/releases/{Revision.objects.public(now).newest_first().first().date.year}/",
        "category": "/releases/?category=clinical-data",
        **releases(now),
        "pipeline": "/pipeline/",
        "compound": Compound.objects.public(now).first().get_absolute_url(),
        "partners": "/partners/",
        "partner": Partner.objects.public(now).get(slug="lindquarry").get_absolute_url(),
        "events": "/events/",
        "event": Event.objects.public(now).exclude(slots=None).latest("start_on").get_absolute_url(),
        "call": Event.objects.public(now).filter(kind="call").latest("start_on").get_absolute_url(),
        "contacts": "/contacts/",
        "search": "/search/?q=quelvory",
        "search, empty": "/search/",
        "search, nothing found": "/search/?q=zeppelin",
        "feeds": "/feeds/",
        "not found": "/nothing/",
    }


def releases(now):
    public = Revision.objects.public(now)
    corrected = Revision.objects.superseded(now).first()
    return {
        "release": public.newest_first().first().get_absolute_url(),
        "release with tables": public.filter(body__contains="<table").latest("date").get_absolute_url(),
        "release with talks": public.exclude(presentations=None).latest("date").get_absolute_url(),
        "release with a figure": public.filter(attachments__content_type="image/png")
        .latest("date")
        .get_absolute_url(),
        "release from the archive": public.filter(date_only=True).earliest("date").get_absolute_url(),
        "superseded text": f"/releases/{corrected.ref}/revisions/{corrected.number}/",
        "withdrawn": Revision.objects.withdrawn(now).first().get_absolute_url(),
    }


def desk(now):
    """Pages of the desk, for somebody who may approve: where its own templates and its kinds of fields stand."""
    corrected = Revision.objects.superseded(now).first()
    by_state = {release.state(now): release for release in Release.objects.all()}
    return {
        "desk": reverse("admin:index"),
        **{state: page_of(by_state[state]) for state in ("draft", "in review")},
        "corrected release": page_of(corrected.release),
        "revision": page_of(corrected),
        "texts compared": page_of(corrected.release, "compare"),
        "fields of several": page_of(Partnership.objects.exclude(compounds=None).first()),
        "list by dates": list_of(Milestone),
    }
