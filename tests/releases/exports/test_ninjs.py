import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest

from releases.exports import ninjs
from tests.builders import live

SCHEMA = json.loads(Path(__file__).with_name("ninjs-2.1.json").read_text())
ROOT = "https://ir.velmora.example"


def item(people, records, now, **fields):
    revision = live(people, now, **fields).live_revision(now)
    return json.loads(ninjs.render(revision, issuer=records.issuer, now=now, root=ROOT))


def validate(found):
    checker = jsonschema.FormatChecker()
    jsonschema.Draft202012Validator(SCHEMA, format_checker=checker).validate(found)


def test_item_is_valid(people, records, now):
    validate(item(people, records, now, subheads=["Deck"]))


def test_item_says_what_and_whose_it_is(people, records, now):
    found = item(people, records, now)
    assert found["uri"].startswith("tag:www.velmora.example,2025-03-04:release:")
    assert (found["type"], found["pubstatus"], found["version"]) == ("text", "usable", "1")
    assert found["organisations"][0]["symbols"] == [
        {"ticker": "VLMZ", "exchange": "XNAS", "symbol": "XNAS:VLMZ"}
    ]
    assert found["subjects"][0]["name"] == "Clinical data"


def test_headline_and_decks_are_apart(people, records, now):
    heads = item(people, records, now, subheads=["One", "Two"])["headlines"]
    assert [(head["role"], head["value"]) for head in heads] == [
        ("main", "Velmora Reports Results"),
        ("subhead", "One"),
        ("subhead", "Two"),
    ]


def test_instants_have_their_offset(people, records, now):
    found = item(people, records, now)
    for name in ("firstcreated", "versioncreated", "contentcreated"):
        assert dt.datetime.fromisoformat(found[name]) == now


def test_release_without_a_time_of_day_is_given_none(people, records, now):
    found = item(people, records, now, date=dt.date(2021, 5, 6), from_archive=True)
    assert "contentcreated" not in found
    assert "2021-05-06T" not in json.dumps(found)


def test_links_are_absolute(people, records, now):
    body = '<p><a href="/events/">a</a> <a href="#x">b</a> <a href="https://x.example/">c</a></p>'
    marked = item(people, records, now, body=body)["bodies"][0]["value"]
    assert f'href="{ROOT}/events/"' in marked
    assert "/velmora-reports-results/#x" in marked
    assert 'href="https://x.example/"' in marked


def test_schema_of_the_tests_refuses_what_the_standard_does():
    for wrong in (
        {},
        {"uri": "x:y", "versionCreated": "2025-03-04T12:00:00Z"},
        {"uri": "x:y", "type": "release"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            validate(wrong)
