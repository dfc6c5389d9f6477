"""Scheduling and publishing at the desk: instants, exchanges, and notice to them."""

import datetime as dt

import pytest

from releases.models import AuditEntry
from tests import builders
from tests.desk import messages, move, page_of, sit_down, stored

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def approver(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.approver, now)


def timing(client, release, **chosen):
    return client.get(f"/admin/releases/release/{release.pk}/timing/", chosen)


def detail(release, name):
    return AuditEntry.objects.get(release=release, move=name).detail


def test_notice_is_asked_for_where_the_exchange_wants_it(approver, people, now):
    release = builders.approved(people, now)
    response = move(approver, release, "schedule", day="2025-03-04", time="14:00")
    assert "The exchange wants notice of material news at that time." in response.text
    assert stored(release).state(now) == "approved"


@pytest.mark.parametrize(
    ("answer", "recorded"),
    [
        (
            {"notified_at": "2025-03-04T11:30", "reference": "MW-7"},
            "Exchange notified Mar 4, 2025, 11:30 EST, reference MW-7.",
        ),
        ({"notifier": "Arne, at 13:45"}, "Exchange to be notified: Arne, at 13:45"),
        ({"no_notice": "not material"}, "No notice to the exchange is needed, because: not material"),
    ],
)
def test_answer_about_the_notice_goes_on_record(approver, people, now, answer, recorded):
    release = builders.approved(people, now)
    move(approver, release, "schedule", day="2025-03-04", time="14:00", **answer)
    assert stored(release).state(now) == "scheduled"
    assert detail(release, "schedule") == recorded


def test_publishing_asks_for_the_notice_too(approver, people, now):
    release = builders.approved(people, now)
    assert "wants notice" in move(approver, release, "publish", confirmed="on").text
    move(approver, release, "publish", confirmed="on", no_notice="already in all papers")
    assert detail(release, "publish").endswith("already in all papers")


def test_notice_of_less_than_ten_minutes_is_refused(approver, people, now):
    release = builders.approved(people, now)
    answer = {"notified_at": "2025-03-04T11:55", "reference": "MW-7"}
    assert "less than 10 minutes" in move(approver, release, "publish", confirmed="on", **answer).text
    assert stored(release).state(now) == "approved"


@pytest.mark.parametrize(
    ("notified_at", "sentence"),
    [
        ("2025-03-04T12:30", "That is still to come"),
        ("0025-03-04T11:30", "Choose a date from 1900 to 2199."),
    ],
)
def test_notice_is_recorded_as_given_only_where_it_can_have_been(
    approver, people, now, notified_at, sentence
):
    release = builders.approved(people, now)
    answer = {"notified_at": notified_at, "reference": "MW-7"}
    page = move(approver, release, "schedule", day="2025-03-04", time="14:00", **answer)
    assert sentence in page.text
    assert stored(release).state(now) == "approved"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_day_at_the_end_of_the_calendar_is_refused_in_words(approver, people, now, day):
    release = builders.approved(people, now)
    page = move(approver, release, "schedule", day=day, time="23:59", no_notice="x")
    assert "Choose a date from 1900 to 2199." in page.text


def test_notice_needs_its_reference(approver, people, now):
    release = builders.approved(people, now)
    response = move(approver, release, "publish", confirmed="on", notified_at="2025-03-04T11:30")
    assert "Give the reference" in response.text


def test_old_release_of_the_archive_needs_no_notice(approver, people, now):
    release = builders.approved(people, now, date=dt.date(2021, 5, 6), from_archive=True)
    move(approver, release, "publish", confirmed="on")
    assert stored(release).state(now) == "live"


def test_weekend_needs_no_notice(client, monkeypatch, people, records):
    saturday = dt.datetime(2025, 3, 8, 17, 0, tzinfo=dt.UTC)
    sit_down(client, monkeypatch, people.approver, saturday)
    release = builders.approved(people, saturday)
    move(client, release, "publish", confirmed="on")
    assert stored(release).state(saturday) == "live"


def test_company_without_a_known_exchange_needs_no_notice(approver, people, records, now):
    records.issuer.listings.update(market_code="XTKS")
    release = builders.approved(people, now)
    move(approver, release, "publish", confirmed="on")
    assert stored(release).state(now) == "live"


@pytest.mark.parametrize("chosen", [{}, {"day": "2025-03-04"}, {"time": "14:00"}, {"day": "", "time": ""}])
def test_missing_day_or_time_never_publishes(approver, people, now, chosen):
    release = builders.scheduled(people, now, now + HOUR)
    response = move(approver, release, "schedule", no_notice="x", **chosen)
    assert "Without a day and a time nothing goes out and nothing changes" in response.text
    assert stored(release).approved_revision().public_from == now + HOUR


# Beside the choice


def test_choice_is_told_in_every_clock(approver, people, now):
    text = timing(approver, builders.approved(people, now), day="2025-03-04", time="16:30").text
    for words in ("in 4 h 30 min", "Mar 4, 2025, 16:30:00 EST", "21:30:00", "after hours", "MarketWatch"):
        assert words in text


@pytest.mark.parametrize(
    ("time", "state"),
    [("08:00", "pre-market"), ("15:59", "open"), ("16:00", "after hours"), ("21:00", "closed")],
)
def test_state_of_the_exchange_is_told(approver, people, now, time, state):
    page = timing(approver, builders.approved(people, now), day="2025-03-04", time=time)
    assert f"<dt>Nasdaq</dt><dd>{state} " in page.text


