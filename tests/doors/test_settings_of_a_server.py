import pytest
from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured

from tests.irsite.test_settings import LONG, start
from tests.settings_read import read_settings

MAIL = {
    "EMAIL_URL": "smtp+tls://user:pass@mail.velmora.example:587",
    "DEFAULT_FROM_EMAIL": "ir@velmora.example",
}


def test_mail_comes_from_one_address(monkeypatch):
    given = read_settings(monkeypatch, **MAIL)
    assert (given.EMAIL_HOST, given.EMAIL_PORT, given.EMAIL_USE_TLS) == ("mail.velmora.example", 587, True)
    assert (given.EMAIL_HOST_USER, given.MAIL, given.DEFAULT_FROM_EMAIL) == (
        "user",
        True,
        "ir@velmora.example",
    )


def test_no_mail_goes_out_unless_an_address_is_set(monkeypatch):
    assert read_settings(monkeypatch).MAIL is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LIMIT_SEARCH", "0"),
        ("SESSION_HOURS", "x"),
        ("SESSION_IDLE_MINUTES", "1"),
        ("PROXY_COUNT", "-1"),
        ("MISSES_FROM_ONE", "many"),
    ],
)
def test_impossible_number_is_named(monkeypatch, name, value):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is “{value}”; write a number"):
        read_settings(monkeypatch, **{name: value})


def test_address_of_mail_that_is_none_is_named_without_its_password(monkeypatch):
    with pytest.raises(ImproperlyConfigured) as error:
        read_settings(monkeypatch, EMAIL_URL="pigeon://user:secret@post")
    assert str(error.value).startswith("EMAIL_URL is not the address of a mail server.")
    assert "secret" not in str(error.value)


def test_server_with_everything_set_passes_every_check():
    given = {"SECRET_KEY": LONG, "ALLOWED_HOSTS": "ir.velmora.example", "BEHIND_PROXY": "on", **MAIL}
    done = start(
        "check", "--deploy", "--fail-level", "WARNING", CACHE_URL="redis://127.0.0.1:6379/0", **given
    )
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


@pytest.mark.parametrize(
    ("setting", "check"),
    [({"SECOND_FACTOR": "off"}, "irsite.W005"), ({"EMAIL_URL": "smtp://mail"}, "irsite.W006")],
)
def test_dangerous_setting_is_told(monkeypatch, settings, setting, check):
    given = read_settings(monkeypatch, **setting)
    for name in ("SECOND_FACTOR", "MAIL", "DEFAULT_FROM_EMAIL"):
        setattr(settings, name, getattr(given, name))
    told = {warning.id for warning in run_checks(tags=[Tags.security], include_deployment_checks=True)}
    assert told & {"irsite.W005", "irsite.W006"} == {check}
