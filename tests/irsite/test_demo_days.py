"""The demo is alive on whatever day it is loaded: its dates are counted from that day.

It is loaded on a leap day for the tests of `tests/demo`, and on a Sunday for those of its pages in a browser.
"""

import datetime as dt
from types import SimpleNamespace

import pytest

from irsite.demo import timeline
from irsite.demo.days import Quarter, business_day_after, is_business_day
from irsite.demo.desk import Desk

# A leap day, a Sunday on which the clock changes, New Year's Day.
ODD_DAYS = [(2028, 2, 29), (2027, 3, 14), (2027, 1, 1)]
NOWS = [dt.datetime(*day, 12, tzinfo=dt.UTC) for day in ODD_DAYS] + [
    dt.datetime(2026, 11, 22, 5, tzinfo=dt.UTC) + dt.timedelta(days=23 * n, hours=5 * n) for n in range(17)
]


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_texts_can_be_filled_on_any_day(now):
    desk = Desk(timeline.read(now), SimpleNamespace())
    for text in desk.timeline.texts:
        filler = desk.filler(text, **{"file 1": "/files/x"})
        filled = "".join(
            filler.fill(part) for part in (text["headline"], text["note"], text.body, *text.subheads)
        )
        assert "{" not in filled


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_releases_go_out_on_business_days_before_now(now):
    story = timeline.read(now)
    live = [text for text in story.texts if not text["state"] and not text["archive"]]
    assert all(is_business_day(story.days[text.key]) and story.instant(text) < now for text in live)


@pytest.mark.parametrize("now", NOWS, ids=str)
def test_nothing_is_announced_before_it_happened(now):
    story = timeline.read(now)
    assert len(story.days) == len(story.texts) + len(story.meetings) + 1
    for text in story.texts:
        # Only what a text reports on may lie behind it; meetings to come lie ahead.
        ahead = [key for key in text.listed("events") if key != "tsco-full"]
        assert all(story.meeting_days[key][1] >= story.days[text.key] for key in ahead)


def test_unknown_placeholder_is_an_error():
    story = timeline.read(NOWS[0])
    with pytest.raises(KeyError):
        Desk(story, SimpleNamespace()).filler(story.texts[0]).fill("{surprise}")


@pytest.mark.parametrize(
    ("quarter", "reported_on"),
    [
        ((2026, 1), (2026, 5, 7)),
        ((2026, 2), (2026, 8, 6)),
        ((2026, 3), (2026, 11, 5)),
        ((2026, 4), (2027, 2, 25)),
    ],
)
def test_results_are_reported_on_a_thursday_weeks_after_the_quarter(quarter, reported_on):
    assert Quarter(*quarter).reported_on == dt.date(*reported_on)


@pytest.mark.parametrize(("count", "expected"), [(1, (2026, 7, 6)), (3, (2026, 7, 8)), (-1, (2026, 7, 1))])
def test_business_days_leave_out_the_weekend_and_the_feast_before_it(count, expected):
    # July 4, 2026 is a Saturday, kept on Friday.
    assert business_day_after(dt.date(2026, 7, 2), count) == dt.date(*expected)
