"""The API gives what is public, as openapi.json says, and a sentence for what it cannot give."""

import copy
import datetime as dt
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator, FormatChecker

from events.models import Event, Presentation, Slot
from partners.models import Partner, Partnership
from pipeline.models import Compound, Indication, Milestone, Program
from releases.models import Release
from tests import builders
from tests.sharing import shared

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
PATHS = ("/api/releases.json", "/api/pipeline.json", "/api/events.json")


def strict(node):
    """A schema that takes no field but those it names."""
    if isinstance(node, dict):
        node = {name: strict(part) for name, part in node.items()}
        return node | ({"additionalProperties": False} if "properties" in node else {})
    return [strict(part) for part in node] if isinstance(node, list) else node


@pytest.fixture
def ask(visit, now):
    """The data of an answer, after it was compared with the description."""

    def ask(path, status=200, at=now):
        response = visit(path, at)
        assert response.status_code == status
        description = json.loads(visit("/api/openapi.json", at).content)
        operation = description["paths"][path.partition("?")[0]]["get"]
        ((content_type, content),) = operation["responses"][str(status)]["content"].items()
        assert response["Content-Type"] == content_type
        schema = strict(content["schema"] | {"components": copy.deepcopy(description["components"])})
        schema.pop("additionalProperties", None)
        Draft202012Validator(schema, format_checker=FormatChecker()).validate(
            data := json.loads(response.content)
        )
        return data

    return ask


people, records = shared(builders.people), shared(builders.records)


@pytest.fixture(scope="module")
def company(people, records, now):
    """A release with all that it announces, and one with nothing."""
    compound = Compound.objects.create(name="VLM-1", slug="vlm-1", target="CD19")
    indication = Indication.objects.create(name="Lymphoma", slug="lymphoma")
    program = Program.objects.create(compound=compound, indication=indication)
    milestone = Milestone.objects.create(program=program, phase="2", reached_on=dt.date(2025, 1, 2))
    partner = Partner.objects.create(name="Lindquarry", slug="lindquarry")
    partnership = Partnership.objects.create(partner=partner, kind="out-license")
    partnership.compounds.add(compound)
    event = Event.objects.create(
        name="ASCO", kind="conference", start_on=dt.date(2025, 5, 30), end_on=dt.date(2025, 6, 3),
        time_zone="America/Chicago", start_time=dt.time(9),
    )  # fmt: skip
    talk = Presentation.objects.create(event=event, title="A talk")
    talk.compounds.add(compound)
    slot = Slot.objects.create(event=event, date=dt.date(2025, 6, 1), start=dt.time(8), end=dt.time(9, 30))
    slot.presentations.add(talk)
    release = builders.draft(people, now, headline="On VLM-1")
    for name, row in {
        "compounds": compound, "milestones": milestone, "partners": partner, "partnerships": partnership,
        "events": event, "presentations": talk, "slots": slot,
    }.items():  # fmt: skip
        getattr(release, name).add(row)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    builders.live(people, now, headline="On nothing", date=dt.date(2021, 5, 6), from_archive=True)
    return release


# Answers


def test_release_is_told_with_its_instant(company, ask, now):
    release, old = ask("/api/releases.json")["releases"]
    assert (release["id"], release["headline"]) == (company.guid, "On VLM-1")
    assert (release["date"], release["released_at"]) == ("2025-03-04", "2025-03-04T12:00:00-05:00")
    assert [row["name"] for row in (*release["compounds"], *release["partners"])] == ["VLM-1", "Lindquarry"]
    assert old["date"] == "2021-05-06"
    assert "released_at" not in old


def test_correction_raises_the_instant_of_the_update(company, people, ask, now):
    release = Release.objects.get(pk=company.pk)
    release.revise(by=people.approver, now=now, kind="update", reason="More.", note="More facts.")
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now + MINUTE)
    newest = ask("/api/releases.json", at=now + MINUTE)["releases"][0]
    assert newest["released_at"] == "2025-03-04T12:00:00-05:00"
    assert newest["updated_at"] == "2025-03-04T12:01:00-05:00"


def test_program_is_told_with_its_phase(company, ask):
    (program,) = ask("/api/pipeline.json")["programs"]
    assert (program["phase"], program["reached_on"]) == ("Phase 2", "2025-01-02")
    assert program["partners"][0]["name"] == "Lindquarry"
    assert program["release"].startswith("http://testserver/releases/")


def test_event_is_told_with_offsets(company, ask):
    (event,) = ask("/api/events.json")["events"]
    assert event["starts_at"] == "2025-05-30T09:00:00-05:00"
    (slot,) = event["schedule"]
    assert (slot["starts_at"], slot["ends_at"]) == ("2025-06-01T08:00:00-05:00", "2025-06-01T09:30:00-05:00")
    assert slot["presentations"] == ["A talk"]


