import datetime as dt
import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from pipeline.models import Compound
from releases.models import Attachment, AuditEntry, ReleaseCompound
from tests import builders
from tests.desk import sit_down

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
KINDS = ("", "_phone", "_framed", "_print", "_paper", "_feed", "_text")


@pytest.fixture
def desk(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.writer, now)


def preview(desk, release, kind=""):
    return desk.get(reverse(f"admin:releases_release_preview{kind}", args=[release.pk]))


def reading(page):
    """The release on its page, without the links to share it and to its neighbours, which need an instant."""
    start = page.text.index('<header class="release-head">')
    ends = (page.text.find(mark, start) for mark in ('<nav class="neighbours"', "</article>"))
    words = page.text[start : min(end for end in ends if end > 0)]
    return re.sub(r'<ul class="share".*?</ul>', "", words, flags=re.S).split()


def test_preview_is_the_page_that_will_be_public(desk, people, visit, now):
    release = builders.draft(people, now, subheads=["First", "Second"])
    ReleaseCompound.objects.create(
        release=release, compound=Compound.objects.create(name="VLM-101", slug="vlm-101")
    )
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now)
    release.schedule(by=people.approver, now=now, at=now + HOUR)
    before = preview(desk, release)
    desk.logout()
    public = visit(release.approved_revision().get_absolute_url(), now + HOUR)
    assert reading(before) == reading(public)
    assert "/pipeline/vlm-101/" in before.text


@pytest.mark.parametrize("kind", KINDS)
def test_every_preview_is_private_and_kept_nowhere(desk, people, now, kind):
    response = preview(desk, builders.draft(people, now), kind)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("kind", ["", "_framed", "_print", "_feed", "_text"])
def test_every_preview_shows_the_working_text_under_a_strip(desk, people, now, kind):
    page = preview(desk, builders.draft(people, now, headline="Velmora Opens"), kind).text
    assert "Preview – not public" in page
    assert "Velmora Opens" in page


def test_text_and_feed_carry_every_part(desk, people, now):
    release = builders.draft(people, now)
    for kind in ("_text", "_feed"):
        page = preview(desk, release, kind).text
        for words in (
            "We report results.",
            "makes medicines.",
            "Risks are in",
            "Ina Vesta",
            "Source: Velmora",
        ):
            assert words in page


def test_only_the_framed_page_may_stand_in_a_frame_and_in_one_of_ours(desk, people, now):
    release = builders.draft(people, now)
    framed, page = preview(desk, release, "_framed"), preview(desk, release)
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_approved_text_is_shown_as_it_was_frozen(desk, people, records, now):
    release = builders.approved(people, now)
    records.investor.phone = "555-0199"
    records.investor.save()
    assert "555-0100" in preview(desk, release).text


def test_correction_is_shown_with_its_note_and_the_earlier_text(desk, people, now):
    release = builders.live(people, now - HOUR)
    release.revise(
        by=people.approver, now=now, kind="correction", reason="Wrong", note="The number was wrong."
    )
    page = preview(desk, release).text
    assert "The number was wrong." in page
    assert reverse("releases:superseded", args=[release.ref, 1]) in page


def test_files_are_opened_at_the_desk(desk, people, now):
    release = builders.draft(people, now)
    file = Attachment.objects.create(
        release=release, title="Slides", name="slides.pdf", file=ContentFile(b"%PDF-", name="a.pdf"),
        content_type="application/pdf", size=5, sha256="0" * 64,
    )  # fmt: skip
    page = preview(desk, release).text
    assert reverse("admin:releases_release_file", args=[release.pk, file.ref]) in page
    assert file.get_absolute_url() not in page


def test_each_look_is_on_record_with_the_text_that_it_showed(desk, people, now):
    release = builders.approved(people, now)
    preview(desk, release)
    preview(desk, release, "_feed")
    looks = AuditEntry.objects.filter(move="preview", release=release, who=people.writer)
    assert {look.revision for look in looks} == {release.approved_revision()}
    assert {look.detail for look in looks} == {"web, text 1", "feed, text 1"}


def test_phone_is_one_look(desk, people, now):
    release = builders.approved(people, now)
    preview(desk, release, "_phone")
    preview(desk, release, "_framed")
    assert AuditEntry.objects.filter(move="preview").count() == 1


def test_draft_that_was_looked_at_can_still_be_deleted(desk, people, now):
    release = builders.draft(people, now)
    preview(desk, release)
    desk.get(reverse("admin:releases_release_change", args=[release.pk]))
    desk.post(reverse("admin:releases_release_delete", args=[release.pk]), {"post": "yes"})
    assert AuditEntry.objects.filter(detail__contains=release.ref).count() == 2
    assert not type(release).objects.exists()


def test_text_for_paper_has_the_rules_of_the_site_for_paper(desk, people, now):
    rules = preview(desk, builders.draft(people, now), "_paper").text
    assert ".site-nav" in rules
    assert "@media" not in rules
