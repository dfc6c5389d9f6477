import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from releases.models import AuditEntry, Release
from tests import builders
from tests.desk import messages, move, page_of, panel, sit_down, stored

pytestmark = pytest.mark.django_db
MOVES = ["submit", "approve", "send_back", "schedule", "publish", "hold", "revise", "withdraw", "confirm"]


@pytest.fixture
def approver(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.approver, now)


def address(release, name):
    return reverse("admin:releases_release_move", args=[release.pk, name])


def approve(client, release, **data):
    page = client.get(page_of(release))
    seen = {"seen": page.context["shown_sha256"], "ticked": keys(page)}
    return move(client, release, "approve", **seen | data)


def keys(page):
    """Of the warnings on the page that an approver ticks."""
    return [warning.key for warning in page.context["checked"].warnings]


@pytest.mark.parametrize("name", MOVES)
def test_moves_are_posts_alone(approver, people, now, name):
    release = builders.in_review(people, now)
    assert approver.get(address(release, name)).status_code == 405


def test_move_without_the_page_s_token_is_refused(people, records, now):
    release = builders.in_review(people, now)
    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(people.approver)
    assert stranger.post(address(release, "send_back"), {"reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    "name", ["approve", "send_back", "schedule", "publish", "hold", "revise", "withdraw"]
)
def test_writer_cannot_forge_a_step_of_the_approver(client, monkeypatch, people, records, now, name):
    release = builders.approved(people, now)
    sit_down(client, monkeypatch, people.writer, now)
    data = {
        "reason": "x",
        "confirmed": "on",
        "kind": "typo",
        "day": "2025-03-04",
        "time": "23:00",
        "seen": "0" * 64,
    }
    response = move(client, release, name, **data)
    assert "Your role does not include this step." in response.text
    assert stored(release).state(now) == "approved"


def test_unknown_and_unseen_releases_answer_alike(client, monkeypatch, people, records, now):
    release = builders.in_review(people, now)
    people.writer.groups.clear()
    sit_down(client, monkeypatch, people.writer, now)
    for pk in (release.pk, release.pk + 99):
        assert client.post(reverse("admin:releases_release_move", args=[pk, "approve"])).status_code == 404


def test_unknown_move_is_not_found(approver, people, now):
    assert approver.post(address(builders.draft(people, now), "burn")).status_code == 404


def test_approver_sees_every_word_that_is_frozen(approver, people, now):
    release = builders.in_review(people, now, subheads=["A deck"])
    text = approver.get(page_of(release)).text
    for words in (
        "A deck",
        "We report results.",
        "Velmora makes medicines.",
        "Risks are in Velmora",
        "Ina Vesta",
    ):
        assert words in text
    assert "Source: Velmora" in text


def test_approval_freezes_what_was_shown(approver, people, now):
    release = builders.in_review(people, now)
    shown = approver.get(page_of(release)).context["shown_sha256"]
    response = approve(approver, release)
    assert release.revisions.get().sha256 == shown
    assert "Approved." in messages(response)


def test_approval_of_a_text_that_changed_is_refused_with_the_new_one_shown(approver, people, now):
    release = builders.in_review(people, now)
    shown = approver.get(page_of(release)).context["shown_sha256"]
    Release.objects.filter(pk=release.pk).update(body="<p>Other words.</p>")
    response = move(approver, release, "approve", seen=shown)
    assert "have changed since you opened this page" in response.text
    assert "Other words." in response.text
    seen = response.context["option"].form["seen"].value()
    move(approver, release, "approve", seen=seen, ticked=keys(response))
    assert stored(release).status == "approved"


def test_author_s_own_approval_is_refused_with_the_reason(approver, people, now):
    release = builders.in_review(people, now)
    release.record_author(people.approver)
    response = approve(approver, release)
    assert "Give a reason." in response.text
    assert "somebody else must approve it" in response.text
    assert stored(release).status == "in review"


def test_lone_approver_gives_a_reason_and_is_flagged(approver, people, now):
    release = builders.in_review(people, now)
    release.record_author(people.approver)
    approve(approver, release, emergency_reason="Nobody can be reached.")
    assert stored(release).approved_revision().needs_confirmation()
    assert "to be confirmed by another" in approver.get(page_of(release)).text


def test_steps_that_are_not_possible_say_why(approver, people, now):
    text = panel(approver, builders.draft(people, now, body="", contacts=False)).text
    assert "The release has no body." in text
    assert "Name at least one contact." in text
    assert "this step starts from in review" in text


def test_refused_move_tells_all_reasons_and_keeps_what_was_typed(approver, people, now):
    release = builders.approved(people, now)
    response = move(approver, release, "schedule", day="2025-03-03", time="08:00", no_notice="Not material")
    assert "This instant is past." in response.text
    assert "cannot go out on" in response.text
    assert response.context["option"].form["no_notice"].value() == "Not material"


def test_schedule_says_the_instant_with_its_zone(approver, people, now):
    release = builders.approved(people, now)
    assert "In America/New_York (EST, UTC−5)." in approver.get(page_of(release)).text
    response = move(approver, release, "schedule", day="2025-03-04", time="16:05", notifier="Arne, 15:50")
    assert "Mar 4, 2025, 16:05 EST" in messages(response)
    assert stored(release).approved_revision().public_from == dt.datetime(2025, 3, 4, 21, 5, tzinfo=dt.UTC)


def test_hold_takes_the_instant_away(approver, people, now):
    release = builders.scheduled(people, now, now + dt.timedelta(hours=1))
    move(approver, release, "hold")
    assert stored(release).state(now) == "approved"


def test_publishing_needs_its_tick(approver, people, now):
    release = builders.approved(people, now)
    response = move(approver, release, "publish")
    assert "Tick this box" in response.text
    assert stored(release).state(now) == "approved"
    move(approver, release, "publish", confirmed="on", no_notice="Not material")
    assert stored(release).state(now) == "live"


def test_sending_back_needs_a_reason(approver, people, now):
    release = builders.in_review(people, now)
    assert "Give a reason." in move(approver, release, "send_back", reason=" ").text
    move(approver, release, "send_back", reason="A number is wrong.")
    assert AuditEntry.objects.get(move="send_back").reason == "A number is wrong."


def test_live_release_is_revised_and_withdrawn(approver, people, now):
    release = builders.live(people, now)
    move(approver, release, "revise", kind="typo", reason="A comma")
    assert (stored(release).status, stored(release).kind) == ("draft", "typo")
    move(approver, release, "withdraw", reason="Misread", confirmed="on")
    assert stored(release).status == "withdrawn"


def test_record_of_the_moves_stands_on_the_page(approver, people, now):
    release = builders.in_review(people, now)
    release.send_back(by=people.approver, now=now, reason="A number is wrong.")
    text = panel(approver, release).text
    assert "Arne Approver" in text
    assert "A number is wrong." in text
