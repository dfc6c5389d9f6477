"""All that programs read (feeds, calendars, exports, API) keeps to the same rules."""

import datetime as dt
import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event, Presentation, Slot
from partners.models import Partner, Partnership
from pipeline.models import Compound
from releases.exports import FORMS
from releases.models import Category
from tests import builders
from tests.sharing import shared

pytestmark = pytest.mark.django_db
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
FEEDS = tuple(
    f"/feeds/{name}.{form}"
    for name in (
        "releases",
        "releases/2025",
        "category/clinical-data",
        "compound/vlm-1",
        "partner/lindquarry",
    )
    for form in ("rss", "atom", "json")
)
# Of each view one: by which row a feed is filed makes no difference to how its bytes are sent.
SAME_VIEW = tuple(address for address in FEEDS if address.startswith(("/feeds/category/", "/feeds/partner/")))
API = tuple(f"/api/{name}.json" for name in ("releases", "pipeline", "events", "openapi"))


def company(people, now, *, text="", **fields):
    """A live release, filed under and announcing one row of each kind; `text` is added to every name."""
    compound = Compound.objects.create(name=f"VLM-1{text}", slug="vlm-1")
    partner = Partner.objects.create(name=f"Lindquarry{text}", slug="lindquarry")
    event = Event.objects.create(
        kind="call",
        name=f"Call{text}",
        place=f"Here{text}",
        description=f"On\nit{text}",
        start_on=dt.date(2025, 3, 5),
    )
    talk = Presentation.objects.create(event=event, title=f"Talk{text}")
    slot = Slot.objects.create(event=event, date=event.start_on, room=f"Hall{text}", session=f"Session{text}")
    slot.presentations.add(talk)
    release = builders.draft(people, now, **fields)
    release.compounds.add(compound)
    release.partners.add(partner)
    release.partnerships.add(Partnership.objects.create(partner=partner, kind="research"))
    for name, row in (("events", event), ("presentations", talk), ("slots", slot)):
        getattr(release, name).add(row)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    return release


def addresses(release):
    """Every address at which something of the release is there for programs."""
    event, page = Event.objects.earliest("pk"), release.approved_revision().get_absolute_url().rstrip("/")
    calendars = (
        "/events.ics",
        f"/events/{event.ref}.ics",
        f"/events/{event.ref}/{event.slots.get().ref}.ics",
    )
    return (*FEEDS, "/feeds/style.css", *calendars, *API, *(f"{page}{suffix}" for suffix in FORMS))


def kinds(release):
    """One address of each view and form."""
    return [address for address in addresses(release) if address not in SAME_VIEW]


people, records = shared(builders.people), shared(builders.records)


@pytest.fixture(scope="module")
def release(people, records, now):
    return company(people, now)


@pytest.mark.one_database
def test_head_is_get_without_the_body(release, visit, now):
    for address in kinds(release):
        get, head = visit(address, now + HOUR), visit(address, now + HOUR, "head")
        assert (get.status_code, head.status_code, head.content) == (200, 200, b""), address
        assert head.headers == get.headers, address


@pytest.mark.one_database
def test_lifetime_is_constant(release, visit, now):
    for address in kinds(release):
        assert visit(address, now)["Cache-Control"] == "public, max-age=1", address


def test_site_is_named_as_its_setting_does(release, visit, now, settings):
    settings.SITE_URL = "https://ir.velmora.example"
    for address in addresses(release):
        answer = visit(address, now)
        assert b"testserver" not in answer.content, address
        assert "testserver" not in answer.get("Link", ""), address


@pytest.mark.one_database
def test_compressed_answer_is_the_same(release, visit, now):
    for address in kinds(release):
        plain, packed = visit(address, now), visit(address, now, headers={"Accept-Encoding": "gzip"})
        if packed.has_header("Content-Encoding"):
            assert "Accept-Encoding" in plain["Vary"], address
            packed.content = gzip.decompress(packed.content)
        assert packed.content == plain.content, address
        assert packed["ETag"].removeprefix("W/") == plain["ETag"], address


@pytest.mark.one_database
def test_reader_who_has_the_bytes_is_told_so(release, visit, now):
    for address in kinds(release):
        known = visit(address, now, headers={"Accept-Encoding": "gzip"})["ETag"]
        for tag in (known, known.removeprefix("W/"), f'"other", {known}', "*"):
            answer = visit(address, now + HOUR, headers={"If-None-Match": tag})
            assert (answer.status_code, answer.content) == (304, b""), (address, tag)


