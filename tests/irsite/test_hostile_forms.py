"""Hostile text arrives whole, and as text, in all that programs read."""

import json
import xml.etree.ElementTree as ET

import feedparser
import pytest
from icalendar import Calendar

from releases.exports import FORMS, exhibit
from releases.html import text_of
from releases.models import Category, Issuer
from tests import builders

from .test_machine_forms import FEEDS, addresses, company

pytestmark = pytest.mark.django_db
HOSTILE = 'Bell\x07 ]]> & <b>&amp;</b> "q" 🧬 \u202eשלום\u202c العربية \ufffe\x0b end'
READABLE = 'Bell ]]> & <b>&amp;</b> "q" 🧬 \u202eשלום\u202c العربية  end'


@pytest.fixture(scope="module")
def hostile(shared_rows, now):
    people, _records = builders.people(), builders.records()
    Issuer.objects.update(name=f"Velmora {HOSTILE}", short_name=f"V {HOSTILE}")
    Category.objects.update(name=f"News {HOSTILE}"[:80])
    body = f"<p>{'long words ' * 20_000}]]&gt; &amp;lt; &lt;script&gt; 🧬 \u202eשלום\u202c \x0c end</p>"
    texts = {
        "headline": HOSTILE,
        "subheads": [HOSTILE],
        "own_contact_block": HOSTILE,
        "own_source_line": HOSTILE,
    }
    return company(people, now, text=HOSTILE, body=body, **texts)


def test_hostile_text_in_feeds(hostile, visit, now):
    for address in FEEDS:
        title, content = item(visit(address, now))
        assert title == READABLE, address
        words = " ".join(text_of(content).split())
        assert words.count("long words") == 20_000, address
        assert "]]> &lt; <script> 🧬 \u202eשלום\u202c end" in words, address


def item(response):
    """(title, content) of the only item of a feed, in any form."""
    if "json" in response["Content-Type"]:
        (only,) = json.loads(response.content)["items"]
        return only["title"], only["content_html"]
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.bozo_exception
    (only,) = feed.entries
    return only.title, only.content[0].value


def test_hostile_text_in_calendars(hostile, visit, now):
    for address in addresses(hostile):
        if address.endswith(".ics"):
            calendar = Calendar.from_ical(visit(address, now).content)
            names = [str(entry["summary"]) for entry in calendar.walk("VEVENT")]
            assert all("]]> & <b>&amp;</b>" in name and "\x07" not in name for name in names)
            assert calendar.errors == []


def test_hostile_text_in_the_api(hostile, visit, now):
    (release,) = json.loads(visit("/api/releases.json", now).content)["releases"]
    assert release["headline"] == HOSTILE
    (event,) = json.loads(visit("/api/events.json", now).content)["events"]
    assert event["name"] == f"Call{HOSTILE}"


def test_hostile_text_in_exports(hostile, visit, now):
    page = hostile.approved_revision().get_absolute_url().rstrip("/")
    made = {suffix: visit(f"{page}{suffix}", now) for suffix in FORMS}
    assert {response.status_code for response in made.values()} == {200}
    assert made[".pdf"].content.startswith(b"%PDF-")
    assert READABLE in "".join(ET.fromstring(made[".xml"].content).itertext())  # noqa: S314
    assert json.loads(made[".json"].content)["title"] == READABLE
    assert READABLE.split()[0] in made[".txt"].content.decode()
    assert exhibit.problems(made["-ex991.htm"].content.decode()) == []
    assert exhibit.problems(made["-ex991.txt"].content.decode()) == []
