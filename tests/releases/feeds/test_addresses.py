"""Which feeds there are."""

import json

import pytest

from partners.models import Partner, Partnership
from pipeline.models import Compound
from tests import builders

from .reading import ATOM, JSON, MINUTE, RSS, links, parsed, tombstones

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    ["compound/vlm-1.rss", "partner/lindquarry.atom", "category/clinical-data.json", "releases/2025.atom"],
)
def test_feed_of_what_is_not_public_yet_never_existed(people, records, now, visit, path):
    compound = Compound.objects.create(name="VLM-1", slug="vlm-1")
    partner = Partner.objects.create(name="Lindquarry", slug="lindquarry")
    Partnership.objects.create(partner=partner, kind="research", public_from=now + MINUTE)
    release = builders.draft(people, now)
    release.compounds.add(compound)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).schedule(by=people.approver, now=now, at=now + MINUTE)
    there, nowhere = visit(f"/feeds/{path}", now), visit("/feeds/compound/nothing.rss", now)
    assert (there.status_code, there.content, there.headers) == (404, nowhere.content, nowhere.headers)


@pytest.mark.parametrize(
    "path",
    [
        *("/feeds/nothing.rss", "/feeds/releases.xml", "/feeds/releases/0.rss", "/feeds/releases/1850.rss"),
        *(
            f"/feeds/releases/{10**20}.atom",
            "/feeds/writer/x.rss",
            "/feeds/compound/%00.rss",
            "/feeds/x/y/z.rss",
        ),
    ],
)
def test_unknown_feed_is_not_found(people, records, now, visit, path):
    assert visit(path, now).status_code == 404


def test_category_keeps_its_feed_when_its_only_release_is_withdrawn(people, records, now, visit):
    builders.live(people, now).withdraw(by=people.approver, now=now + MINUTE, reason="Wrong.")
    assert len(tombstones(visit("/feeds/category/clinical-data.atom", now + MINUTE))) == 1


def test_feed_names_itself(people, records, now, visit):
    assert links(visit(RSS, now))["self"] == "http://testserver/feeds/releases.rss"
    assert links(visit(ATOM, now))["self"] == "http://testserver/feeds/releases.atom"
    assert json.loads(visit(JSON, now).content)["feed_url"] == "http://testserver/feeds/releases.json"


def test_feed_names_the_site_as_its_setting_does(people, records, now, visit, settings):
    settings.SITE_URL = "https://ir.velmora.example"
    builders.live(people, now)
    feed = parsed(visit(ATOM, now))
    assert links(visit(ATOM, now))["self"] == "https://ir.velmora.example/feeds/releases.atom"
    assert feed.entries[0].link.startswith("https://ir.velmora.example/releases/")


def test_identity_of_feeds_outlives_the_company_s_address(records, now, visit):
    before = parsed(visit(ATOM, now)).feed.id
    records.issuer.web_address = "https://www.other.example"
    records.issuer.save()
    assert parsed(visit(ATOM, now)).feed.id == before
