import datetime as dt

import pytest
from django.utils import timezone

from releases.forms import LinesField
from releases.move_forms import ScheduleForm, zone_name
from releases.timing import Occasion
from tests.builders import ZONE
from tests.conftest import NOON


def schedule(day, time, **data):
    with timezone.override(ZONE):
        form = ScheduleForm({"day": day, "time": time, **data}, occasion=Occasion(NOON))
        form.is_valid()
        return form


def test_lines_are_cleaned_and_keep_their_order():
    assert LinesField().clean(" First  deck \n\n\tSecond\u2028deck\r\nThird") == [
        "First deck",
        "Second deck",
        "Third",
    ]


def test_lines_round_trip():
    field = LinesField()
    assert field.clean(field.prepare_value(["One", "Two"])) == ["One", "Two"]


def test_lines_that_stay_the_same_are_no_change():
    assert not LinesField().has_changed(["One", "Two"], "One \n\n Two")


def test_schedule_takes_the_time_in_the_company_s_zone():
    form = schedule("2025-03-04", "16:05")
    assert form.given()["at"] == dt.datetime(2025, 3, 4, 21, 5, tzinfo=dt.UTC)


def test_schedule_refuses_a_time_that_clocks_skip():
    form = schedule("2025-03-09", "02:30")
    assert "does not exist" in form.errors["time"][0]


def test_schedule_asks_which_of_two_times_is_meant():
    form = schedule("2025-11-02", "01:30")
    assert "comes twice" in form.errors["time"][0]
    assert "which" in form.fields


@pytest.mark.parametrize(("which", "hour"), [("0", 5), ("1", 6)])
def test_schedule_takes_the_time_that_was_meant(which, hour):
    form = schedule("2025-11-02", "01:30", which=which)
    assert form.given()["at"].astimezone(dt.UTC).hour == hour


def test_schedule_says_what_is_missing():
    assert schedule("", "").errors.as_data().keys() == {"day", "time"}


def test_zone_is_named_with_its_offset(now):
    with timezone.override(ZONE):
        assert zone_name(now) == "America/New_York (EST, UTC−5)"
