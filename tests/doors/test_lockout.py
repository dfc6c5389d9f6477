import datetime as dt

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from .entering import give_password, is_in

pytestmark = pytest.mark.django_db


def fail(client, person, times=5, **kwargs):
    responses = [give_password(client, person, "wrong", **kwargs) for _ in range(times)]
    return responses[-1]


def test_too_many_wrong_passwords_lead_to_a_pause(client, people, records):
    response = fail(client, people.writer)
    assert response.status_code == 429
    assert 590 <= int(response["Retry-After"]) <= 600
    assert "Try again in 10 minutes." in response.text
    give_password(client, people.writer)
    assert not is_in(client)


def test_fewer_wrong_passwords_do_not(client, people, records):
    assert fail(client, people.writer, 4).status_code == 200
    give_password(client, people.writer)
    assert is_in(client)


def test_the_pause_ends_by_itself(client, people, records):
    fail(client, people.writer)
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=10))
    give_password(client, people.writer)
    assert is_in(client)


def test_trying_on_does_not_make_the_pause_longer(client, people, records):
    fail(client, people.writer)
    before = AccessAttempt.objects.get().attempt_time
    fail(client, people.writer, 3)
    assert AccessAttempt.objects.get().attempt_time == before


def test_nobody_locks_somebody_out_from_another_place(client, people, records):
    fail(Client(REMOTE_ADDR="203.0.113.7"), people.writer, 8)
    give_password(client, people.writer)
    assert is_in(client)


def test_colleagues_at_the_same_address_sign_in(client, people, records):
    fail(client, people.writer)
    give_password(client, people.approver)
    assert is_in(client)


def test_other_browsers_at_the_address_pause_too(client, people, records):
    fail(client, people.writer, HTTP_USER_AGENT="one")
    other = Client(HTTP_USER_AGENT="another")
    assert give_password(other, people.writer).status_code == 429


def test_made_up_address_is_of_no_use(client, people, records):
    for number in range(5):
        response = fail(client, people.writer, 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert response.status_code == 429


def test_behind_a_proxy_each_reader_has_their_own_address(client, people, records, settings):
    settings.BEHIND_PROXY = True
    fail(client, people.writer, HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.7")
    give_password(client, people.writer, HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.8")
    assert is_in(client)


def test_name_that_nobody_has_pauses_alike(client, people, records):
    people.second.username = "nobody"
    there, not_there = fail(client, people.writer), fail(client, people.second)
    assert there.status_code == not_there.status_code
    assert there.text == not_there.text


def test_success_forgets_the_failures(client, people, records):
    fail(client, people.writer, 4)
    give_password(client, people.writer)
    assert not AccessAttempt.objects.exists()


def test_password_is_written_down_nowhere(client, people, records, caplog):
    give_password(client, people.writer, "my real passwort")
    attempt = AccessAttempt.objects.get()
    assert "passwort" not in attempt.post_data + attempt.get_data + caplog.text


def test_pages_of_failed_attempts_are_not_at_the_desk(client, people, records):
    client.force_login(people.administrator)
    assert client.get("/admin/axes/accessattempt/").status_code == 404


def test_page_leads_back_to_the_form(client, people, records):
    assert reverse("admin:login") in fail(client, people.writer).text
