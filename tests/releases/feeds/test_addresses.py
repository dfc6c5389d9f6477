"""Which feeds there are, how they lead back to the first release, and how they answer."""

import datetime as dt
import json
import re

import pytest

from partners.models import Partner, Partnership
from pipeline.models import Compound
from releases.models import Category, Issuer
from tests import builders

from .reading import ATOM, FORMS, JSON, MINUTE, NAMES, RSS, corrected, items, links, parsed, tombstones, tree

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)
# What a page calls them in its links; they are served as XML that a browser shows.
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
SERVED = {"rss": "application/xml", "atom": "application/xml", "json": "application/feed+json"}


@pytest.fixture(params=FORMS)
def address(request):
    return f"/feeds/releases.{request.param}"


@pytest.fixture
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


# Addresses


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("filing", ["category/clinical-data", "compound/vlm-1", "partner/lindquarry"])
def test_filed_feed_holds_what_is_filed_there(filings, now, visit, filing, form):
    response = visit(f"/feeds/{filing}.{form}", now)
    assert response["Content-Type"] == f"{SERVED[form]}; charset=utf-8"
    assert [title for _id, title, *_rest in items(response)] == ["On VLM-1"]


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


def test_identity_of_feeds_outlives_the_company_s_address(records, now, visit):
    before = parsed(visit(ATOM, now)).feed.id
    records.issuer.web_address = "https://www.other.example"
    records.issuer.save()
    assert parsed(visit(ATOM, now)).feed.id == before


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


# Back to the first release


@pytest.fixture
def years(people, records, now, monkeypatch):
    monkeypatch.setattr("releases.feeds.selection.ITEMS", 2)
    for number, year in enumerate((2021, 2021, 2022, 2024, 2025)):
        builders.live(
            people,
            now,
            headline=f"Release {number}",
            date=dt.date(year, 3, 4 - number % 2),
            from_archive=year < 2025,
        )


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_every_release_is_found_by_walking_back(years, now, visit, form):
    address, titles, documents = f"http://testserver/feeds/releases.{form}", set(), 0
    while address:
        response = visit(address.removeprefix("http://testserver"), now + MINUTE)
        titles |= {title for _id, title, *_rest in items(response)}
        address, documents = links(response).get("prev-archive"), documents + 1
    assert titles == {f"Release {number}" for number in range(5)}
    assert documents == 3


def test_json_leads_back_too(years, now, visit):
    address, titles = JSON, []
    while address:
        document = json.loads(visit(address.removeprefix("http://testserver"), now + MINUTE).content)
        titles += [item["title"] for item in document["items"]]
        address = document.get("next_url")
    assert sorted(titles) == [f"Release {number}" for number in range(5)]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_year_says_that_it_is_an_archive(years, now, visit, form):
    response = visit(f"/feeds/releases/2022.{form}", now + MINUTE)
    found = links(response)
    assert tree(response).find(".//fh:archive", NAMES) is not None
    assert found["current"] == f"http://testserver/feeds/releases.{form}"
    assert found["prev-archive"] == f"http://testserver/feeds/releases/2021.{form}"
    assert found["next-archive"] == f"http://testserver/feeds/releases/2024.{form}"
    assert tree(visit(f"/feeds/releases.{form}", now)).find(".//fh:archive", NAMES) is None


def test_correction_of_an_old_release_reaches_subscribers(years, people, now, visit):
    from releases.models import Release

    release = Release.objects.get(headline="Release 0")
    corrected(release, people, now + MINUTE, note="It was 5.")
    assert items(visit(ATOM, now + MINUTE))[0][0] == release.guid


def test_imported_release_is_no_news(years, now, visit):
    titles = [title for _id, title, *_rest in items(visit(ATOM, now + MINUTE))]
    assert titles == ["Release 4", "Release 3"]


# HTTP


def test_not_yet_is_no_item(people, records, now, visit, address):
    builders.scheduled(people, now, now + MINUTE)
    assert not items(visit(address, now))
    assert items(visit(address, now + MINUTE))


