import datetime as dt

import pytest
from icalendar import Calendar

from events.models import Event, Presentation, Slot

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def event(now, **fields):
    fields = {"start_on": dt.date(2025, 3, 4), "time_zone": "America/Chicago", "kind": "call", **fields}
    return Event.objects.create(**{"name": "Results call", "public_from": now, **fields})


def entries(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


def entry_of(visit, row, now):
    return entries(visit(f"/events/{row.ref}.ics", now))[0]


def test_time_with_a_zone_is_an_instant(records, now, visit):
    entry = entry_of(visit, event(now, start_time=dt.time(9)), now)
    assert entry.decoded("dtstart") == dt.datetime(2025, 3, 4, 15, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("fields", [{"start_time": dt.time(9), "time_zone": ""}, {"start_time": None}])
def test_time_or_zone_that_is_not_stated_makes_a_whole_day(records, now, visit, fields):
    entry = entry_of(visit, event(now, **fields), now)
    assert entry.decoded("dtstart") == dt.date(2025, 3, 4)
    assert entry.decoded("dtend") == dt.date(2025, 3, 5)


def test_local_time_without_a_zone_is_told_in_words(records, now, visit):
    entry = entry_of(visit, event(now, start_time=dt.time(9), time_zone=""), now)
    assert "At 9 a.m. local time; the zone is not stated." in entry["description"]


def test_last_day_of_a_meeting_is_included(records, now, visit):
    entry = entry_of(visit, event(now, end_on=dt.date(2025, 3, 7)), now)
    assert entry.decoded("dtend") == dt.date(2025, 3, 8)


def test_schedule_stands_beside_the_event(records, now, visit):
    only = event(now)
    slot = Slot.objects.create(
        event=only,
        date=dt.date(2025, 3, 4),
        start=dt.time(13),
        end=dt.time(14),
        room="Hall A",
        public_from=now,
    )
    slot.presentations.add(Presentation.objects.create(event=only, title="Final results", public_from=now))
    _event, talk = entries(visit(f"/events/{only.ref}.ics", now))
    assert (talk["summary"], talk["location"]) == ("Final results", "Hall A")
    assert talk.decoded("dtend") - talk.decoded("dtstart") == dt.timedelta(hours=1)


def test_identity_outlives_every_change(records, now, visit):
    only = event(now)
    before = entry_of(visit, only, now)["uid"]
    Event.objects.update(name="Another name", start_on=dt.date(2026, 1, 1), time_zone="")
    assert entry_of(visit, only, now)["uid"] == before


def test_same_event_is_the_same_bytes(records, now, visit):
    only = event(now)
    path = f"/events/{only.ref}.ics"
    assert visit(path, now).content == visit(path, now + MINUTE).content


def test_calendar_says_what_it_is(records, now, visit):
    event(now)
    response = visit("/events.ics", now)
    calendar = Calendar.from_ical(response.content)
    assert response["Content-Type"].startswith("text/calendar")
    assert (calendar["method"], calendar["version"]) == ("PUBLISH", "2.0")


def test_subscription_holds_what_is_public(records, now, visit):
    event(now)
    event(now + MINUTE, name="Of tomorrow")
    assert [entry["summary"] for entry in entries(visit("/events.ics", now))] == ["Results call"]
    assert len(entries(visit("/events.ics", now + MINUTE))) == 2


def test_waiting_calendar_answers_like_one_that_never_existed(records, now, visit):
    waiting = visit(f"/events/{event(now + MINUTE).ref}.ics", now)
    none = visit("/events/0000aaaa.ics", now)
    assert (waiting.status_code, waiting.content, waiting.headers) == (404, none.content, none.headers)


def test_text_cannot_break_out_of_its_line(records, now, visit):
    only = event(now, name="A\r\nATTENDEE:mailto:x@y.example", description="One\x07, two; three\\")
    response = visit(f"/events/{only.ref}.ics", now)
    assert b"\nATTENDEE" not in response.content
    assert b"\x07" not in response.content
    assert "One, two; three\\" in entries(response)[0]["description"]