@pytest.mark.one_database
def test_tag_of_other_bytes_gets_the_whole(release, visit, now):
    for address in kinds(release):
        for known in ({"If-None-Match": '"other"'}, {"If-Modified-Since": "Tue, 04 Mar 1025 17:00:00 GMT"}):
            assert visit(address, now, headers=known).status_code == 200, (address, known)


@pytest.mark.one_database
@pytest.mark.parametrize("tag", ["rubbish", 'W/"', "é", '"' * 500])
def test_rubbish_for_a_tag_gets_the_whole(release, visit, now, tag):
    for address in (FEEDS[0], addresses(release)[-1]):
        assert visit(address, now, headers={"If-None-Match": tag}).status_code == 200, address


@pytest.mark.one_database
@pytest.mark.parametrize("date", ["yesterday", "Tue, 99 Mar 2025 17:00:00 GMT"])
def test_rubbish_for_a_date_gets_the_whole(release, visit, now, date):
    for address in (FEEDS[0], addresses(release)[-1]):
        assert visit(address, now, headers={"If-Modified-Since": date}).status_code == 200, address


@pytest.mark.one_database
def test_nothing_is_written(release, visit, now):
    for address in kinds(release):
        assert {visit(address, now, method).status_code for method in ("post", "put", "delete")} == {405}, (
            address
        )


def test_nothing_moves_when_a_draft_or_a_scheduled_release_is_saved(release, people, visit, now):
    """Not a byte, in the head or in the body, of anything that is for programs."""
    at = now + HOUR
    before = {address: visit(address, at) for address in addresses(release)}
    work_at_the_desk(release, people, now)
    for address, known in before.items():
        after = visit(address, at)
        assert (after.headers, after.content) == (known.headers, known.content), address


def work_at_the_desk(release, people, now):
    """A draft, a text in review, an approved and a scheduled one, a scheduled correction; all on public rows."""
    tomorrow = now + dt.timedelta(days=1)
    Category.objects.create(name="Takeovers", slug="takeovers")
    Compound.objects.create(name="VLM-9", slug="vlm-9")
    others = [
        builders.draft(people, now, headline="In work"),
        builders.in_review(people, now, headline="In review"),
        builders.approved(people, now, headline="Approved"),
        builders.scheduled(people, now, now + 2 * HOUR, headline="Scheduled"),
    ]
    others[0].compounds.set(release.compounds.all())
    others[0].save()
    release.refresh_from_db()
    release.revise(by=people.approver, now=now, kind="correction", reason="Wrong.", note="It was 5.")
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).schedule(by=people.approver, now=now, at=tomorrow)


def test_queries_do_not_grow_with_the_releases(release, people, visit, now):
    few = queries(release, visit, now)
    for _number in range(5):
        builders.live(people, now)
        Event.objects.create(kind="call", name="Call", start_on=dt.date(2025, 3, 5), public_from=now)
    assert queries(release, visit, now) == few
    assert max(few.values()) <= 16


def queries(release, visit, now):
    """`{address: queries}`"""
    counted = {}
    for address in addresses(release):
        if address.endswith(".pdf"):
            visit(address, now)  # it is made once
        with CaptureQueriesContext(connection) as made:
            visit(address, now)
        counted[address] = len(made)
    return counted


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/feeds/nothing.rss",
            "/feeds/releases.xml",
            "/feeds/category/none.atom",
            f"/feeds/releases/{10**20}.rss",
        ),
        *("/feeds/releases/0000.rss", "/feeds/compound/%00.json", "/feeds/compound/" + "x" * 3000 + ".rss"),
        *("/events/none.ics", "/events/%00.ics", "/events/none/none.ics", "/events.ics/"),
        *("/api/nothing.json", "/api/releases.json?page=0", f"/api/releases.json?page={10**20}"),
        *("/api/releases.json?page=2", "/api/events.json?per_page=1e3", "/api/events.json?from=2025-02-30"),
        *(
            "/api/pipeline.json?compound=%00",
            "/api/releases.json?partner=none",
            "/api/releases.json?from=٢٠٢٥-01-01",
        ),
        *(
            "/releases/none/none.pdf",
            "/releases/none/none-ex991.htm",
            "/releases/%00/x.json",
            "/releases/none/x.docx",
        ),
    ],
)
def test_bad_input_is_refused_and_is_no_fault(release, visit, now, address):
    assert visit(address, now).status_code in (400, 404)


# Hostile text in every field, in every form
