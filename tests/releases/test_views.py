import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.models import Partner, Partnership
from pipeline.models import Compound
from releases.html import text_of
from releases.models import Attachment, Category, Revision
from releases.page import release_context, tagged_rows
from tests import builders

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


def address(release):
    return Revision.objects.filter(ref=release.ref).order_by("-number").first().get_absolute_url()


def words(response):
    """The words of a page's content as a reader meets them, with white space folded."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.S).group()
    return " ".join(text_of(main).split())


def corrected(people, now, kind="correction"):
    release = builders.live(people, now)
    release.revise(by=people.approver, now=now, kind=kind, reason="A wrong number")
    release.note, release.body = "Sales were 2, not 3.", "<p>Sales were 2.</p>"
    release.save()
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now)
    release.publish(by=people.approver, now=now + MINUTE)
    return release


# A release


def test_page_shows_every_word_in_the_order_of_the_wire(people, records, now, visit):
    release = builders.live(people, now, subheads=["First deck", "Second deck"], end_mark="###")
    revision = release.live_revision(now)
    page, at = words(visit(address(release), now)), 0
    for text in (
        *("March 4, 2025, noon EST", release.headline, "First deck", "Second deck"),
        f"{revision.dateline} We report results.",
        *(
            text_of(revision.about),
            text_of(revision.safe_harbor),
            revision.contact_block,
            "Source: Velmora",
            "###",
        ),
    ):
        at = page.index(" ".join(text.split()), at) + 1


def test_time_has_its_offset_for_machines(people, records, now, visit):
    response = visit(address(builders.live(people, now)), now)
    assert '<time datetime="2025-03-04T12:00:00-05:00">' in response.content.decode()


def test_release_from_the_archive_shows_no_time_of_day(people, records, now, visit):
    release = builders.live(people, now, date=dt.date(2021, 5, 6), from_archive=True)
    page = visit(address(release), now).content.decode()
    assert '<time datetime="2021-05-06">May 6, 2021</time>' in page
    assert "noon" not in page


def test_safe_harbor_has_its_anchor(people, records, now, visit):
    page = visit(address(builders.live(people, now)), now).content.decode()
    assert re.search(r'<section [^>]*id="safe-harbor" aria-label="[^"]+">', page)


def test_contacts_are_links(people, records, now, visit):
    page = visit(address(builders.live(people, now)), now).content.decode()
    assert '<a href="tel:5550100">555-0100</a>' in page
    assert '<a href="mailto:ina@velmora.example">ina@velmora.example</a>' in page


def test_body_that_opens_with_a_table_keeps_the_dateline_before_it(people, records, now, visit):
    release = builders.live(people, now, body="<table><tr><td>1</td></tr></table>")
    page = visit(address(release), now).content.decode()
    assert page.index('<span class="dateline">HALVERTON') < page.index('<div class="table"')


def test_headings_have_anchors_that_differ(people, records, now, visit):
    release = builders.live(people, now, body="<h2>Results</h2><p>a</p><h2>Results</h2><p>b</p><h3>Main</h3>")
    page = visit(address(release), now).content.decode()
    assert re.findall(r'<h[23] id="([^"]+)', page)[:3] == ["results", "results-2", "main-2"]


def test_headings_skip_no_level(people, records, now, visit):
    release = builders.live(people, now, body="<h3>One</h3><p>a</p><h4>Two</h4><p>b</p><h3>Three</h3>")
    page = visit(address(release), now).content.decode()
    assert re.findall(r"<(h\d) id", page)[:3] == ["h2", "h3", "h2"]


def test_another_slug_leads_to_the_right_one(people, records, now, visit):
    release = builders.live(people, now)
    response = visit(f"/releases/{release.ref}/old-slug/", now)
    assert (response.status_code, response["Location"]) == (301, address(release))


def test_scheduled_release_appears_in_its_instant(people, records, now, visit):
    release = builders.scheduled(people, now, now + MINUTE)
    page, instant = address(release), now + MINUTE
    assert visit(page, instant - dt.timedelta(microseconds=1)).status_code == 404
    assert visit(page, instant).status_code == 200


@pytest.mark.parametrize(
    "path", ["/releases/{}/{}/", "/releases/{}/wrong/", "/releases/{}/{}", "/releases/{}/revisions/1/"]
)
def test_not_yet_answers_like_never_existed(people, records, now, visit, path):
    release = builders.scheduled(people, now, now + MINUTE)
    slug = release.approved_revision().slug
    for method in ("get", "head", "options", "post", "put"):
        secret = visit(path.format(release.ref, slug), now, method)
        random = visit(path.format("0000aaaa", slug), now, method)
        assert secret.status_code == random.status_code, method
        assert secret.content == random.content, method
        assert {**secret.headers, "Location": ""} == {**random.headers, "Location": ""}, method
        assert not secret.cookies


def test_files_of_a_release_are_listed(people, records, now, visit):
    release = builders.draft(people, now)
    attached(release, people)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    page = visit(address(release), now).content.decode()
    assert f'<a href="{release.attachments.get().get_absolute_url()}">Results</a>' in page


def attached(release, people):
    from django.core.files.base import ContentFile

    attachment = Attachment(release=release, title="Results", uploaded_by=people.writer)
    attachment.file = ContentFile(b"%PDF-1.4 results", "Results.pdf")
    attachment.full_clean()
    attachment.save()


def test_composition_that_is_not_saved_fills_the_same_page(people, records, now):
    release = builders.draft(people, now)
    release.partners.add(Partner.objects.create(name="Orvanta", slug="orvanta"))
    composition = release.compose()
    context = release_context(composition.revision, tagged_rows(composition.tags))
    assert "We report results." in context["body"]
    assert [partner.name for partner in context["partners"]] == ["Orvanta"]


# Corrections and withdrawals


def test_correction_tells_its_date_and_links_the_earlier_text(people, records, now, visit):
    release = corrected(people, now)
    page = visit(address(release), now + MINUTE).content.decode()
    assert "Sales were 2, not 3." in page
    assert f'href="/releases/{release.ref}/revisions/1/"' in page


def test_superseded_text_stays_readable_and_is_marked(people, records, now, visit):
    release = corrected(people, now)
    page = visit(f"/releases/{release.ref}/revisions/1/", now + MINUTE).content.decode()
    assert "We report results." in page
    assert "This text was superseded." in page
    assert '<meta name="robots" content="noindex">' in page


def test_text_that_is_valid_now_is_not_a_superseded_one(people, records, now, visit):
    release = corrected(people, now)
    assert visit(f"/releases/{release.ref}/revisions/2/", now + MINUTE).status_code == 404


def test_typo_shows_no_note_and_keeps_that_of_a_correction(people, records, now, visit):
    release = corrected(people, now)
    release.revise(by=people.approver, now=now + MINUTE, kind="typo", reason="A letter")
    release.submit(by=people.writer, now=now + MINUTE)
    builders.approve(release, people, now + MINUTE)
    release.publish(by=people.approver, now=now + 2 * MINUTE)
    page = visit(address(release), now + 2 * MINUTE).content.decode()
    assert page.count('class="notice"') == 1
    assert "Sales were 2, not 3." in page


def test_withdrawn_release_answers_gone_with_the_reason(people, records, now, visit):
    release = builders.live(people, now)
    release.withdraw(by=people.approver, now=now + MINUTE, reason="The study was misread.")
    response = visit(address(release), now + MINUTE)
    assert response.status_code == 410
    assert "The study was misread." in response.content.decode()
    assert "We report results." not in response.content.decode()


def test_earlier_text_of_a_withdrawn_release_is_gone_too(people, records, now, visit):
    release = corrected(people, now)
    release.withdraw(by=people.approver, now=now + 2 * MINUTE, reason="All of it is wrong.")
    assert visit(f"/releases/{release.ref}/revisions/1/", now + 2 * MINUTE).status_code == 410


def test_withdrawal_can_keep_the_headline_off_the_notice(people, records, now, visit):
    release = builders.live(people, now)
    release.withdraw(by=people.approver, now=now + MINUTE, reason="Wrong.", hide_headline=True)
    assert release.headline not in visit(address(release), now + MINUTE).content.decode()


# The archive


def test_archive_lists_only_what_is_public(people, records, now, visit):
    builders.live(people, now, headline="Seen by all")
    builders.scheduled(people, now, now + MINUTE, headline="Hidden as yet")
    builders.draft(people, now, headline="Only drafted")
    page = visit("/releases/", now).content.decode()
    assert "Seen by all" in page
    assert "Hidden as yet" not in page
    assert "Only drafted" not in page


def test_archive_counts_years_of_public_releases_only(people, records, now, visit):
    builders.live(people, now)
    builders.live(people, now, date=dt.date(2021, 5, 6), from_archive=True)
    builders.scheduled(people, now, now + MINUTE)
    assert visit("/releases/", now).context["years"] == [
        (2025, 1, "/releases/2025/"),
        (2021, 1, "/releases/2021/"),
    ]


def test_year_shows_its_releases(people, records, now, visit):
    builders.live(people, now, headline="Of this year")
    builders.live(people, now, headline="Of long ago", date=dt.date(2021, 5, 6), from_archive=True)
    page = visit("/releases/2021/", now).content.decode()
    assert "Of long ago" in page
    assert "Of this year" not in page


def test_category_filter(people, records, now, visit):
    other = Category.objects.create(name="Results", slug="results")
    builders.live(people, now, headline="A clinical one")
    builders.live(people, now, headline="A financial one", category=other)
    page = visit("/releases/?category=results", now).content.decode()
    assert "A financial one" in page
    assert "A clinical one" not in page


def test_compound_and_partner_filters(people, records, now, visit):
    compound = Compound.objects.create(name="VLM-1", slug="vlm-1", public_from=now)
    partner = Partner.objects.create(name="Orvanta", slug="orvanta")
    Partnership.objects.create(partner=partner, kind="research", public_from=now)
    release = builders.draft(people, now)
    release.compounds.add(compound)
    release.partners.add(partner)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    builders.live(people, now, headline="Another")
    for query in ("compound=vlm-1", "partner=orvanta", "compound=vlm-1&partner=orvanta"):
        assert [row.ref for row in visit(f"/releases/?{query}", now).context["page"]] == [release.ref]


def test_what_is_not_there_is_not_found(people, records, now, visit):
    Category.objects.create(name="Results", slug="results")  # made ready, and without a public release
    Compound.objects.create(name="VLM-1", slug="vlm-1", public_from=now + MINUTE)
    builders.live(people, now)
    for query in (
        *("category=none", "category=%00", "category=results", "compound=vlm-1", "partner=none"),
        *("page=0", "page=-1", "page=2", "page=x", "page=100000000000000000000"),
    ):
        assert visit(f"/releases/?{query}", now).status_code == 404, query


def test_year_without_releases_is_not_found(people, records, now, visit):
    builders.live(people, now)
    for path in ("/releases/2019/", "/releases/0000/", "/releases/99999/"):
        assert visit(path, now).status_code == 404, path


def test_page_of_an_enormous_number_is_not_found(people, records, now, visit):
    builders.live(people, now)
    assert visit("/releases/?page=" + "9" * 5000, now).status_code == 404


def test_unknown_parameters_change_nothing(people, records, now, visit):
    builders.live(people, now)
    assert visit("/releases/?utm_source=x", now).content == visit("/releases/", now).content


def test_archive_turns_pages(people, records, now, visit, monkeypatch):
    monkeypatch.setattr("releases.views.PAGE_SIZE", 2)
    for number in range(3):
        builders.live(people, now + number * MINUTE, headline=f"Release {number}")
    first, second = (visit(f"/releases/?page={page}", now + DAY) for page in (1, 2))
    assert [row.headline for row in first.context["page"]] == ["Release 2", "Release 1"]
    assert [row.headline for row in second.context["page"]] == ["Release 0"]


def test_queries_do_not_grow_with_the_archive(people, records, now, visit):
    def queries(path):
        with CaptureQueriesContext(connection) as captured:
            assert visit(path, now).status_code == 200
        return len(captured)

    paths = ("/", "/releases/", "/releases/2025/", "/feeds/releases.rss")
    for number in range(3):
        builders.live(people, now, headline=f"Release {number}")
    few = {path: queries(path) for path in paths}
    for number in range(9):
        builders.live(people, now, headline=f"Another {number}")
    assert {path: queries(path) for path in paths} == few
    assert max(few.values()) <= 12
