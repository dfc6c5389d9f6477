import datetime as dt

import feedparser
import pytest

from releases.feeds import printable
from releases.html import text_of
from releases.models import Revision
from tests import builders

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
FEED = "/feeds/releases.rss"


def parsed(response):
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.bozo_exception
    return feed


def entry(response):
    (only,) = parsed(response).entries
    return only


def test_item_carries_every_word_of_the_release(people, records, now, visit):
    release = builders.live(people, now, subheads=["First deck", "Second deck"], end_mark="###")
    revision = release.live_revision(now)
    content, at = " ".join(text_of(entry(visit(FEED, now)).content[0].value).split()), 0
    for text in (
        *("First deck", "Second deck", f"{revision.dateline} We report results.", text_of(revision.about)),
        *(text_of(revision.safe_harbor), revision.contact_block, "Source: Velmora", "###"),
    ):
        at = content.index(" ".join(text.split()), at) + 1


def test_item_keeps_its_identity_through_a_correction(people, records, now, visit):
    release = builders.live(people, now)
    before = entry(visit(FEED, now))
    release.revise(by=people.approver, now=now, kind="update", reason="More facts")
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now + MINUTE)
    after = entry(visit(FEED, now + MINUTE))
    assert before.id == after.id == release.guid
    assert before.published == after.published
    assert before.updated != after.updated
    assert not after.guidislink


def test_item_has_its_instant_with_the_offset(people, records, now, visit):
    builders.live(people, now)
    response = visit(FEED, now)
    assert b"<pubDate>Tue, 04 Mar 2025 12:00:00 -0500</pubDate>" in response.content
    assert b"<dc:date>2025-03-04T12:00:00-05:00</dc:date>" in response.content


def test_release_with_a_date_only_is_given_no_time(people, records, now, visit):
    builders.live(people, now, date=dt.date(2021, 5, 6), from_archive=True)
    response = visit(FEED, now)
    assert b"<pubDate>Thu, 06 May 2021 00:00:00 -0400</pubDate>" in response.content
    assert b"<dc:date>2021-05-06</dc:date>" in response.content


def test_item_is_filed_under_category_and_stock(people, records, now, visit):
    builders.live(people, now)
    tags = [(tag.term, tag.scheme) for tag in entry(visit(FEED, now)).tags]
    assert ("Clinical data", None) in tags
    assert ("Nasdaq:VLMZ", "http://testserver/stock") in tags


def test_links_are_absolute(people, records, now, visit):
    builders.live(people, now, body='<p><a href="/pipeline/">Pipeline</a> <a href="#top">top</a></p>')
    item = entry(visit(FEED, now))
    assert 'href="http://testserver/pipeline/"' in item.content[0].value
    assert f'href="{item.link}#top"' in item.content[0].value
    assert item.link.startswith("http://testserver/releases/")


def test_feed_names_itself(people, records, now, visit):
    links = parsed(visit(FEED, now)).feed.links
    assert {"rel": "self", "href": "http://testserver/feeds/releases.rss"}.items() <= links[1].items()


def test_control_characters_do_not_break_the_feed(people, records, now, visit):
    builders.live(people, now, headline="Bell\x07 and \ufffe mark", subheads=["A\x0bdeck"])
    assert entry(visit(FEED, now)).title == "Bell and  mark"


def test_printable_reaches_into_lists():
    assert printable({"a": ["x\x00y"]}) == {"a": ["xy"]}


def test_not_yet_is_no_item(people, records, now, visit):
    builders.scheduled(people, now, now + MINUTE)
    empty = visit(FEED, now)
    assert not parsed(empty).entries
    assert parsed(visit(FEED, now + MINUTE)).entries


def test_empty_feed_does_not_move_with_the_clock(people, records, now, visit):
    assert visit(FEED, now).content == visit(FEED, now + MINUTE).content


def test_withdrawn_release_is_no_item_and_changes_the_feeds_date(people, records, now, visit):
    release = builders.live(people, now)
    before = visit(FEED, now)
    release.withdraw(by=people.approver, now=now + MINUTE, reason="Wrong.")
    after = visit(FEED, now + MINUTE, headers={"If-Modified-Since": before["Last-Modified"]})
    assert after.status_code == 200
    assert not parsed(after).entries


@pytest.mark.parametrize(
    ("header", "validator"), [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")]
)
def test_reader_who_has_the_feed_is_told_so(people, records, now, visit, header, validator):
    builders.live(people, now)
    known = visit(FEED, now)[validator]
    assert visit(FEED, now + MINUTE, headers={header: known}).status_code == 304


def test_newest_stands_first(people, records, now, visit):
    for number in range(3):
        builders.live(people, now + number * MINUTE, headline=f"Release {number}")
    titles = [item.title for item in parsed(visit(FEED, now + 5 * MINUTE)).entries]
    assert titles == ["Release 2", "Release 1", "Release 0"]
    assert Revision.objects.count() == 3
