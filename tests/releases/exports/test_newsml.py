import datetime as dt
import xml.etree.ElementTree as ET

from releases.exports import newsml
from tests.builders import live

ROOT = "https://ir.velmora.example"
NAR, XHTML = "{http://iptc.org/std/nar/2006-10-01/}", "{http://www.w3.org/1999/xhtml}"
# The order of elements in the schema of NewsML-G2 2.34, as far as they are used here.
ORDER = {
    "newsItem": "catalogRef rightsInfo itemMeta contentMeta assert contentSet",
    "itemMeta": "itemClass provider versionCreated firstCreated pubStatus edNote",
    "contentMeta": "contentCreated creator language subject headline dateline by description",
    "contentSet": "inlineXML remoteContent",
}
REQUIRED = {
    "newsItem": {"catalogRef", "itemMeta", "contentSet"},
    "itemMeta": {"itemClass", "provider", "versionCreated"},
}


def item(people, records, now, **fields):
    revision = live(people, now, **fields).live_revision(now)
    return ET.fromstring(newsml.render(revision, issuer=records.issuer, now=now, root=ROOT))  # noqa: S314


def text(found, path):
    return found.findtext("/".join(NAR + name for name in path.split("/")))


def test_elements_stand_as_the_schema_wants_them(people, records, now):
    found = item(people, records, now)
    for name, order in ORDER.items():
        element = found if name == "newsItem" else found.find(NAR + name)
        names = [child.tag.removeprefix(NAR) for child in element]
        assert names == sorted(names, key=order.split().index)
        assert set(names) >= REQUIRED.get(name, set())


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
