"""How feeds are answered: what is told when, by which validators, in which type."""

import datetime as dt

import pytest

from tests import builders

from .reading import ATOM, MINUTE, RSS, corrected, items, links

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def test_not_yet_is_no_item(people, records, now, visit, address):
    builders.scheduled(people, now, now + MINUTE)
    assert not items(visit(address, now))
    assert items(visit(address, now + MINUTE))


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
