"""What a reader's own browser adds to a page, or does without."""

import datetime as dt

import pytest

from events.models import Event

from . import builders

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def call(now):
    """A call at nine in the morning in New York."""
    return Event.objects.create(
        name="Results call",
        kind="call",
        start_on=now.date(),
        start_time=dt.time(9),
        time_zone="America/New_York",
        public_from=now,
    )


def test_reader_s_own_time_stands_beside_the_stated_one(records, call, open_context):
    page = open_context(1280, timezone_id="Asia/Tokyo", locale="en-US").new_page()
    page.goto(call.get_absolute_url())
    assert "11:00 PM GMT+9 where you are" in page.locator(".own-time").first.text_content()


def test_reader_in_the_zone_of_the_event_sees_no_second_time(records, call, open_context):
    page = open_context(1280, timezone_id="America/New_York").new_page()
    page.goto(call.get_absolute_url())
    assert page.locator(".own-time").count() == 0


def test_search_works_from_the_head_of_a_page_without_script(people, records, now, open_context):
    builders.live(people, now, headline="Velmora Opens a Canary Trial")
    page = open_context(390, java_script_enabled=False).new_page()
    page.goto("/contacts/")
    page.fill("#search-box", "canary")
    page.press("#search-box", "Enter")
    assert page.locator(".hits mark").first.text_content() == "Canary"
