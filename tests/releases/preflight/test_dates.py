import datetime as dt

import pytest

from releases.preflight import dates
from releases.preflight.days import find_days
from releases.preflight.zones import wrong_zones

from . import DAY, subject, words


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on June 3, 2012 we", "2012-06-03", "2012-06-03"),
        ("on March 9 we", "2025-03-09", "2025-03-09"),
        ("on December 9 we", "2024-12-09", "2024-12-09"),
        ("on June 1-5, 2012 we", "2012-06-01", "2012-06-05"),
        ("from 1–5 June 2012 we", "2012-06-01", "2012-06-05"),
        ("on June 2 and 3, in", "2025-06-02", "2025-06-03"),
        ("on June 2 and 40 patients", "2025-06-02", "2025-06-02"),
        ("on June 3 - 5:00 pm", "2025-06-03", "2025-06-03"),
        ("May 31 – June 4, 2026 in", "2026-05-31", "2026-06-04"),
        ("December 30 – January 2, 2026 in", "2025-12-30", "2026-01-02"),
    ],
)
def test_days_are_read_with_their_year(text, first, last):
    day = find_days(text, DAY)[0]
    assert (str(day.first), str(day.last)) == (first, last)


@pytest.mark.parametrize(
    "text", ["on February 30", "on June 31, 2025", "on 31 April", "by May 45, 2025", "on 2025-02-30"]
)
def test_date_that_does_not_exist_is_found(text):
    assert len(words(dates.impossible_dates, text)) == 1


@pytest.mark.parametrize(
    "text", ["on February 29", "in May 45 patients", "on June 30", "on 05/06/2025", "in June 2025"]
)
def test_date_that_may_exist_is_left_alone(text):
    assert words(dates.impossible_dates, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on Tuesday, March 5, 2025", ["Tuesday, March 5, 2025"]),
        ("on Tuesday, March 5", ["Tuesday, March 5"]),
        ("on Monday, 5 March 2025", ["Monday, 5 March 2025"]),
        ("on Wednesday, March 5, 2025", []),
        ("on Wed., March 5", []),
        ("on Monday, December 1", []),  # this year; the nearest one was a Sunday
        ("on Tuesday at noon", []),
    ],
)
def test_weekday_must_fit_its_date(text, found):
    assert words(dates.wrong_weekdays, text) == found


def test_wrong_weekday_is_told_with_the_right_one():
    finding = next(dates.wrong_weekdays(subject("We meet on Tuesday, March 5, 2025.")))
    assert "March 5, 2025 is a Wednesday" in finding.sentence


@pytest.mark.parametrize(
    ("dateline", "found"), [("BOSTON, March 5, 2025 –", ["March 5, 2025"]), ("BOSTON, March 4 –", [])]
)
def test_dateline_must_have_the_date_of_the_release(dateline, found):
    assert words(dates.other_release_date, dateline=dateline) == found


def test_past_date_is_found_unless_it_is_from_the_archive_or_a_correction():
    later = DAY + dt.timedelta(days=1)
    assert words(dates.past_date, "a", today=later) == ["2025-03-04"]
    assert words(dates.past_date, "a", today=DAY) == []
    assert words(dates.past_date, "a", today=later, from_archive=True) == []
    assert words(dates.past_date, "a", today=later, kind="correction") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The call is today at 8:30 a.m. EDT.", ["8:30 a.m. EDT"]),
        ("The call is today at 8:30 a.m. EST.", []),
        ("The call is today at 8:30 a.m. ET.", []),
        ("On April 3, 2025 at 8:30 a.m. EST.", ["8:30 a.m. EST"]),
        ("At 8:30 a.m. (EST) on April 3, 2025.", ["8:30 a.m. (EST"]),
        ("On April 3 at 14:30 CET / 8:30 a.m. EDT.", ["14:30 CET"]),
        ("On March 20, 2025 at 8:30 a.m. EDT (13:30 CET).", []),  # Europe changes later
        ("On July 1 at 9:00 a.m. Pacific Standard Time.", ["9:00 a.m. Pacific Standard Time"]),
        ("On July 1 at 9:00 a.m. MST in Phoenix.", []),
        ("On July 1 at 9:00 CST in Beijing.", []),
        ("On July 1 at 9:00 GMT.", []),
        ("On March 9, 2025 at 9:00 a.m. EST.", []),  # the day on which clocks change
        ("Date: April 3, 2025\nTime: 8:30 a.m. EST", ["8:30 a.m. EST"]),
        ("An EST library was made on July 1, 2025.", []),
        ("The replay starts at 11:30 a.m. EDT.", []),  # no day
    ],
)
def test_zone_must_fit_its_day(text, found):
    assert words(wrong_zones, text) == found


def test_wrong_zone_is_told_with_the_right_one():
    finding = next(wrong_zones(subject("On April 3, 2025 at 8:30 a.m. EST.")))
    assert finding.sentence == "On April 3, 2025 the zone is EDT, not EST. Write EDT, or ET."
