"""The feeds of a category, a compound or a partner."""

import datetime as dt
import re

import pytest

from partners.models import Partner, Partnership
from pipeline.models import Compound
from releases.models import Category, Issuer
from tests import builders
from tests.sharing import shared

from .reading import FORMS, MINUTE, items, parsed, tombstones

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)
SERVED = {"rss": "application/xml", "atom": "application/xml", "json": "application/feed+json"}
# What a page calls them in its links; they are served as XML that a browser shows.
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
people, records = shared(builders.people), shared(builders.records)


@pytest.fixture(scope="module")
def filings(people, records, now):
    """A release that is filed under a compound and a partner, beside one that is not."""
    compound = Compound.objects.create(name="VLM-1", slug="vlm-1")
    partner = Partner.objects.create(name="Lindquarry", slug="lindquarry")
    partnership = Partnership.objects.create(partner=partner, kind="research")
    release = builders.draft(people, now, headline="On VLM-1")
    release.compounds.add(compound)
    release.partners.add(partner)
    release.partnerships.add(partnership)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    other = Category.objects.create(name="Other", slug="other")
    builders.live(people, now, headline="On nothing", category=other)
    return release


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("filing", ["category/clinical-data", "compound/vlm-1", "partner/lindquarry"])
def test_filed_feed_holds_what_is_filed_there(filings, now, visit, filing, form):
    response = visit(f"/feeds/{filing}.{form}", now)
    assert response["Content-Type"] == f"{SERVED[form]}; charset=utf-8"
    assert [title for _id, title, *_rest in items(response)] == ["On VLM-1"]


@pytest.mark.parametrize("filing", ["compound/vlm-1", "partner/lindquarry"])
def test_withdrawal_reaches_who_follows_what_went_with_it(filings, people, now, visit, filing):
    filings.withdraw(by=people.approver, now=now + MINUTE, reason="Wrong.")
    page = f"/{filing}/".replace("compound", "pipeline").replace("partner", "partners")
    assert visit(page, now + MINUTE).status_code == 404
    response = visit(f"/feeds/{filing}.atom", now + MINUTE)
    assert len(tombstones(response)) == 1
    assert parsed(response).feed.title == "Velmora Bio, Inc.: releases"


def test_what_was_taken_off_by_hand_has_no_feed(filings, now, visit):
    Compound.objects.update(public_until=now + MINUTE)
    assert visit("/feeds/compound/vlm-1.rss", now + MINUTE).status_code == 404


@pytest.mark.parametrize("path", ["releases", "compound/vlm-1", "category/clinical-data", "releases/2025"])
def test_identity_of_a_feed_is_the_same_whatever_host_was_asked(filings, now, visit, path, settings):
    settings.ALLOWED_HOSTS = ["*"]
    hosts = ("testserver", "ir.velmora.example")
    known = {parsed(visit(f"/feeds/{path}.atom", now, headers={"host": host})).feed.id for host in hosts}
    suffix = path.replace("/2025", "").replace("/", ":")
    assert known == {f"{records_guid()}:{suffix}"}
    assert re.fullmatch(r"tag:www\.velmora\.example,\d{4}-\d\d-\d\d:newsroom", records_guid())


def records_guid():
    return Issuer.objects.get().guid


def test_page_of_feeds_names_them_all(filings, now, visit):
    page = visit("/feeds/", now).content.decode()
    for path in (
        "releases",
        "category/clinical-data",
        "compound/vlm-1",
        "partner/lindquarry",
        "releases/2025",
    ):
        assert f'href="http://testserver/feeds/{path}.atom"' in page


def renamed(row, at):
    """`row` with another name, as saved at an instant."""
    type(row).objects.filter(pk=row.pk).update(name="Another Name", changed_at=at)


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("releases", lambda: Issuer.objects.get()),
        ("releases", lambda: Category.objects.get(slug="clinical-data")),
        ("compound/vlm-1", lambda: Compound.objects.get()),
        ("partner/lindquarry", lambda: Partner.objects.get()),
    ],
)
def test_another_name_is_told_by_the_date(filings, now, visit, path, row):
    known = visit(f"/feeds/{path}.rss", now + SECOND)["Last-Modified"]
    renamed(row(), now + MINUTE)
    told = visit(f"/feeds/{path}.rss", now + 2 * MINUTE, headers={"If-Modified-Since": known})
    assert (told.status_code, b"Another Name" in told.content) == (200, True)


def test_category_in_waiting_moves_no_date(filings, now, visit, address):
    before = visit(address, now + SECOND).headers
    Category.objects.create(name="Takeovers", slug="takeovers", changed_at=now + SECOND)
    assert visit(address, now + MINUTE).headers == before


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/contacts/", "releases"),
        ("/pipeline/vlm-1/", "compound/vlm-1"),
        ("/partners/lindquarry/", "partner/lindquarry"),
        ("/releases/?category=clinical-data", "category/clinical-data"),
    ],
)
def test_feeds_are_found_from_the_pages(filings, now, visit, page, feed):
    head = visit(page, now).content.decode().partition("</head>")[0]
    for form in FORMS:
        assert f'type="{TYPES[form]}"' in head
        assert f'href="/feeds/{feed}.{form}"' in head
