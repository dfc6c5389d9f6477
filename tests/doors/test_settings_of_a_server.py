import json
import os
import subprocess
import sys

import pytest

from tests.irsite.test_settings import LONG, ROOT, start

MAIL = {
    "EMAIL_URL": "smtp+tls://user:pass@mail.velmora.example:587",
    "DEFAULT_FROM_EMAIL": "ir@velmora.example",
}


def server_settings(*names, **environment):
    """The values of these settings in a process of its own, with nothing set but what a server needs."""
    shown = "import json, irsite.settings as s; print(json.dumps([getattr(s, n, None) for n in {!r}]))"
    environment = {
        "ENV_FILE": os.devnull,
        "SECRET_KEY": LONG,
        "ALLOWED_HOSTS": "ir.velmora.example",
        **environment,
    }
    command = [sys.executable, "-c", shown.format(names)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_mail_comes_from_one_address():
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_HOST_USER", "MAIL", "DEFAULT_FROM_EMAIL")
    assert server_settings(*names, **MAIL) == [
        "mail.velmora.example",
        *(587, True, "user", True, "ir@velmora.example"),
    ]
    assert server_settings("MAIL") == [False]


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
def test_impossible_number_is_named(name, value):
    done = start(**{"SECRET_KEY": LONG, name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(f"Settings: {name} is “{value}”; write a number")


def test_address_of_mail_that_is_none_is_named_without_its_password():
    done = start(SECRET_KEY=LONG, EMAIL_URL="pigeon://user:secret@post")
    assert done.stderr.startswith("Settings: EMAIL_URL is not the address of a mail server.")
    assert "secret" not in done.stderr


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
def test_dangerous_setting_is_told(setting, check):
    done = start("check", "--deploy", SECRET_KEY=LONG, ALLOWED_HOSTS="ir.velmora.example", **setting)
    assert check in done.stderr
