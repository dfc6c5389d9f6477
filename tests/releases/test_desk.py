"""The desk's first page: everybody finds there what waits for them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts.models import Contact
from events.models import Event
from pipeline.models import Compound
from releases.desk import remaining
from releases.models import Filing
from tests import builders
from tests.desk import page_of, sit_down

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def home(client, monkeypatch, records, now):
    """The first page as somebody sees it: `home(person)`."""

    def open_page(person, at=now):
        return sit_down(client, monkeypatch, person, at).get(reverse("admin:index"))

    return open_page


def tasks(response, whose="waiting"):
    return {(task.release.headline, task.state) for task in response.context[whose]}


def sentences(response):
    return " ".join(task.sentence for task in response.context["waiting"])


def entries(response):
    days = [day for week in response.context["weeks"] for day in week]
    return {(day.date, entry.state) for day in days for entry in day.entries}


def test_own_draft_waits_for_its_writer(home, people, now):
    builders.draft(people, now, headline="Mine")
    assert tasks(home(people.writer)) == {("Mine", "draft")}
    assert tasks(home(people.approver)) == set()


def test_colleagues_drafts_are_counted(home, people, now):
    builders.draft(people, now)
    assert "1 draft of a colleague" in home(people.approver).text


def test_draft_that_was_sent_back_says_why(home, people, now):
    builders.in_review(people, now).send_back(by=people.approver, now=now, reason="Count the patients again.")
    page = home(people.writer)
    assert "Sent back by Arne Approver." in sentences(page)
    assert "Count the patients again." in page.text


def test_text_in_review_waits_for_an_approver(home, people, now):
    builders.in_review(people, now, headline="Read me")
    assert tasks(home(people.approver)) == {("Read me", "in-review")}


def test_text_in_review_waits_for_others_where_the_approver_wrote_it(home, people, now):
    builders.in_review(people, now).record_author(people.approver)
    page = home(people.approver)
    assert not page.context["waiting"]
    assert "somebody else approves it" in page.text


def test_approved_text_without_a_time_waits_for_approvers(home, people, now):
    builders.approved(people, now, headline="When?")
    assert tasks(home(people.second)) == {("When?", "approved")}
    assert tasks(home(people.writer), "waiting_for_others") == {("When?", "approved")}


def test_approved_text_whose_date_is_past_says_so(home, people, now):
    builders.approved(people, now)
    assert "Its date is past" in home(people.approver, now + dt.timedelta(days=1)).text


def emergency(people, now):
    release = builders.in_review(people, now, headline="Alone")
    release.record_author(people.approver)
    given = builders.read(release, now)
    release.approve(by=people.approver, now=now, emergency_reason="Nobody else answers.", **given)
    return release


def test_emergency_waits_for_a_second_person_even_once_it_is_live(home, people, now):
    emergency(people, now).publish(by=people.approver, now=now)
    page = home(people.second)
    assert ("Alone", "flagged") in tasks(page)
    assert "Nobody else answers." in page.text


def test_own_emergency_waits_for_others(home, people, now):
    emergency(people, now).publish(by=people.approver, now=now)
    assert tasks(home(people.approver), "waiting_for_others") == {("Alone", "flagged")}


def test_confirmed_emergency_waits_for_nobody(home, people, now):
    release = emergency(people, now)
    release.publish(by=people.approver, now=now)
    release.confirm(by=people.second, now=now)
    assert not home(people.second).context["waiting"]


def test_scheduled_release_is_counted_down(home, people, now):
    builders.scheduled(people, now, now + 3 * HOUR)
    page = home(people.writer)
    assert [span for _revision, span in page.context["scheduled"]] == ["3 h 0 min"]
    assert "in 3 h 0 min" in page.text


def test_correction_in_the_making_waits_for_who_opened_it(home, people, now):
    release = builders.live(people, now)
    release.revise(by=people.second, now=now, kind="correction", reason="A wrong number.")
    assert "Correction in the making" in sentences(home(people.second))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (dt.timedelta(days=2, hours=5, minutes=9), "2 d 5 h"),
        (dt.timedelta(minutes=72), "1 h 12 min"),
        (dt.timedelta(seconds=61, microseconds=9), "1 min 1 s"),
        (dt.timedelta(seconds=-5), "0 min 0 s"),
    ],
)
def test_remaining_time_is_told_in_two_units(span, words):
    assert remaining(span) == words


def test_calendar_holds_releases_and_events(home, people, now):
    today = now.date()
    builders.scheduled(people, now, now + HOUR)
    builders.draft(people, now, date=today + dt.timedelta(days=9))
    Event.objects.create(kind="call", name="Call", start_on=today + dt.timedelta(days=20))
    found = entries(home(people.writer))
    assert {
        (today, "scheduled"),
        (today + dt.timedelta(days=9), "draft"),
        (today + dt.timedelta(days=20), "event"),
    } <= found


def test_calendar_shows_an_event_on_each_of_its_days(home, people, now):
    day = now.date() + dt.timedelta(days=3)
    Event.objects.create(kind="conference", name="Meeting", start_on=day, end_on=day + dt.timedelta(days=2))
    assert {date for date, state in entries(home(people.writer)) if state == "event"} == {
        day + dt.timedelta(days=number) for number in range(3)
    }


def test_calendar_reaches_four_weeks_ahead(home, people, now):
    days = [day.date for week in home(people.writer).context["weeks"] for day in week]
    assert days[0].weekday() == 0
    assert days[-1] >= now.date() + dt.timedelta(days=27)


# First reads


def delays(response):
    return [delay for _revision, delay, _is_new in response.context["lately"]]


def test_first_reader_s_delay_is_told_in_milliseconds(home, visit, client, people, records, now):
    release = builders.live(people, now)
    address = release.live_revision(now).get_absolute_url()
    visit(address, now + dt.timedelta(milliseconds=412))
    visit(address, now + dt.timedelta(seconds=9))
    assert delays(home(people.writer, now + HOUR)) == ["412 ms"]


def test_reader_with_a_session_is_not_counted(home, visit, client, people, records, now):
    release = builders.live(people, now)
    client.force_login(people.writer)
    visit(release.live_revision(now).get_absolute_url(), now)
    assert delays(home(people.writer, now + HOUR)) == [""]


def test_text_that_nobody_reads_on_its_first_day_has_no_figure(home, visit, people, records, now):
    release = builders.live(people, now)
    late = now + dt.timedelta(days=2)
    visit(release.live_revision(now).get_absolute_url(), late)
    page = home(people.writer, late)
    assert delays(page) == [""]
    assert "not read on its first day" in page.text


def test_corrected_text_has_a_figure_of_its_own(home, visit, people, records, now):
    release = builders.live(people, now)
    visit(release.live_revision(now).get_absolute_url(), now + HOUR / 60)
    release.revise(by=people.second, now=now + HOUR, kind="typo", reason="A comma.")
    release.record_author(people.writer)
    release.submit(by=people.writer, now=now + HOUR)
    builders.approve(release, people, now + HOUR).publish(by=people.approver, now=now + HOUR)
    visit(release.live_revision(now + HOUR).get_absolute_url(), now + HOUR + dt.timedelta(milliseconds=7))
    assert delays(home(people.writer, now + 2 * HOUR))[0] == "7 ms"


def test_only_the_first_view_costs_a_write(visit, client, people, records, now):
    address = builders.live(people, now).live_revision(now).get_absolute_url()
    visit(address, now)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        visit(address, now)
    assert not [query for query in queries if query["sql"].startswith("INSERT")]


# What wants care


def cares(response):
    return " ".join(care.sentence for care in response.context["upkeep"])


def test_departed_contact_in_a_draft_is_told(home, people, records, now):
    builders.draft(people, now)
    Contact.objects.filter(pk=records.media.pk).update(active=False)
    assert "Max Edia (media) has left" in cares(home(people.writer))


def test_departed_contact_of_issued_releases_is_not_told(home, people, records, now):
    builders.live(people, now)
    Contact.objects.filter(pk=records.media.pk).update(active=False)
    assert "has left" not in cares(home(people.writer))


def test_fact_that_nothing_announces_is_told(home, people, records, now):
    compound = Compound.objects.create(name="VLM-7", slug="vlm-7")
    page = home(people.writer)
    assert "Compounds, never announced" in cares(page)
    assert page_of(compound) in page.text


def test_fact_that_a_draft_will_announce_is_not_told(home, people, records, now):
    release = builders.draft(people, now)
    release.compounds.add(Compound.objects.create(name="VLM-7", slug="vlm-7"))
    assert "Compounds, never" not in cares(home(people.writer))


def test_old_annual_report_is_told(home, people, records, now):
    assert "more than thirteen months ago" in cares(home(people.administrator))
    Filing.objects.create(period_end=dt.date(2024, 12, 31), filed_on=now.date())
    assert "thirteen months" not in cares(home(people.administrator))


# Who sees it, and what it costs


def test_nobody_sees_headlines_without_the_right(home, people, now):
    builders.draft(people, now, headline="Secret")
    people.writer.groups.clear()
    page = home(people.writer)
    assert "waiting" not in page.context
    assert "Secret" not in page.text


def test_first_page_costs_the_same_for_many(home, people, now):
    def one_of_each(number):
        builders.draft(people, now, headline=f"Draft {number}")
        builders.in_review(people, now)
        builders.approved(people, now)
        builders.scheduled(people, now, now + HOUR)
        builders.live(people, now)
        emergency(people, now).publish(by=people.approver, now=now)
        Event.objects.create(kind="call", name="Call", start_on=now.date())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            home(people.second)
        return len(captured)

    one_of_each(0)
    home(people.second)
    before = queries()
    for number in range(1, 4):
        one_of_each(number)
    assert queries() == before
    assert before < 40