def test_nothing_moves_when_a_draft_or_a_scheduled_release_is_saved(people, records, now, visit, address):
    builders.live(people, now)
    before = visit(address, now + SECOND)
    builders.draft(people, now, headline="In work")
    builders.scheduled(people, now, now + MINUTE, headline="Of tomorrow")
    after = visit(address, now + 2 * SECOND)
    assert (after.content, after.headers) == (before.content, before.headers)


def test_empty_feed_does_not_move_with_the_clock(people, records, now, visit, address):
    assert visit(address, now).content == visit(address, now + MINUTE).content


@pytest.mark.parametrize(
    ("header", "validator"), [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")]
)
def test_reader_who_has_the_feed_is_told_so(people, records, now, visit, header, validator, address):
    builders.live(people, now)
    known = visit(address, now + SECOND)[validator]
    answer = visit(address, now + MINUTE, headers={header: known})
    assert (answer.status_code, answer.content) == (304, b"")


def test_second_of_a_change_has_no_date(people, records, now, visit, address):
    """A date counts whole seconds: within one, it would stand for the text before and after."""
    at = now + dt.timedelta(milliseconds=400)
    builders.live(people, at)
    assert not visit(address, at + dt.timedelta(milliseconds=100)).has_header("Last-Modified")
    assert visit(address, now + SECOND)["Last-Modified"] == "Tue, 04 Mar 2025 17:00:00 GMT"


@pytest.mark.parametrize("kind", ["typo", "correction"])
def test_every_change_of_a_text_is_told_by_its_date(people, records, now, visit, address, kind):
    release = builders.live(people, now)
    known = visit(address, now + SECOND)["Last-Modified"]
    corrected(release, people, now + MINUTE, kind=kind, note="It was 5.")
    later = now + MINUTE + SECOND
    assert visit(address, later, headers={"If-Modified-Since": known}).status_code == 200


def test_withdrawal_is_told_by_the_date(people, records, now, visit, address):
    release = builders.live(people, now)
    known = visit(address, now + SECOND)["Last-Modified"]
    release.withdraw(by=people.approver, now=now + MINUTE, reason="Wrong.")
    later = now + MINUTE + SECOND
    assert visit(address, later, headers={"If-Modified-Since": known}).status_code == 200


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


def test_head_has_the_headers_of_the_feed(people, records, now, visit, address):
    builders.live(people, now)
    head, get = visit(address, now, method="head"), visit(address, now)
    assert (head.content, head.headers) == (b"", get.headers)


@pytest.mark.parametrize("rubbish", ['"', "W/", "*x", "\x01", '"a", "b', "é"])
def test_rubbish_for_a_tag_is_no_fault(people, records, now, visit, address, rubbish):
    assert visit(address, now, headers={"If-None-Match": rubbish}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_feed_is_for_reading(people, records, now, visit, address, method):
    assert visit(address, now, method=method).status_code == 405


def test_hub_is_named_when_there_is_one(people, records, now, visit, settings):
    assert "hub" not in links(visit(ATOM, now))
    settings.WEBSUB_HUB_URL = "https://hub.example/"
    response = visit(ATOM, now)
    assert links(response)["hub"] == "https://hub.example/"
    assert response["Link"] == (
        '<https://hub.example/>; rel="hub", <http://testserver/feeds/releases.atom>; rel="self"'
    )


def test_person_who_opens_a_feed_is_told_what_it_is(people, records, now, visit):
    for address in (RSS, ATOM):
        assert b'<?xml-stylesheet href="/feeds/style.css" type="text/css"?>' in visit(address, now).content


def test_browser_and_program_get_the_same_answer(people, records, now, visit, address):
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    shown, read = visit(address, now, headers=browser), visit(address, now, headers={"Accept": "*/*"})
    assert (shown.headers, shown.content) == (read.headers, read.content)
    assert "Accept," not in f"{read['Vary']},"


def test_style_sheet_of_feeds_speaks_the_language_of_the_site(records, now, visit, monkeypatch):
    monkeypatch.setattr("releases.feeds.views._", lambda words: 'Ein "Feed" \\ <b>\n%(address)s')
    sheet = visit("/feeds/style.css", now).content.decode()
    assert 'content: "Ein \\22 Feed\\22  \\5c  \\3c b\\3e \\a http://testserver/feeds/"' in sheet
    assert records.issuer.accent in sheet


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