def test_choice_that_is_refused_says_why(approver, people, now):
    release = builders.approved(people, now)
    assert "This instant is past." in timing(approver, release, day="2025-03-04", time="08:00").text
    assert "cannot go out on" in timing(approver, release, day="2025-03-05", time="08:00").text
    assert "does not exist" in timing(approver, release, day="2025-03-09", time="02:30").text
    assert "comes twice" in timing(approver, release, day="2025-11-02", time="01:30").text


def test_choice_is_told_again_after_the_form_was_sent(approver, people, now):
    release = builders.approved(people, now)
    text = move(approver, release, "schedule", day="2025-03-04", time="14:00").text
    assert "in 2 h 0 min" in text
    assert "19:00:00" in text


def test_nonsense_is_no_instant(approver, people, now):
    response = timing(approver, builders.approved(people, now), day="x", time="99")
    assert response.status_code == 200
    assert "data-instant" not in response.text


def test_stranger_to_releases_learns_nothing_of_their_times(client, monkeypatch, people, records, now):
    release = builders.scheduled(people, now, now + HOUR)
    people.writer.groups.clear()
    sit_down(client, monkeypatch, people.writer, now)
    assert timing(client, release).status_code == 404


def test_scheduled_release_counts_down_in_both_clocks(approver, people, now):
    text = approver.get(page_of(builders.scheduled(people, now, now + 3 * HOUR))).text
    assert "in 3 h 0 min" in text
    assert "20:00:00 UTC" in text
    assert "America/New_York (EST, UTC−5)" in text


def test_form_starts_from_the_instant_that_is_set(approver, people, now):
    text = approver.get(page_of(builders.scheduled(people, now, now + HOUR))).text
    assert 'value="13:00:00"' in text
    assert 'value="2025-03-04"' in text


# After it went out


def revise(client, release, kind, **answers):
    return move(client, release, "revise", kind=kind, reason="Found today", **answers)


def test_correction_asks_three_questions(approver, people, now):
    release = builders.live(people, now)
    text = revise(approver, release, "correction").text
    for words in ("Say what was wrong", "Say what is right.", "Say whose error it was."):
        assert words in text
    assert stored(release).status == "approved"


def test_answers_make_the_public_note(approver, people, now):
    release = builders.live(people, now)
    answers = {"wrong": "Sales were said to be 3.", "right": "They were 2.", "whose": "the company’s"}
    revise(approver, release, "correction", **answers)
    note = stored(release).note
    assert note == (
        "What was wrong: Sales were said to be 3.\nWhat is right: They were 2.\nWhose error it was: the company’s"
    )


def test_update_says_what_is_new(approver, people, now):
    release = builders.live(people, now)
    assert "Say what is new." in revise(approver, release, "update").text
    revise(approver, release, "update", new="The trial has started.", wrong="ignored")
    assert stored(release).note == "What is new: The trial has started."


def test_typo_has_no_note(approver, people, now):
    release = builders.live(people, now)
    revise(approver, release, "typo", wrong="ignored", new="ignored")
    assert (stored(release).kind, stored(release).note) == ("typo", "")


def test_withdrawal_can_keep_the_headline_to_itself(approver, people, now, visit):
    release = builders.live(people, now, headline="Misleading headline")
    address = release.live_revision(now).get_absolute_url()
    move(approver, release, "withdraw", reason="Misread", hide_headline="on", confirmed="on")
    approver.logout()
    response = visit(address, now)
    assert response.status_code == 410
    assert "Misread" in response.text
    assert "Misleading headline" not in response.text


def test_scheduling_says_when(approver, people, now):
    release = builders.approved(people, now)
    response = move(approver, release, "schedule", day="2025-03-04", time="14:00", no_notice="x")
    assert "Mar 4, 2025, 14:00 EST" in messages(response)


def next_text(release, people, at, **given):
    release.revise(by=people.approver, now=at, reason="Found today", **given)
    release.submit(by=people.writer, now=at)
    builders.approve(release, people, at)
    release.publish(by=people.approver, now=at)
    return release.live_revision(at)


def test_update_without_its_note_is_not_submitted(people, records, now):
    release = builders.live(people, now)
    release.revise(by=people.approver, now=now, kind="update", reason="More facts")
    assert "no-note" in {each.code for each in release.blockers("submit", by=people.writer, now=now)}


def test_typo_mended_in_a_correction_leaves_its_headline(people, records, now):
    release = builders.live(people, now)
    corrected = next_text(release, people, now + HOUR, kind="correction", note="It was 2, not 3.")
    mended = next_text(release, people, now + 2 * HOUR, kind="typo")
    assert mended.headline == corrected.headline == f"CORRECTING and REPLACING {release.headline}"


def test_typo_mended_in_an_original_has_no_prefix(people, records, now):
    release = builders.live(people, now)
    assert next_text(release, people, now + HOUR, kind="typo").headline == release.headline


def test_superseded_text_is_kept_and_marked(people, records, now, visit):
    release = builders.live(people, now)
    next_text(release, people, now + HOUR, kind="correction", note="It was 2, not 3.")
    page = visit(f"/releases/{release.ref}/revisions/1/", now + 2 * HOUR)
    assert '<meta name="robots" content="noindex">' in page.text
    assert "This text was superseded." in page.text


def test_withdrawal_takes_superseded_texts_along(people, records, now, visit):
    release = builders.live(people, now)
    next_text(release, people, now + HOUR, kind="update", note="There is more.")
    release.withdraw(by=people.approver, now=now + 2 * HOUR, reason="Misread")
    assert visit(f"/releases/{release.ref}/revisions/1/", now + 2 * HOUR).status_code == 410