def test_time_without_a_zone_is_words(records, ask, now):
    Event.objects.create(
        name="Call", kind="call", start_on=now.date(), start_time=dt.time(16, 30), public_from=now
    )
    (event,) = (each for each in ask("/api/events.json")["events"] if each["name"] == "Call")
    assert event["starts_as_stated"] == "4:30 p.m."
    assert "starts_at" not in event


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_told_before_its_instant(people, records, ask, now, path):
    before = ask(path)
    compound = Compound.objects.create(name="VLM-2", slug="vlm-2", public_from=now + MINUTE)
    program = Program.objects.create(
        compound=compound, indication=Indication.objects.create(name="X", slug="x")
    )
    Milestone.objects.create(program=program, phase="1", reached_on=now.date(), public_from=now + MINUTE)
    Event.objects.create(name="Call", kind="call", start_on=now.date(), public_from=now + MINUTE)
    builders.scheduled(people, now, now + MINUTE)
    assert ask(path) == before
    assert ask(path, at=now + MINUTE)["count"] == before["count"] + 1


# Questions


@pytest.mark.parametrize(
    ("query", "count"),
    [
        *(
            ("from=2025-01-01", 1),
            ("to=2024-12-31", 1),
            ("from=2021-05-06&to=2025-03-04", 2),
            ("to=2000-01-01", 0),
        ),
        *(("compound=vlm-1", 1), ("partner=lindquarry", 1), ("utm_source=x", 2), ("from=", 2), ("page=", 2)),
    ],
)
def test_releases_are_filtered(company, ask, query, count):
    assert ask(f"/api/releases.json?{query}")["count"] == count


@pytest.mark.parametrize("name", ["pipeline", "events"])
@pytest.mark.parametrize(
    ("query", "count"),
    [
        *(("compound=vlm-1", 1), ("partner=lindquarry", 1), ("from=2025-01-02&to=2025-06-03", 1)),
        *(("from=2026-01-01", 0), ("to=2025-01-01", 0)),
    ],
)
def test_programs_and_events_are_filtered(company, ask, name, query, count):
    assert ask(f"/api/{name}.json?{query}")["count"] == count


def test_pages_lead_to_each_other(company, ask):
    first = ask("/api/releases.json?per_page=1&from=2020-01-01")
    assert (first["count"], first["pages"], first["previous"]) == (2, 2, None)
    second = ask(first["next"].removeprefix("http://testserver"))
    assert second["next"] is None
    assert second["previous"] == "http://testserver/api/releases.json?from=2020-01-01&per_page=1&page=1"
    assert first["releases"] != second["releases"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("query", "status"),
    [
        *(("page=0", 400), ("page=-1", 400), ("page=x", 400), (f"page={10**20}", 400), ("page=2", 404)),
        *(("per_page=101", 400), ("per_page=0", 400), ("page=%00", 400), ("page=٣", 400)),
        *(("from=2025-02-30", 400), ("to=yesterday", 400), ("from=20250101", 400), ("from=٢٠٢٥-01-01", 400)),
        *(("from=2025-02-02&to=2025-02-01", 400), ("compound=nothing", 404), ("partner=nothing", 404)),
        *(("compound=%00", 400), ("partner=a%20b", 400), ("compound=" + "x" * 300, 400)),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(records, ask, path, query, status):
    problem = ask(f"{path}?{query}", status)
    assert problem["status"] == status
    assert re.fullmatch(r"[“A-Z].+\.", problem["detail"])


def test_compound_that_waits_never_existed(records, visit, now):
    Compound.objects.create(name="VLM-2", slug="vlm-2", public_from=now + MINUTE)
    waits, nothing = (visit(f"/api/releases.json?compound={slug}", now) for slug in ("vlm-2", "nothing"))
    assert (waits.status_code, waits.content, waits.headers) == (404, nothing.content, nothing.headers)


@pytest.mark.parametrize("path", PATHS)
def test_api_is_for_reading(records, visit, now, path):
    answer = visit(path, now, method="post")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", [*PATHS, "/api/openapi.json"])
def test_any_site_may_read_what_everybody_may(records, visit, now, path):
    answer = visit(path, now)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=1"
    assert visit(path, now, headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", PATHS)
def test_queries_do_not_grow(company, people, visit, now, path):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert visit(path, now).status_code == 200
        return len(captured)

    few = queries()
    compound = Compound.objects.get()
    for number in range(4):
        builders.live(people, now, headline=f"Another {number}")
        indication = Indication.objects.create(name=f"I{number}", slug=f"i{number}")
        program = Program.objects.create(compound=compound, indication=indication)
        Milestone.objects.create(program=program, phase="1", reached_on=now.date(), public_from=now)
        event = Event.objects.create(name="Call", kind="call", start_on=now.date(), public_from=now)
        Slot.objects.create(event=event, date=now.date(), public_from=now)
    assert queries() == few <= 14


def test_description_is_of_the_right_form(records, visit, now):
    description = json.loads(visit("/api/openapi.json", now).content)
    assert description["openapi"] == "3.1.0"
    for name, schema in description["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert set(schema["required"]) <= set(schema["properties"]), name
