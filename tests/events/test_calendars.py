import datetime as dt
import gzip

import pytest
from icalendar import Calendar

from events.models import Event, Presentation, Slot
from releases.models import Issuer

pytestmark = pytest.mark.django_db
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


def event(now, **fields):
    fields = {"start_on": dt.date(2025, 3, 4), "time_zone": "America/Chicago", "kind": "call", **fields}
    return Event.objects.create(**{"name": "Results call", "public_from": now, **fields})


def with_slot(now, **fields):
    """An event with one place in its schedule, where one presentation is given."""
    only = event(now)
    slot = Slot.objects.create(
        event=only, **{"date": only.start_on, "start": dt.time(13), "public_from": now, **fields}
    )
    slot.presentations.add(Presentation.objects.create(event=only, title="Final results", public_from=now))
    return only, slot


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


@pytest.mark.parametrize("name", ["dtstamp", "last-modified"])
def test_entry_is_dated_by_its_publication(records, now, visit, name):
    assert entry_of(visit, event(now), now + HOUR).decoded(name) == now


def test_work_before_the_publication_is_nobody_s_business(records, now, visit):
    only = event(now + HOUR)
    Event.objects.update(changed_at=now + MINUTE)
    entry = entry_of(visit, only, now + HOUR)
    assert entry.decoded("last-modified") == now + HOUR


def test_change_of_a_public_event_raises_date_and_number(records, now, visit):
    only = event(now)
    before = entry_of(visit, only, now + MINUTE)
    Event.objects.update(name="Another name", changed_at=now + HOUR)
    after = entry_of(visit, only, now + HOUR)
    assert after.decoded("last-modified") == now + HOUR
    assert after["sequence"] == before["sequence"] + 3600


def test_change_of_a_presentation_raises_the_number_of_its_place(records, now, visit):
    only, _slot = with_slot(now)
    before = entries(visit(f"/events/{only.ref}.ics", now))[1]["sequence"]
    Presentation.objects.update(title="Interim results", changed_at=now + HOUR)
    after = entries(visit(f"/events/{only.ref}.ics", now + HOUR))[1]
    assert (after["summary"], after["sequence"] > before) == ("Interim results", True)


def test_saving_changes_the_date_and_saving_nothing_does_not(records, now):
    only = event(now)
    Event.objects.update(changed_at=now)
    only.refresh_from_db()
    only.save(update_fields=[])
    assert Event.objects.get().changed_at == now
    only.save(update_fields=["name"])
    assert Event.objects.get().changed_at > now


def test_cancelled_event_is_struck_out(records, now, visit):
    only, _slot = with_slot(now)
    Event.objects.update(is_cancelled=True)
    found = entries(visit(f"/events/{only.ref}.ics", now))
    assert [entry["status"] for entry in found] == ["CANCELLED", "CANCELLED"]
    assert found[0]["summary"] == "Cancelled: Results call"
    page = visit(only.get_absolute_url(), now).content.decode()
    assert "This event does not take place." in page
    assert "https://schema.org/EventCancelled" in page


def test_event_that_takes_place_is_confirmed(records, now, visit):
    assert entry_of(visit, event(now), now)["status"] == "CONFIRMED"


@pytest.mark.parametrize("path", ["/events.ics", "/events/{ref}.ics"])
def test_event_taken_off_the_site_is_cancelled_without_a_word(records, now, visit, path):
    only = event(now, place="Chicago", description="Secret")
    before = entry_of(visit, only, now)
    Event.objects.update(public_until=now + MINUTE)
    response = visit(path.format(ref=only.ref), now + MINUTE)
    (after,) = entries(response)
    assert (after["status"], after["summary"], after["uid"]) == (
        "CANCELLED",
        "No longer announced",
        before["uid"],
    )
    assert after["sequence"] > before["sequence"]
    assert not any(word in response.content for word in (b"Results call", b"Chicago", b"Secret"))


def test_place_taken_off_the_schedule_is_cancelled(records, now, visit):
    only, _slot = with_slot(now)
    Slot.objects.update(public_until=now + MINUTE)
    found = entries(visit(f"/events/{only.ref}.ics", now + MINUTE))
    assert [entry["status"] for entry in found] == ["CONFIRMED", "CANCELLED"]


def test_event_that_was_never_public_is_not_told_of_when_it_ends(records, now, visit):
    only = event(now, public_until=now)
    assert visit(f"/events/{only.ref}.ics", now).status_code == 404
    assert entries(visit("/events.ics", now)) == []


def test_each_presentation_has_its_own_calendar(records, now, visit):
    only, slot = with_slot(now)
    (entry,) = entries(visit(f"/events/{only.ref}/{slot.ref}.ics", now))
    assert (entry["summary"], entry["uid"]) == (
        "Final results",
        entries(visit(f"/events/{only.ref}.ics", now))[1]["uid"],
    )
    assert f'href="/events/{only.ref}/{slot.ref}.ics"' in visit(only.get_absolute_url(), now).content.decode()


def test_presentation_in_waiting_answers_like_one_that_never_existed(records, now, visit):
    only, slot = with_slot(now, public_from=now + MINUTE)
    waiting = visit(f"/events/{only.ref}/{slot.ref}.ics", now)
    none = visit(f"/events/{only.ref}/0000aaaa.ics", now)
    assert (waiting.status_code, waiting.content, waiting.headers) == (404, none.content, none.headers)


def test_draft_facts_move_nothing_in_a_calendar(records, now, visit):
    only, _slot = with_slot(now)
    addresses = ["/events.ics", f"/events/{only.ref}.ics"]
    before = [visit(address, now + MINUTE) for address in addresses]
    event(None, name="In work")
    Slot.objects.create(event=only, date=only.start_on, public_from=now + HOUR)
    Presentation.objects.create(event=only, title="In work")
    after = [visit(address, now + 2 * MINUTE) for address in addresses]
    assert [(r.content, r.headers) for r in after] == [(r.content, r.headers) for r in before]


@pytest.mark.parametrize("path", ["/events.ics", "/events/{ref}.ics", "/events/{ref}/{slot}.ics"])
def test_calendar_is_answered_by_the_rules_of_http(records, now, visit, path):
    only, slot = with_slot(now)
    address = path.format(ref=only.ref, slot=slot.ref)
    whole, head = visit(address, now), visit(address, now, method="head")
    assert (head.content, head.headers) == (b"", whole.headers)
    known = {"If-None-Match": whole["ETag"]}
    assert visit(address, now + HOUR, headers=known).status_code == 304
    packed = visit(address, now, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == whole.content
    assert visit(address, now, headers={"If-None-Match": "rubbish, W/"}).status_code == 200
    assert visit(address, now, method="post").status_code == 405


def test_names_with_quotes_and_line_ends_stay_in_their_place(records, now, visit):
    Issuer.objects.update(name='Velmora "Bio"\r\nX: 🧬 \u202eשלום')
    entry = entry_of(visit, event(now), now)
    assert entry["organizer"].params["cn"] == "Velmora 'Bio' X: 🧬 \u202eשלום"


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
    assert calendar.decoded("refresh-interval") == HOUR
    assert calendar["x-published-ttl"] == "PT1H"


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
