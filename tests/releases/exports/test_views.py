import datetime as dt

import pytest

from releases.exports import FORMS, ExportFailed, Form
from releases.models import Release, RevisionExport
from tests import builders
from tests.builders import approve, draft, in_review, live, scheduled
from tests.sharing import shared

HOUR = dt.timedelta(hours=1)
# Headers that tell nothing: they hold the length of a page with its own address in it, or a random token.
VOLATILE = {"Content-Length", "ETag"}

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("suffix", FORMS)]
people, records = shared(builders.people), shared(builders.records)


@pytest.fixture(scope="module")
def shared_release(people, records, now):
    return live(people, now)


@pytest.fixture(scope="module")
def shared_coming(people, records, now):
    return scheduled(people, now, now + HOUR)


@pytest.fixture
def release(shared_release, db):
    """A live one."""
    return Release.objects.get(pk=shared_release.pk)


@pytest.fixture
def coming(shared_coming, db):
    """One that is scheduled for an hour later."""
    return Release.objects.get(pk=shared_coming.pk)


def address(release, suffix, slug="velmora-reports-results"):
    return f"/releases/{release.ref}/{slug}{suffix}"


def test_public_release_is_served_in_every_form(release, visit, now, suffix):
    response = visit(address(release, suffix), now)
    assert response.status_code == 200
    assert response["Content-Type"] == FORMS[suffix].content_type
    assert response["Cache-Control"] == "public, max-age=1"
    assert response["ETag"]
    assert response["Link"].endswith(f'/releases/{release.ref}/velmora-reports-results/>; rel="canonical"')


def test_reader_who_has_the_bytes_is_told_so(release, visit, now, suffix):
    tag = visit(address(release, suffix), now)["ETag"]
    response = visit(address(release, suffix), now + HOUR, headers={"if-none-match": tag})
    assert response.status_code == 304


def test_head_is_answered_like_get(release, visit, now, suffix):
    got, head = (visit(address(release, suffix), now, method) for method in ("get", "head"))
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == got["ETag"]


def test_scheduled_release_is_like_one_that_never_existed(coming, visit, now, suffix):
    answers = [
        visit(address(coming, suffix), now + HOUR - dt.timedelta(microseconds=1)),
        visit(f"/releases/00000000/velmora-reports-results{suffix}", now),
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    first, second = ({k: v for k, v in answer.items() if k not in VOLATILE} for answer in answers)
    assert first == second
    assert answers[0].content.replace(coming.ref.encode(), b"00000000") == answers[1].content
    assert visit(address(coming, suffix), now + HOUR).status_code == 200


def test_wrong_slug_of_a_scheduled_release_is_not_led_to_the_right_one(coming, visit, now, suffix):
    assert visit(address(coming, suffix, slug="guess"), now).status_code == 404


@pytest.mark.parametrize("build", [draft, in_review])
def test_working_text_has_no_forms(people, records, visit, now, build, suffix):
    release = build(people, now)
    assert visit(address(release, suffix), now).status_code == 404


def test_other_slug_is_led_to_the_right_one(release, visit, now, suffix):
    response = visit(address(release, suffix, slug="velmora"), now)
    assert response.status_code == 301
    assert response["Location"] == address(release, suffix)


def test_withdrawn_release_is_gone(release, people, visit, now, suffix):
    visit(address(release, suffix), now)
    release.withdraw(by=people.approver, now=now + HOUR, reason="It was wrong.")
    response = visit(address(release, suffix), now + HOUR)
    assert response.status_code == 410
    assert b"We report results" not in response.content


def test_correction_takes_the_place_of_the_first_text(people, records, visit, now, suffix):
    release = live(people, now, body="<p>We sold seven.</p>")
    first = visit(address(release, suffix), now).content
    corrected(release, people, now + HOUR)
    second = visit(address(release, suffix), now + HOUR).content
    assert first != second
    if suffix != ".pdf":
        assert b"We sold eight" in second
        assert b"It said seven; the error was ours." in second
        assert b"We sold seven" not in second


def corrected(release, people, now):
    release.revise(by=people.approver, now=now, kind="correction", reason="A wrong number")
    release.body, release.note = "<p>We sold eight.</p>", "It said seven; the error was ours."
    release.save()
    release.submit(by=people.writer, now=now)
    approve(release, people, now)
    release.publish(by=people.approver, now=now)


def test_superseded_text_is_not_exported(release, people, visit, now, suffix):
    corrected(release, people, now + HOUR)
    assert visit(f"/releases/{release.ref}/revisions/1{suffix}", now + HOUR).status_code == 404


def test_nothing_can_be_posted(release, visit, now, suffix):
    assert visit(address(release, suffix), now, "post").status_code == 405


def test_reading_costs_few_queries(release, visit, now, suffix, django_assert_max_num_queries):
    visit(address(release, suffix), now)
    with django_assert_max_num_queries(14):
        visit(address(release, suffix), now)


def test_form_that_cannot_be_made_is_no_error_page(release, visit, now, suffix, monkeypatch):
    def fail(*args, **kwargs):
        raise ExportFailed("It cannot be set.")

    form = Form(FORMS[suffix].content_type, fail, FORMS[suffix].kept)
    monkeypatch.setitem(FORMS, suffix, form)
    response = visit(address(release, suffix), now)
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert release.ref in response.content.decode()
    assert "cannot be set" not in response.content.decode()
    assert not RevisionExport.objects.exists()
