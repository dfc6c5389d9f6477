"""With the front and without it, every public address answers with the same bytes and headers."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, resolve

from embargo import generation
from events.models import Event, Slot
from irsite.front import KNOWN
from partners.models import Partner, Partnership
from pipeline.models import Compound, Indication, Milestone, Program
from releases.models import Attachment, Revision
from tests import builders
from tests.fronts import Site

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
# Asked by nobody but people at the desk and machines of the operator, or answered from a stream.
NOT_HELD = {"file", "healthz", "metrics"}
# Read for a public answer and not watched, each for its reason.
NOT_WATCHED = {
    "releases_revisionexport",  # what is made of a revision's frozen words, made anew if it is lost
    "releases_firstread",  # a note for the desk
    "releases_archivecount",  # the database counts it from revisions, in the statement that changes them
    "releases_filedcount",  # the same, of what they are filed under
    "releases_changecount",  # the same, by the month in which they appear or end
    "search_words",  # the same for the index, on SQLite
}


@pytest.fixture
def site(people, records, now):
    """A site with a row of every kind that readers see."""
    compound = Compound.objects.create(name="VLM-1", slug="vlm-1", public_from=now)
    program = Program.objects.create(
        compound=compound, indication=Indication.objects.create(name="X", slug="x")
    )
    Milestone.objects.create(program=program, phase="2", reached_on=now.date(), public_from=now)
    partner = Partner.objects.create(name="Lindquarry", slug="lindquarry")
    partnership = Partnership.objects.create(partner=partner, kind="research", public_from=now)
    partnership.compounds.add(compound)
    event = Event.objects.create(kind="call", name="Call", start_on=now.date(), public_from=now)
    talk = event.presentations.create(title="Data on VLM-1", public_from=now)
    event.slots.create(date=now.date(), public_from=now).presentations.add(talk)
    withdrawn = builders.live(people, now - DAY, headline="Withdrawn")
    withdrawn.withdraw(by=people.approver, now=now - DAY, reason="All is wrong.")
    corrected(people, now, compound, partner, event, talk)
    return Site(now)


def corrected(people, now, compound, partner, event, talk):
    release = builders.draft(people, now - DAY, headline="On VLM-1")
    Attachment.objects.create(
        release=release,
        title="Facts",
        name="facts.csv",
        content_type="text/csv",
        size=3,
        file=ContentFile(b"a,b", "f.csv"),
    )
    release.compounds.add(compound)
    for rows, row in ((release.partners, partner), (release.events, event), (release.presentations, talk)):
        rows.add(row)
    release.slots.add(*event.slots.all())
    release.submit(by=people.writer, now=now - DAY)
    builders.approve(release, people, now - DAY).publish(by=people.approver, now=now - DAY)
    release.revise(by=people.approver, now=now, kind="correction", reason="A wrong number")
    release.note = "Two, not three."
    release.save()
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)


def addresses(now):
    """One address or more for every public route."""
    revision = Revision.objects.public(now).get()
    page = revision.get_absolute_url()
    event, slot = Event.objects.get().get_absolute_url(), Slot.objects.get()
    exports = [f"{page.rstrip('/')}{suffix}" for suffix in (".txt", ".json", ".pdf", "-ex991.htm", ".xml")]
    feeds = [
        f"/feeds/{name}.{form}" for name in ("releases", "releases/2025") for form in ("rss", "atom", "json")
    ]
    feeds += [
        "/feeds/",
        "/feeds/compound/vlm-1.rss",
        "/feeds/partner/lindquarry/2025.atom",
        "/feeds/style.css",
    ]
    return [
        *("/", "/releases/", "/releases/2025/", "/releases/?category=clinical-data&page=1", page, *exports),
        *(f"/releases/{revision.ref}/revisions/1/", f"/releases/{revision.ref}/other/"),
        Revision.objects.withdrawn(now).get().get_absolute_url(),
        *("/pipeline/", "/pipeline/vlm-1/", "/pipeline/vlm-1", "/partners/", "/partners/lindquarry/"),
        *(
            "/events/",
            "/events/?page=1",
            event,
            f"{event.rstrip('/')}.ics",
            f"{event}{slot.ref}.ics",
            "/events.ics",
        ),
        *("/contacts/", "/contacts/ina-vesta.vcf", "/search/", "/search/?q=vlm&year=2025"),
        *(
            "/api/releases.json?from=2025-01-01&per_page=5",
            "/api/pipeline.json",
            "/api/events.json",
            "/api/openapi.json",
        ),
        *(
            "/theme/0b5a6f.css",
            "/theme/0b5a6f.svg",
            "/theme/0b5a6f.png",
            "/favicon.ico",
            "/sitemap.xml",
            "/robots.txt",
        ),
        *(f"/sitemap-{name}.xml" for name in ("pages", "releases", "news")),
        *("/nothing/", "/releases/abcdefgh/x/", "/releases/?page=77", "/api/releases.json?page=x"),
        *feeds,
    ]


def public_routes():
    """The name of every route that strangers may ask for."""
    return {name for name in names_of(get_resolver()) if name.split(":")[0] not in ("admin", *NOT_HELD)}


def names_of(resolver, space=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names_of(pattern, inner)
        else:
            yield f"{space}{pattern.name}"


def variants(whole):
    """The headers and methods by which readers ask for a page whose whole answer is known."""
    gzip, tag = {"HTTP_ACCEPT_ENCODING": "gzip, br"}, whole.headers.get("ETag", '"x"')
    yield from (("GET", {}), ("GET", gzip), ("HEAD", {}), ("HEAD", gzip))
    for headers in ({"HTTP_IF_NONE_MATCH": tag}, {"HTTP_IF_NONE_MATCH": f'W/"x", W/{tag}', **gzip}):
        yield from (("GET", headers), ("HEAD", headers))
    for since in ("Tue, 04 Mar 2025 18:00:00 GMT", "Tue, 04 Mar 2003 18:00:00 GMT", "nonsense"):
        yield "GET", {"HTTP_IF_MODIFIED_SINCE": since, **gzip}
    yield "GET", {"HTTP_IF_NONE_MATCH": "*"}
    yield "GET", {"HTTP_IF_MATCH": '"x"'}
    yield "GET", {"HTTP_RANGE": "bytes=0-9", "HTTP_IF_RANGE": tag}


def test_every_public_route_has_an_address_here(site, now):
    known = {resolve(address.partition("?")[0]).view_name for address in addresses(now) if is_route(address)}
    assert public_routes() - known == set()


def is_route(address):
    return not address.startswith(("/nothing", "/pipeline/vlm-1")) or address.endswith("vlm-1/")


@pytest.mark.one_database
def test_every_answer_is_the_same_with_the_front_and_without(site, now):
    # What pages share is made once for Django's own answers too; the first of each address does without that.
    shared, seen = {"embargo.generation": site.watch.now()[0].generation}, set()
    for address in addresses(now):
        whole = without = site.directly(address)
        asked = list(variants(whole))
        for number, (method, headers) in enumerate(asked if is_new(address, whole, seen) else asked[:2]):
            if number:
                without = site.directly(address, method, **headers, **shared)
            before = site.made
            assert site.get(address, method, **headers) == without, (address, method, headers)
            if number < 2 or site.made == before:  # what is passed on to Django is so again
                assert site.get(address, method, **headers) == without, (address, method, headers)


def is_new(address, answer, seen):
    """Whether no address of the same view was answered in this way; one of each is asked for in every variant."""
    path = address.partition("?")[0]
    name = resolve(path).view_name if is_route(address) else path
    kind = name, answer.status, frozenset(answer.headers)
    is_known = kind in seen
    seen.add(kind)
    return not is_known


def test_every_public_address_is_held_but_refusals(site, now):
    for address in addresses(now):
        first, before = site.get(address), site.made
        site.get(address)
        assert (site.made == before) == (first.status in (200, 301, 404, 410)), address


def test_public_pages_read_watched_tables_alone(site, now):
    with CaptureQueriesContext(connection) as asked:
        for address in addresses(now):
            site.directly(address)
    tables = set(connection.introspection.table_names())
    read = {name for query in asked for name in query["sql"].replace("`", '"').split('"') if name in tables}
    assert "releases_revision" in read
    assert read - set(generation.watched_tables()) - NOT_WATCHED == set()


def test_views_read_no_parameter_that_the_front_takes_away(site, now, monkeypatch):
    read = set()

    def noting(name):
        plain = getattr(QueryDict, name)

        def noted(query, key, *args):
            read.add(key)
            return plain(query, key, *args)

        return noted

    for name in ("get", "__getitem__", "getlist", "__contains__"):
        monkeypatch.setattr(QueryDict, name, noting(name))
    for address in addresses(now):
        site.directly(address)
    assert read == set(KNOWN)
