"""What the page of a release adds around its frozen words."""

import datetime as dt
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event, Presentation, Slot
from partners.models import Partner, Partnership
from pipeline.models import Compound
from releases.models import Attachment, Revision
from releases.page import dressed
from tests import builders

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


def page_of(release, visit, at):
    return visit(release.live_revision(at).get_absolute_url(), at)


def structured(response):
    """The schema.org data of a page, by type."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    return {data["@type"]: data for data in map(json.loads, found)}


def announced_meeting(people, now):
    """A draft's worth of facts: a meeting with a talk in a slot, all announced by one release."""
    event = Event.objects.create(
        name="Annual Meeting", kind="conference", start_on=dt.date(2025, 4, 1), time_zone="America/Chicago"
    )
    talk = Presentation.objects.create(event=event, title="Final results", abstract_number="8057")
    slot = Slot.objects.create(event=event, date=dt.date(2025, 4, 2), start=dt.time(13, 15), room="Hall A")
    slot.presentations.add(talk)
    release = builders.draft(people, now)
    for name, row in (("events", event), ("presentations", talk), ("slots", slot)):
        getattr(release, name).add(row)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    return release, event


def test_neighbours_are_the_public_ones_on_both_sides(people, records, now, visit):
    first, second, third = (
        builders.live(people, now + number * MINUTE, headline=f"Release {number}") for number in range(3)
    )
    builders.scheduled(people, now, now + 10 * MINUTE, headline="Of later")
    at = now + 3 * MINUTE
    context = page_of(second, visit, at).context
    assert (context["earlier"].ref, context["later"].ref) == (first.ref, third.ref)
    assert page_of(third, visit, at).context["later"] is None
    assert page_of(first, visit, at).context["earlier"] is None


def test_releases_of_one_instant_are_each_other_s_neighbours(people, records, now, visit):
    first, second = builders.live(people, now), builders.live(people, now)
    assert page_of(first, visit, now).context["later"].ref == second.ref
    assert page_of(second, visit, now).context["earlier"].ref == first.ref


def test_earlier_text_is_no_neighbour(people, records, now, visit):
    release = builders.live(people, now)
    release.revise(by=people.approver, now=now, kind="typo", reason="A letter")
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now + MINUTE)
    context = page_of(release, visit, now + MINUTE).context
    assert (context["earlier"], context["later"]) == (None, None)


@pytest.mark.parametrize(("days", "told"), [(0, False), (365, False), (366, True)])
def test_old_release_speaks_only_as_of_its_date(people, records, now, visit, days, told):
    page = page_of(builders.live(people, now), visit, now + days * DAY).content.decode()
    assert ("speaks only as of its date, " in page) == told


def test_age_is_a_setting(people, records, now, visit, settings):
    settings.STALE_AFTER_DAYS = 10
    page = page_of(builders.live(people, now), visit, now + 11 * DAY).content.decode()
    assert "speaks only as of its date, " in page


def test_schedule_stands_there_with_a_calendar(people, records, now, visit):
    release, event = announced_meeting(people, now)
    page = page_of(release, visit, now).content.decode()
    for text in ("Final results", "Hall A", "1:15 p.m.", "Abstract 8057", f"/events/{event.ref}.ics"):
        assert text in page


def test_talk_that_is_no_longer_public_is_not_shown(people, records, now, visit):
    release, _event = announced_meeting(people, now)
    Presentation.objects.update(public_until=now + MINUTE)
    assert b"Final results" not in page_of(release, visit, now + MINUTE).content


def test_figure_in_the_text_has_its_size():
    body = '<img src="/files/0a1b2c3d/curve.png" alt="A curve">'
    file = Attachment(ref="0a1b2c3d", name="curve.png", width=1200, height=720)
    assert ' width="1200" height="720" alt="A curve">' in dressed(body, set(), [file])
    sized = body.replace("alt", 'width="600" alt')
    assert 'width="1200"' not in dressed(sized, set(), [file])


def test_figure_in_the_text_shows_its_preview():
    body = '<figure><img src="/files/0a1b2c3d/curve.png" alt="A curve" /></figure>'
    shown = dressed(body, set())
    assert '<img loading="lazy" src="/files/0a1b2c3d/curve-preview.webp" alt="A curve" />' in shown


def test_machines_read_a_news_article(people, records, now, visit):
    release = builders.live(people, now, headline="Results </script> & more", subheads=["A deck"])
    article = structured(page_of(release, visit, now))["NewsArticle"]
    assert article["headline"] == "Results </script> & more"
    assert article["datePublished"] == "2025-03-04T12:00:00-05:00"
    assert article["publisher"]["@type"] == "Corporation"
    assert article["publisher"]["tickerSymbol"] == "XNAS VLMZ"
    assert article["url"] == f"http://testserver{release.live_revision(now).get_absolute_url()}"


def test_time_that_nobody_knows_is_not_told_to_machines(people, records, now, visit):
    release = builders.live(people, now, date=dt.date(2022, 5, 14), from_archive=True)
    assert structured(page_of(release, visit, now))["NewsArticle"]["datePublished"] == "2022-05-14"


def test_way_to_the_release_is_told(people, records, now, visit):
    release = builders.live(people, now)
    steps = structured(page_of(release, visit, now))["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Home", "Releases", release.headline]


def test_head_holds_address_and_words(people, records, now, visit):
    release = builders.live(people, now, headline="Velmora’s “best” year")
    page, path = page_of(release, visit, now).content.decode(), release.live_revision(now).get_absolute_url()
    for text in (
        f'<link rel="canonical" href="http://testserver{path}">',
        '<meta property="og:type" content="article">',
        '<meta property="og:title" content="Velmora’s “best” year">',
        '<meta name="description" content="We report results.">',
        "<title>Velmora’s “best” year – Velmora</title>",
    ):
        assert text in page


def test_superseded_text_is_not_offered_to_machines(people, records, now, visit):
    release = builders.live(people, now)
    release.revise(by=people.approver, now=now, kind="typo", reason="A letter")
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now + MINUTE)
    page = visit(f"/releases/{release.ref}/revisions/1/", now + MINUTE)
    assert structured(page) == {}
    assert b'<meta name="robots" content="noindex">' in page.content


def test_queries_do_not_grow_with_what_a_release_names(people, records, now, visit):
    def queries(release):
        with CaptureQueriesContext(connection) as captured:
            assert page_of(release, visit, now + 2 * DAY).status_code == 200
        # One of them is this test's own.
        return len(captured) - 1

    release, _event = announced_meeting(people, now)
    few = queries(release)
    other, _event = announced_meeting(people, now + MINUTE)
    live = Revision.objects.get(ref=other.ref)
    assert live.slots.count() == 1
    for number in range(8):
        builders.live(people, now, headline=f"Another {number}")
        Compound.objects.create(name=f"VLM-{number}", slug=f"vlm-{number}", public_from=now)
        partner = Partner.objects.create(name=f"P{number}", slug=f"p{number}")
        Partnership.objects.create(partner=partner, kind="supply", public_from=now)
    assert queries(release) == few <= 12


def test_partner_has_the_name_of_the_release_s_day(people, records, now, visit):
    partner = Partner.objects.create(name="Ostrava Pharma", slug="ostrava")
    Partnership.objects.create(partner=partner, kind="supply", public_from=now)
    release = builders.in_review(people, now)
    release.send_back(by=people.approver, now=now, reason="A partner is missing.")
    release.partners.add(partner)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    partner.former_names.create(name="Brno Pharma", until=now.date() + dt.timedelta(days=30))
    page = visit(release.live_revision(now).get_absolute_url(), now).content.decode()
    assert "Brno Pharma</a>" in page
    assert "Ostrava" not in page
