"""A feed as its subscribers read it, in whichever form."""

import datetime as dt
import json
import xml.etree.ElementTree as ET

import feedparser

from tests import builders

MINUTE = dt.timedelta(minutes=1)
FORMS = ("rss", "atom", "json")
RSS, ATOM, JSON = (f"/feeds/releases.{form}" for form in FORMS)
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}


CORRECTION = {
    "kind": "correction",
    "reason": "A wrong number.",
    "note": "It was 5, it is 6. The error was ours.",
}


def parsed(response):
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.bozo_exception
    return feed


def items(response):
    """`[(identity, title, content, updated)]` of what is not withdrawn, in any form."""
    if response["Content-Type"].startswith("application/feed+json"):
        document = json.loads(response.content)
        return [
            (item["id"], item["title"], item["content_html"], item["date_modified"])
            for item in document["items"]
        ]
    return [(item.id, item.title, item.content[0].value, item.updated) for item in parsed(response).entries]


def item(response):
    (only,) = items(response)
    return only


def tree(response):
    return ET.fromstring(response.content)  # noqa: S314  (it is our own)


def links(response):
    """`{relation: address}` of the feed itself, in RSS or Atom."""
    root = tree(response)
    head = root.find("channel") if root.tag == "rss" else root
    return {link.get("rel"): link.get("href") for link in head.findall("atom:link", NAMES)}


def tombstones(response):
    return tree(response).findall("at:deleted-entry", NAMES)


def corrected(release, people, at, *, body=None, **given):
    """`release` with another text that stands from `at` on."""
    release.refresh_from_db()
    release.revise(by=people.approver, now=at, **CORRECTION | given)
    if body:
        release.body = body
        release.save()
    release.submit(by=people.writer, now=at)
    builders.approve(release, people, at).publish(by=people.approver, now=at)
    return release
