import datetime as dt
import re
from xml.etree import ElementTree

import pytest

from events.models import Event
from partners.models import Partner, Partnership
from pipeline.models import Compound, Indication, Milestone, Program
from tests import builders

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
SECTIONS = ["pages", "releases", "compounds", "partners", "events", "news"]


def places(response):
    ElementTree.fromstring(response.content)  # noqa: S314  (our own XML: it must be well formed)
    return re.findall(r"<loc>http://testserver(.*?)</loc>", response.content.decode())


def days(response):
    return re.findall(r"<lastmod>(.{10})", response.content.decode())


def test_index_leads_to_every_section(people, records, now, visit):
    assert places(visit("/sitemap.xml", now)) == [f"/sitemap-{name}.xml" for name in SECTIONS]


@pytest.mark.parametrize("path", ["/sitemap.xml", *(f"/sitemap-{name}.xml" for name in SECTIONS)])
def test_empty_newsroom_has_sitemaps(db, now, visit, path):
    assert visit(path, now).status_code == 200


def test_releases_stand_there_once_they_are_public(people, records, now, visit):
    release = builders.scheduled(people, now, now + MINUTE)
    before = visit("/sitemap-releases.xml", now)
    assert places(before) == []
    assert not before.has_header("Last-Modified")
    after = visit("/sitemap-releases.xml", now + MINUTE)
    assert places(after) == [release.live_revision(now + MINUTE).get_absolute_url()]
    assert days(after) == ["2025-03-04"]


def test_index_says_nothing_of_what_waits(people, records, now, visit):
    builders.live(people, now)
    before = visit("/sitemap.xml", now).content
    builders.scheduled(people, now, now + MINUTE)
    assert visit("/sitemap.xml", now).content == before


def test_compound_changes_with_its_milestones(records, now, visit):
    compound = Compound.objects.create(name="VLM-1", slug="vlm-1", public_from=now)
    program = Program.objects.create(
        compound=compound, indication=Indication.objects.create(name="X", slug="x")
    )
    Milestone.objects.create(program=program, phase="2", reached_on=now.date(), public_from=now + DAY)
    at = [days(visit("/sitemap-compounds.xml", now + part * DAY)) for part in (0, 1)]
    assert at == [["2025-03-04"], ["2025-03-05"]]


def test_partner_changes_when_a_partnership_ends_from_view(records, now, visit):
    partner = Partner.objects.create(name="Orvanta", slug="orvanta")
    Partnership.objects.create(partner=partner, kind="supply", public_from=now)
    Partnership.objects.create(partner=partner, kind="research", public_from=now, public_until=now + DAY)
    assert days(visit("/sitemap-partners.xml", now + DAY)) == ["2025-03-05"]


def test_hidden_event_is_not_there(records, now, visit):
    Event.objects.create(name="Call", kind="call", start_on=now.date(), public_from=now + MINUTE)
    assert places(visit("/sitemap-events.xml", now)) == []
    assert len(places(visit("/sitemap-events.xml", now + MINUTE))) == 1


def test_news_are_those_of_two_days(people, records, now, visit):
    builders.live(people, now, headline="R&D <update>")
    page = visit("/sitemap-news.xml", now)
    assert len(places(page)) == 1
    assert "<news:title>R&amp;D &lt;update&gt;</news:title>" in page.content.decode()
    assert "<news:publication_date>2025-03-04T12:00:00-05:00<" in page.content.decode()
    assert places(visit("/sitemap-news.xml", now + 3 * DAY)) == []


def test_section_or_page_that_is_not_there_is_not_found(db, now, visit):
    for path in ("/sitemap-drafts.xml", "/sitemap-releases.xml?p=2", "/sitemap-releases.xml?p=x"):
        assert visit(path, now).status_code == 404


def test_robots_find_the_index(db, now, visit):
    assert b"Sitemap: http://testserver/sitemap.xml" in visit("/robots.txt", now).content
