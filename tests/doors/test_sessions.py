import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.builders import draft
from tests.desk import page_of
from tests.settings_read import read_settings

from .entering import give_password, is_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch):
    """`later(minutes=61)`: the clock by which sessions end moves on."""

    start = timezone.now()

    def move(**span):
        at = start + dt.timedelta(**span)
        monkeypatch.setattr("irsite.doors.sessions.timezone.now", lambda: at)

    return move


@pytest.fixture
def writer(client, people, records, later):
    give_password(client, people.writer)
    return client


def test_session_goes_on_while_somebody_is_there(writer, later):
    for minutes in range(0, 600, 50):
        later(minutes=minutes)
        assert is_in(writer)


def test_session_ends_when_nothing_happens(writer, later):
    later(minutes=61)
    page = writer.get(reverse("admin:index"), follow=True)
    assert page.redirect_chain
    assert "you were signed out" in page.text


def test_session_ends_some_hours_after_sign_in(writer, later):
    for minutes in range(0, 720, 50):
        later(minutes=minutes)
        assert is_in(writer)
    later(hours=12, minutes=1)
    assert "a long time ago" in writer.get(reverse("admin:index"), follow=True).text


def test_session_that_ended_is_gone_from_the_server(writer, later):
    key = writer.session.session_key
    later(minutes=61)
    writer.get(reverse("admin:index"))
    later(minutes=0)
    writer.cookies["sessionid"] = key
    assert not is_in(writer)


def test_open_page_alone_is_no_sign_of_somebody(writer, people, later):
    release = draft(people, timezone.now())
    report = reverse("admin:releases_release_editing", args=[release.pk])
    later(minutes=50)
    writer.post(report)
    later(minutes=70)
    assert not is_in(writer)


def test_typing_is_a_sign_of_somebody(writer, people, later):
    release = draft(people, timezone.now())
    later(minutes=50)
    writer.post(reverse("admin:releases_release_editing", args=[release.pk]) + "?typed")
    later(minutes=70)
    assert is_in(writer)


def test_ended_session_tells_nothing_on_the_public_site(writer, later):
    later(minutes=61)
    response = writer.get("/")
    assert response.cookies["sessionid"].value == ""
    assert "signed out" not in response.text


def test_sign_in_gives_the_session_a_new_key(client, people, records):
    session = client.session
    session["something"] = "planted"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    give_password(client, people.writer)
    assert client.session.session_key != planted


def test_changed_password_signs_out_everywhere_else(writer, people):
    other = Client()
    give_password(other, people.writer)
    data = {
        "old_password": "pass",
        "new_password1": "plum-violin-42-tea",
        "new_password2": "plum-violin-42-tea",
    }
    writer.post(reverse("admin:password_change"), data)
    assert is_in(writer)
    assert not is_in(other)


def test_password_that_an_administrator_gave_signs_out(writer, people):
    administrator = Client()
    administrator.force_login(people.administrator)
    data = {"password1": "plum-violin-42-tea", "password2": "plum-violin-42-tea", "usable_password": "true"}
    administrator.post(reverse("admin:auth_user_password_change", args=[people.writer.pk]), data)
    assert not is_in(writer)


def test_whoever_is_made_inactive_is_out(writer, people):
    User.objects.filter(pk=people.writer.pk).update(is_active=False)
    assert not is_in(writer)


def test_signing_out_ends_the_session_on_the_server(writer):
    key = writer.session.session_key
    writer.post(reverse("admin:logout"))
    writer.cookies["sessionid"] = key
    assert not is_in(writer)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short-pw-1", "at least 12 characters"),
        ("password1234", "too common"),
        ("wandawriter1", "too similar"),
        ("384756102938", "entirely numeric"),
    ],
)
def test_weak_passwords_are_refused(writer, people, password, sentence):
    User.objects.filter(pk=people.writer.pk).update(email="wandawriter@velmora.example")
    data = {"old_password": "pass", "new_password1": password, "new_password2": password}
    assert sentence in writer.post(reverse("admin:password_change"), data).text


def test_page_of_an_account_leads_to_its_password(client, people, records):
    client.force_login(people.administrator)
    assert "password/" in client.get(page_of(people.writer)).text


def test_cookies_of_a_server_are_bound_to_host_and_https(monkeypatch):
    given = read_settings(monkeypatch)
    for cookie, name in (("SESSION", "__Host-session"), ("CSRF", "__Host-csrf")):
        shown = [
            getattr(given, f"{cookie}_COOKIE_{each}") for each in ("NAME", "SECURE", "HTTPONLY", "SAMESITE")
        ]
        assert shown == [name, True, True, "Lax"]
        assert getattr(given, f"{cookie}_COOKIE_DOMAIN", None) is None


def test_second_factor_is_asked_on_a_server_and_not_in_a_trial(monkeypatch):
    assert read_settings(monkeypatch).SECOND_FACTOR is True
    assert read_settings(monkeypatch, HTTPS="off").SECOND_FACTOR is False
    assert read_settings(monkeypatch, HTTPS="off", SECOND_FACTOR="on").SECOND_FACTOR is True
