import datetime as dt

import pytest

from releases.preflight import events, schedule
from releases.preflight.subject import Meeting, Talk

from . import words

SESSIONS = frozenset(dt.date(2025, 6, day) for day in (2, 3, 4))
LEAD = "Data come on June 3 and on June 4, 2025. "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LEAD + "On June 6 the data will reach a new level.", ["June 6"]),
        (LEAD + "On June 3 the data will reach a new level.", []),
        (LEAD + "The meeting is on June 1-5, 2025.", []),
        (LEAD + "Our fiscal year ends June 5, 2025.", []),
        (LEAD + "A webcast is on June 6.", []),
        (LEAD + "It is available until June 10.", []),
        (LEAD + "Our year ended December 31, 2024.", []),
        ("On June 6 the data will reach a new level.", []),  # no other day fits: another meeting
    ],
)
def test_day_beside_the_sessions_is_found(text, found):
    assert words(schedule.days_not_scheduled, text, slot_days=SESSIONS, date=dt.date(2025, 5, 16)) == found


def test_day_of_the_linked_meeting_fits():
    meeting = Meeting("Spring Congress", "conference", dt.date(2025, 6, 1), dt.date(2025, 6, 5))
    assert (
        words(
            schedule.days_not_scheduled, LEAD + "On June 5 it ends.", slot_days=SESSIONS, meetings=(meeting,)
        )
        == []
    )


def test_days_that_open_lines_on_sessions_stand_for_slots():
    text = "<p>On June 6 we speak.</p><ul><li>June 2, Poster Session, Hall A</li><li>June 3, Plenary Session</li></ul>"
    assert words(schedule.days_not_scheduled, text, talks=(Talk("Any", ""),)) == ["June 6"]


@pytest.mark.parametrize(
    ("text", "linked", "found"),
    [
        ("We give four presentations.", 4, []),
        ("We give four presentations.", 3, ["four presentations"]),
        ("We give 4 new abstracts.", 5, ["4 new abstracts"]),
        ("We give two oral presentations.", 4, []),
        ("We give five poster presentations.", 4, ["five poster presentations"]),
        ("We give four presentations, two presentations of them on A.", 4, []),
        ("We give three presentations on A and two presentations on B.", 5, []),
        ("We give more than three presentations.", 4, []),
        ("We give four presentations.", 0, []),
    ],
)
def test_number_of_presentations_is_counted(text, linked, found):
    talks = tuple(Talk(f"Title {n}", "") for n in range(linked))
    assert words(schedule.counts_of_presentations, text, talks=talks) == found


def test_number_of_presentations_is_counted_against_the_abstracts_listed():
    text = "We give three presentations.\nA. Abstract #8057.\nB. Abstract Number: LBA1."
    assert words(schedule.counts_of_presentations, text) == ["three presentations"]


@pytest.mark.parametrize(
    ("talk", "found"),
    [
        (Talk("Kidney function in a study.", "314"), []),
        (Talk("Another title", "310"), []),
        (Talk("Another title", "31"), ["31"]),
        (Talk("Another title", ""), ["Another title"]),
    ],
)
def test_linked_presentation_must_be_named(talk, found):
    text = "“Kidney function in a study.” Abstract #310."
    assert words(schedule.presentations_not_named, text, talks=(talk,)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The conference call is on March 6.\nJoin the conference call on March 7, 2025.", ["March 7, 2025"]),
        ("The conference call is on March 6.\nJoin the conference call on March 6, 2025.", []),
        ("The conference call is on March 6.\nA replay of the conference call ends March 13.", []),
        ("The plenary session is on June 3.\nJune 6, Plenary Session, Hall B", ["June 6"]),
        ("The poster is on June 3.\nThe poster is on June 4.", []),
        (
            "A conference call on March 6 covers the quarter ended December 31, 2024.\nConference call: March 6",
            [],
        ),
        ("The PDUFA date is May 5, 2025.\nThe PDUFA date of May 6, 2025 stands.", ["May 6, 2025"]),
        ("The original PDUFA date was May 5, 2025.\nThe PDUFA date is August 5, 2025.", []),
    ],
)
def test_one_event_must_have_one_date(text, found):
    assert words(events.events_with_two_dates, text) == found


@pytest.mark.parametrize(("day", "found"), [("June 3", []), ("June 1-5", []), ("June 7", ["June 7"])])
def test_event_must_have_the_date_of_its_record(day, found):
    meeting = Meeting("Spring Congress", "conference", dt.date(2025, 6, 1), dt.date(2025, 6, 5))
    assert (
        words(events.events_with_two_dates, f"We speak at Spring Congress on {day}.", meetings=(meeting,))
        == found
    )
