import datetime as dt

import pytest

from events.models import Event, Presentation, Slot
from pipeline.models import Compound

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def event(now, **fields):
    fields = {"start_on": dt.date(2025, 3, 4), "time_zone": "America/Chicago", **fields}
    return Event.objects.create(name="Annual Meeting", kind="conference", public_from=now, **fields)


def test_day_of_the_company_decides_what_is_past(records, now, visit):
    only = event(now)
    midnight = dt.datetime(2025, 3, 5, 5, 0, tzinfo=dt.UTC)  # in New York
    before, after = visit("/events/", midnight - MINUTE).context, visit("/events/", midnight).context
    assert (list(before["upcoming"]), list(before["page"])) == ([only], [])
    assert (list(after["upcoming"]), list(after["page"])) == ([], [only])


def test_schedule_stands_by_day_with_its_zone(records, now, visit):
    only = event(now, end_on=dt.date(2025, 3, 6))
    talk = Presentation.objects.create(
        event=only, title="Final results", abstract_number="LBA1", public_from=now
    )
    slot = Slot.objects.create(event=only, date=dt.date(2025, 3, 5), start=dt.time(13, 45), public_from=now)
    slot.presentations.add(talk)
    Slot.objects.create(
        event=only, date=dt.date(2025, 3, 4), start=dt.time(9), role="Opening", public_from=now
    )
    response = visit(only.get_absolute_url(), now)
    assert [day.day for day, _slots in response.context["days"]] == [4, 5]
    for text in (
        "CST (America/Chicago)",
        'datetime="2025-03-05T13:45-06:00"',
        "Abstract LBA1",
        ">March 4</time>–<time",
        ">6, 2025</time>",
    ):
        assert text in response.content.decode()


def test_zone_that_is_not_known_is_not_invented(records, now, visit):
    only = event(now, time_zone="")
    Slot.objects.create(event=only, date=dt.date(2025, 3, 4), start=dt.time(9), public_from=now)
    page = visit(only.get_absolute_url(), now).content.decode()
    assert 'datetime="2025-03-04T09:00"' in page
    assert "its zone is not stated" in page


def test_hidden_presentation_is_not_shown_in_a_public_slot(records, now, visit):
    only = event(now)
    talk = Presentation.objects.create(event=only, title="Final results", public_from=now + MINUTE)
    Slot.objects.create(event=only, date=dt.date(2025, 3, 4), public_from=now).presentations.add(talk)
    assert b"Final results" not in visit(only.get_absolute_url(), now).content
    assert b"Final results" in visit(only.get_absolute_url(), now + MINUTE).content


def test_presentation_without_a_slot_is_shown(records, now, visit):
    only = event(now)
    compound = Compound.objects.create(name="VLM-9", slug="vlm-9", public_from=now + MINUTE)
    Presentation.objects.create(event=only, title="Final results", public_from=now).compounds.add(compound)
    page = visit(only.get_absolute_url(), now).content
    assert b"Final results" in page
    assert b"VLM-9" not in page


def test_event_that_is_not_public_answers_like_none(records, now, visit):
    waiting, none = visit(event(now + MINUTE).get_absolute_url(), now), visit("/events/0000aaaa/", now)
    assert (waiting.status_code, waiting.content, waiting.headers) == (404, none.content, none.headers)


def test_past_events_turn_pages(records, now, visit, monkeypatch):
    monkeypatch.setattr("events.views.PAGE_SIZE", 1)
    first, second = event(now, start_on=dt.date(2024, 1, 1)), event(now, start_on=dt.date(2024, 2, 1))
    assert [list(visit(f"/events/?page={page}", now).context["page"]) for page in (1, 2)] == [
        [second],
        [first],
    ]
    assert visit("/events/?page=3", now).status_code == 404
