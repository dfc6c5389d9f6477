import datetime as dt
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import xmlschema

from releases.exports import newsml
from tests.builders import live
from tests.releases.feeds.reading import MINUTE, corrected

ROOT = "https://ir.velmora.example"
NAR, XHTML = "{http://iptc.org/std/nar/2006-10-01/}", "{http://www.w3.org/1999/xhtml}"
SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("newsml-g2-2.34.xsd"))


def item(people, records, now, **fields):
    revision = live(people, now, **fields).live_revision(now)
    return ET.fromstring(newsml.render(revision, issuer=records.issuer, now=now, root=ROOT))  # noqa: S314


def text(found, path):
    return found.findtext("/".join(NAR + name for name in path.split("/")))


def source(people, records, now, **fields):
    revision = live(people, now, **fields).live_revision(now)
    return newsml.render(revision, issuer=records.issuer, now=now, root=ROOT)


@pytest.mark.parametrize(
    "fields",
    [
        {"subheads": ["Deck"]},
        {"date": dt.date(2021, 5, 6), "from_archive": True},
        {"own_dateline": "LONDON & PARIS <today> –"},
        {"headline": "]]> & <b> \x07🧬 \u202eעברית", "body": "<p>]]&gt; &amp;lt; 🧬 مرحبا</p>"},
    ],
)
def test_item_is_valid(people, records, now, fields):
    SCHEMA.validate(source(people, records, now, **fields))


def test_correction_is_valid(people, records, now):
    release = corrected(live(people, now), people, now + MINUTE)
    revision = release.live_revision(now + MINUTE)
    item = newsml.render(revision, issuer=records.issuer, now=now + MINUTE, root=ROOT)
    SCHEMA.validate(item)
    assert "<edNote>It was 5, it is 6. The error was ours.</edNote>" in item


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('<itemClass qcode="ninat:text"/>', '<itemClass qcode="text"/>'),
        ("</firstCreated>", " o'clock</firstCreated>"),
        ('symbol="VLMZ"', ""),
        ('standardversion="2.34"', 'standardversion="2"'),
        ("<headline>", "<title>x</title><headline>"),
        ('<language tag="en-us"/>', "<language/>"),
        ("<name>Velmora", "<name>Velmora\n"),
    ],
)
def test_schema_of_the_tests_refuses_what_the_standard_does(people, records, now, right, wrong):
    item = source(people, records, now)
    assert right in item
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        SCHEMA.validate(item.replace(right, wrong))


def test_item_says_what_it_is(people, records, now):
    found = item(people, records, now)
    assert (found.get("standard"), found.get("standardversion")) == ("NewsML-G2", "2.34")
    assert found.get("guid").startswith("tag:www.velmora.example,2025-03-04:release:")
    assert found.get("version") == "1"
    assert text(found, "contentMeta/headline") == "Velmora Reports Results"


def test_instants_have_their_offset(people, records, now):
    found = item(people, records, now)
    for path in ("itemMeta/versionCreated", "itemMeta/firstCreated", "contentMeta/contentCreated"):
        assert dt.datetime.fromisoformat(text(found, path)) == now


def test_release_without_a_time_of_day_is_given_none(people, records, now):
    found = item(people, records, now, date=dt.date(2021, 5, 6), from_archive=True)
    assert text(found, "contentMeta/contentCreated") == "2021-05-06"


def test_words_are_xhtml(people, records, now):
    body = item(people, records, now).find(f".//{XHTML}html/{XHTML}body")
    assert body.findtext(f"{XHTML}h1") == "Velmora Reports Results"
    assert "We report results." in "".join(body.itertext())


def test_symbols_are_told(people, records, now):
    instrument = item(people, records, now).find(f".//{NAR}hasInstrument")
    assert (instrument.get("symbol"), instrument.get("marketlabel")) == ("VLMZ", "XNAS")
