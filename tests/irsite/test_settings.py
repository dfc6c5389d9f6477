import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LONG = "a long text, 0123456789, for the tests alone, and for nothing else"


def start(*arguments, **environment):
    """`manage.py` in a process of its own, with these variables alone."""
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, **environment}
    command = [sys.executable, "manage.py", *(arguments or ["check"])]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_no_start_without_a_secret_key():
    done = start()
    assert done.returncode == 1
    assert done.stderr.startswith("Settings: SECRET_KEY is not set.")
    assert "Traceback" not in done.stderr


def test_server_does_not_start_without_a_secret_key():
    command = [sys.executable, "-c", "import irsite.wsgi"]
    done = subprocess.run(command, cwd=ROOT, env={"ENV_FILE": os.devnull}, capture_output=True, text=True)
    assert "ImproperlyConfigured: SECRET_KEY is not set." in done.stderr


def test_debug_brings_its_own_key():
    assert start(DEBUG="on").returncode == 0


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("HTTPS", "of", "HTTPS is “of”; write on or off."),
        ("DEBUG", "maybe", "DEBUG is “maybe”; write on or off."),
        ("DATABASE_URL", "mysql://root@db/site", "DATABASE_URL is not the address of a database."),
        (
            "DATABASE_URL",
            "postgres://u:secret@host:port/db",
            "DATABASE_URL is not the address of a database.",
        ),
        ("SITE_URL", "ir.velmora.example", "SITE_URL is “ir.velmora.example”; write an address"),
        ("WEBSUB_HUB_URL", "http://[", "WEBSUB_HUB_URL is “http://[”; write an address"),
        ("CACHE_URL", "nowhere", "CACHE_URL is not the address of a cache."),
    ],
)
def test_wrong_value_is_named(name, value, sentence):
    done = start(**{"SECRET_KEY": LONG, name: value})
    assert done.returncode == 1
    assert done.stderr.startswith(f"Settings: {sentence}")
    assert "secret@" not in done.stderr


def test_settings_of_a_server_pass_every_deployment_check():
    arguments = ["check", "--deploy", "--fail-level", "WARNING"]
    done = start(*arguments, SECRET_KEY=LONG, ALLOWED_HOSTS="ir.velmora.example")
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr
