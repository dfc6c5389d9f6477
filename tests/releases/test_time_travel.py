"""The whole public site as of another instant, for one person and nobody else."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from events.models import Event
from partners.models import FormerName, Partner, Partnership
from pipeline.models import Compound, Indication, Milestone, Program
from releases.models import Attachment, AuditEntry, ReleaseCompound
from tests import builders
from tests.desk import list_of, save, sit_down

pytestmark = pytest.mark.django_db
HEADLINE = "Velmora Opens Wide"
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def release(people, records, now):
    """Scheduled for three hours from now, with facts of every kind that become public with it."""
    release = builders.draft(people, now, headline=HEADLINE)
    compound = Compound.objects.create(name="VLM-101", slug="vlm-101")
    program = Program.objects.create(
        compound=compound, indication=Indication.objects.create(name="Leukaemia", slug="leukaemia")
    )
    partner = Partner.objects.create(name="Norvane", slug="norvane")
    ReleaseCompound.objects.create(release=release, compound=compound)
    release.milestones.add(Milestone.objects.create(program=program, phase="2", reached_on=now.date()))
    release.partners.add(partner)
    release.partnerships.add(Partnership.objects.create(partner=partner, kind="supply"))
    release.events.add(Event.objects.create(kind="call", name="Results call", start_on=now.date()))
    Attachment.objects.create(
        release=release, title="Slides", name="slides.pdf", file=ContentFile(b"%PDF-1.7", name="a.pdf"),
        content_type="application/pdf", size=8, sha256="0" * 64,
    )  # fmt: skip
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now)
    release.schedule(by=people.approver, now=now, at=now + 3 * HOUR)
    return release


@pytest.fixture
def desk(client, monkeypatch, people, release, now):
    return sit_down(client, monkeypatch, people.approver, now)


def travel(desk, at):
    local = at.astimezone(builders.ZONE).replace(tzinfo=None)
    return desk.post(reverse("admin:time_travel"), {"at": local.isoformat()})


def addresses(release):
    """What the release brings: `{address: words that stand there}`."""
    file, event = release.attachments.get(), release.events.get()
    return {
        "/": HEADLINE,
        "/releases/": HEADLINE,
        f"/releases/{release.date.year}/": HEADLINE,
        "/releases/?compound=vlm-101": HEADLINE,
        release.revisions.get().get_absolute_url(): HEADLINE,
        "/pipeline/": "VLM-101",
        "/pipeline/vlm-101/": "Phase 2",
        "/partners/": "Norvane",
        "/partners/norvane/": "Norvane",
        "/events/": "Results call",
        event.get_absolute_url(): "Results call",
        "/contacts/": "Ina Vesta",
        "/search/?q=Opens": HEADLINE,
        "/feeds/releases.rss": HEADLINE,
        "/api/releases.json": HEADLINE,
        file.get_absolute_url(): None,
    }


def shows(response, words):
    if response.status_code != 200:
        return False
    return words is None or words in response.text.replace("<mark>", "").replace("</mark>", "")


def test_whole_site_stands_as_it_will(desk, release, now):
    travel(desk, now + 4 * HOUR)
    for address, words in addresses(release).items():
        response = desk.get(address)
        assert shows(response, words), address
        assert response["Cache-Control"] == "private, no-store"


def test_whole_site_stands_as_it_was(desk, client, monkeypatch, people, release, now):
    sit_down(client, monkeypatch, people.approver, now + 5 * HOUR)
    assert shows(desk.get("/"), HEADLINE)
    travel(desk, now + HOUR)
    for address, words in addresses(release).items():
        assert not shows(desk.get(address), words or "%PDF"), address


def test_journey_is_exact_to_the_second(desk, release, now):
    travel(desk, now + 3 * HOUR - dt.timedelta(seconds=1))
    assert HEADLINE not in desk.get("/").text
    travel(desk, now + 3 * HOUR)
    assert HEADLINE in desk.get("/").text


def test_banner_says_when_it_is_and_leads_back(desk, now):
    travel(desk, now + 4 * HOUR)
    page = desk.get("/").text
    assert "You see the site as of March 4, 2025, 4 p.m. EST" in page
    assert reverse("admin:time_travel") in page


def test_nobody_else_travels_along(desk, release, people, now):
    travel(desk, now + 4 * HOUR)
    stranger, colleague = Client(), Client()
    colleague.force_login(people.second)
    for other in (stranger, colleague):
        assert HEADLINE not in other.get("/").text
        assert other.get(release.revisions.get().get_absolute_url()).status_code == 404


def test_desk_stays_in_the_present(desk, release, now):
    travel(desk, now + 4 * HOUR)
    response = desk.get(reverse("admin:releases_release_change", args=[release.pk]))
    assert response.context["state"] == "scheduled"
    assert "Time travel: on" in response.text


def test_coming_back_and_signing_out_both_end_it(desk, people, now):
    travel(desk, now + 4 * HOUR)
    desk.post(reverse("admin:time_travel_end"))
    assert HEADLINE not in desk.get("/").text
    travel(desk, now + 4 * HOUR)
    desk.post(reverse("admin:logout"))
    assert HEADLINE not in desk.get("/").text
    desk.force_login(people.approver)
    assert HEADLINE not in desk.get("/").text


def test_whoever_loses_the_permission_on_the_way_is_back(desk, people, now):
    travel(desk, now + 4 * HOUR)
    people.approver.groups.clear()
    page = desk.get("/").text
    assert HEADLINE not in page
    assert "You see the site as of" not in page


def test_journey_is_on_record(desk, people, now):
    travel(desk, now + 4 * HOUR)
    entry = AuditEntry.objects.filter(move="time_travel").get()
    assert (entry.who, entry.at, entry.instant) == (people.approver, now, now + 4 * HOUR)


def test_journey_is_never_answered_from_what_a_reader_has(desk, now):
    tag = Client().get("/")["ETag"]
    travel(desk, now + 4 * HOUR)
    response = desk.get("/", headers={"if-none-match": tag})
    assert response.status_code == 200
    assert not response.has_header("ETag")


def test_hour_that_daylight_saving_skips_is_refused(desk):
    response = desk.post(reverse("admin:time_travel"), {"at": "2025-03-09T02:30"})
    assert response.status_code == 200
    assert response.context["form"].errors


def test_partner_has_the_name_that_it_had(desk, release, now):
    day = now.date()
    FormerName.objects.create(partner=Partner.objects.get(), name="Norvane Labs", until=day)
    travel(desk, now + 4 * HOUR)
    assert "Norvane Labs" in desk.get("/partners/").text
    travel(desk, now + dt.timedelta(days=2))
    assert "Norvane Labs" not in desk.get("/partners/").text
    assert "Norvane Labs" in desk.get("/partners/norvane/").text  # as its former name


def test_record_of_an_instant_counts_what_was_public_and_leads_to_the_words(desk, release, now):
    page = desk.get(reverse("admin:public_at"), {"at": "2025-03-04T16:00"})
    assert HEADLINE in page.text
    assert reverse("admin:releases_revision_change", args=[release.revisions.get().pk]) in page.text
    counts = {str(kind): count for kind, count in page.context["facts"]}
    assert (counts["Milestones"], counts["Contacts"], counts["Attachments"]) == (1, 2, 1)
    words = desk.get(reverse("admin:releases_revision_change", args=[release.revisions.get().pk])).text
    assert "We report results." in words


def test_asking_what_was_public_is_on_record(desk, now):
    desk.get(reverse("admin:public_at"), {"at": "2025-03-04T16:00"})
    assert AuditEntry.objects.filter(move="public_at").get().instant == now + 4 * HOUR


def test_renamed_partner_keeps_its_former_name(desk, client, monkeypatch, people, release, now):
    sit_down(client, monkeypatch, people.approver, now + 5 * HOUR)
    save(client, Partner.objects.get(), name="Norvane Group")
    former = FormerName.objects.get()
    assert (former.name, former.until) == ("Norvane", dt.date(2025, 3, 3))
    assert client.get(list_of(Partner)).status_code == 200
