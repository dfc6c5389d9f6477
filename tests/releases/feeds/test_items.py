"""What a feed says of a release."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from jsonschema import Draft202012Validator, FormatChecker

from releases.html import text_of
from releases.models import Attachment
from tests import builders

from .reading import ATOM, JSON, MINUTE, NAMES, RSS, corrected, item, items, parsed, tombstones, tree

pytestmark = pytest.mark.django_db
HOSTILE = {
    "headline": "Bell\x07, ]]> & <b> 🧬 \u202eright-to-left\u202c עברית \ufffe mark",
    "subheads": ["A\x0bdeck &amp; ]]> more", "العربية"],
    "body": "<p>]]&gt; &amp;lt; 🧬 مرحبا \x00\x0c" + "long words " * 20_000 + "</p>",
}


def test_item_carries_every_word_of_the_release(people, records, now, visit, address):
    release = builders.live(people, now, subheads=["First deck", "Second deck"], end_mark="###")
    revision = release.live_revision(now)
    content, at = " ".join(text_of(item(visit(address, now))[2]).split()), 0
    for text in (
        *("First deck", "Second deck", f"{revision.dateline} We report results.", text_of(revision.about)),
        *(text_of(revision.safe_harbor), revision.contact_block, "Source: Velmora", "###"),
    ):
        at = content.index(" ".join(text.split()), at) + 1


def test_summary_of_rss_loses_no_word_after_an_angle_bracket(people, records, now, visit):
    builders.live(people, now, body="<p>Sales &lt;b of R&amp;D rose.</p>")
    summary = tree(visit(RSS, now)).find("channel/item/description").text
    assert text_of(f"<p>{summary}</p>") == "Sales <b of R&D rose."


def test_correction_keeps_the_identity_and_says_what_changed(people, records, now, visit, address):
    release = builders.live(people, now)
    before = item(visit(address, now))
    corrected(release, people, now + MINUTE, note="It was 5, it is 6. The error was ours.")
    after = item(visit(address, now + MINUTE))
    assert before[0] == after[0] == release.guid
    assert dt.datetime.fromisoformat(after[3]) == now + MINUTE
    assert "It was 5, it is 6. The error was ours." in after[2]


def test_mended_typo_moves_no_date(people, records, now, visit, address):
    release = builders.live(people, now)
    before = item(visit(address, now))
    corrected(release, people, now + MINUTE, kind="typo")
    assert item(visit(address, now + MINUTE)) == before


def test_mended_typo_leaves_the_date_and_the_note_of_the_correction(people, records, now, visit, address):
    release = corrected(builders.live(people, now), people, now + MINUTE, note="It was 5.")
    before = item(visit(address, now + MINUTE))
    corrected(release, people, now + 2 * MINUTE, kind="typo", note="")
    assert item(visit(address, now + 2 * MINUTE))[2:] == before[2:]


def test_item_has_its_instant_with_the_offset(people, records, now, visit):
    builders.live(people, now)
    rss, atom, json_feed = (visit(address, now).content for address in (RSS, ATOM, JSON))
    assert b"<pubDate>Tue, 04 Mar 2025 12:00:00 -0500</pubDate>" in rss
    assert b"<dc:date>2025-03-04T12:00:00-05:00</dc:date>" in rss
    assert b"<published>2025-03-04T12:00:00-05:00</published>" in atom
    assert b'"date_published": "2025-03-04T12:00:00-05:00"' in json_feed


def test_release_with_a_date_only_is_given_no_time(people, records, now, visit):
    builders.live(people, now, date=dt.date(2021, 5, 6), from_archive=True)
    rss, atom, json_feed = (visit(address, now).content for address in (RSS, ATOM, JSON))
    assert b"<pubDate>Thu, 06 May 2021 00:00:00 -0400</pubDate>" in rss
    assert b"<dc:date>2021-05-06</dc:date>" in rss
    assert b"<dc:date>2021-05-06</dc:date>" in atom
    assert b'"date": "2021-05-06"' in json_feed


def test_item_is_filed_under_category_and_stock(people, records, now, visit):
    builders.live(people, now)
    for address in (RSS, ATOM):
        tags = [(tag.term, tag.scheme) for tag in parsed(visit(address, now)).entries[0].tags]
        assert ("Clinical data", None) in tags
        assert ("Nasdaq:VLMZ", "http://testserver/stock") in tags
    assert b'<category domain="http://testserver/stock">Nasdaq:VLMZ</category>' in visit(RSS, now).content
    assert json.loads(visit(JSON, now).content)["items"][0]["tags"] == ["Clinical data", "Nasdaq:VLMZ"]


def test_item_names_who_speaks(people, records, now, visit):
    builders.live(people, now)
    assert b"<dc:creator>Velmora Bio, Inc.</dc:creator>" in visit(RSS, now).content
    assert parsed(visit(ATOM, now)).feed.author == "Velmora Bio, Inc."
    assert json.loads(visit(JSON, now).content)["items"][0]["authors"][0]["name"] == "Velmora Bio, Inc."


def test_links_are_absolute(people, records, now, visit, address):
    links = '<a href="/pipeline/">P</a> <a href="#top">t</a> <a href="other/?a=1&amp;b=2">o</a>'
    release = builders.live(people, now, body=f'<p>{links} said href="/x/"</p>')
    content = item(visit(address, now))[2]
    page = f"http://testserver{release.live_revision(now).get_absolute_url()}"
    for target in ("http://testserver/pipeline/", f"{page}#top", f"{page}other/?a=1&amp;b=2"):
        assert f'href="{target}"' in content
    assert 'said href="/x/"' in content


def test_files_go_out_with_length_and_type(people, records, now, visit):
    release = builders.in_review(people, now)
    files = [attach(release, name) for name in ("results.csv", "tables.csv")]
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    expected = [(f"http://testserver/files/{file.ref}/{file.name}", "8", "text/csv") for file in files]
    atom = parsed(visit(ATOM, now)).entries[0].enclosures
    assert [(each.href, each.length, each.type) for each in atom] == expected
    item = tree(visit(RSS, now)).find("channel/item")
    (first,), (second,) = item.findall("enclosure"), item.findall("media:content", NAMES)
    assert (first.get("url"), first.get("length"), first.get("type")) == expected[0]
    assert (second.get("url"), second.get("fileSize"), second.get("type")) == expected[1]
    attachments = json.loads(visit(JSON, now).content)["items"][0]["attachments"]
    assert [(each["url"], str(each["size_in_bytes"]), each["mime_type"]) for each in attachments] == expected


def attach(release, name):
    file = Attachment(release=release, title=f"Table {name}", file=ContentFile(b"a,b\n1,2\n", name=name))
    file.full_clean(exclude=["release"])
    file.save()
    return file


def test_json_feed_is_valid(people, records, now, visit, settings):
    settings.WEBSUB_HUB_URL = "https://hub.example/"
    release = builders.in_review(people, now)
    attach(release, "results.csv")
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    builders.live(people, now).withdraw(by=people.approver, now=now + MINUTE, reason="Wrong.")
    builders.live(people, now, date=dt.date(2021, 5, 6), from_archive=True)
    schema = json.loads(Path(__file__).with_name("json-feed-1.1.json").read_text())
    checker = Draft202012Validator(schema, format_checker=FormatChecker())
    for address in (JSON, "/feeds/releases/2021.json", "/feeds/category/clinical-data.json"):
        checker.validate(json.loads(visit(address, now + MINUTE).content))


def test_hostile_words_arrive_whole(people, records, now, visit):
    builders.live(people, now, **HOSTILE)
    for address in (RSS, ATOM, JSON):
        _identity, title, content, _updated = item(visit(address, now))
        assert title == "Bell, ]]> & <b> 🧬 \u202eright-to-left\u202c עברית  mark"
        words = text_of(content)
        for text in ("Adeck &amp; ]]> more", "العربية", "]]> &lt; 🧬 مرحبا"):
            assert text in words
        assert words.count("long words") == 20_000


def test_withdrawn_release_is_a_tombstone_in_atom(people, records, now, visit):
    release = builders.live(people, now)
    release.withdraw(by=people.approver, now=now + MINUTE, reason="The number was wrong.")
    (tombstone,) = tombstones(visit(ATOM, now + MINUTE))
    assert tombstone.get("ref") == release.guid
    assert dt.datetime.fromisoformat(tombstone.get("when")) == now + MINUTE
    assert "The number was wrong." in tombstone.find("at:comment", NAMES).text
    assert not parsed(visit(ATOM, now + MINUTE)).entries


@pytest.mark.parametrize("address", [RSS, JSON])
def test_withdrawn_release_is_marked_elsewhere(people, records, now, visit, address):
    release = builders.live(people, now, body="<p>Secret sauce.</p>")
    release.withdraw(by=people.approver, now=now + MINUTE, reason="The number was wrong.")
    identity, title, content, updated = item(visit(address, now + MINUTE))
    assert (identity, title) == (release.guid, "Withdrawn: Velmora Reports Results")
    assert "The number was wrong." in content
    assert "Secret sauce" not in content
    assert dt.datetime.fromisoformat(updated) == now + MINUTE


def test_headline_that_would_mislead_stands_nowhere(people, records, now, visit, address):
    release = builders.live(people, now, headline="Velmora Is Sold")
    release.withdraw(by=people.approver, now=now + MINUTE, reason="Wrong.", hide_headline=True)
    content = visit(address, now + MINUTE).content.lower()
    assert b"is sold" not in content
    assert b"is-sold" not in content


def test_notice_leads_to_the_notice(people, records, now, visit):
    release = builders.live(people, now, headline="Velmora Is Sold")
    release.withdraw(by=people.approver, now=now + MINUTE, reason="Wrong.", hide_headline=True)
    link = parsed(visit(RSS, now + MINUTE)).entries[0].link
    assert visit(link.removeprefix("http://testserver"), now + MINUTE).status_code == 410


def test_what_was_touched_last_stands_first(people, records, now, visit, address):
    first, *_rest = (
        builders.live(people, now + number * MINUTE, headline=f"Release {number}") for number in range(3)
    )
    corrected(first, people, now + 4 * MINUTE, kind="update", note="It was 5.")
    titles = [title for _id, title, *_more in items(visit(address, now + 5 * MINUTE))]
    assert titles == ["Release 0", "Release 2", "Release 1"]
