"""Every setting stands in one table, and a value that cannot be meant is a sentence that names it."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.settings_read import NAMES, read_settings

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = (ROOT / "docs/operating.md").read_text()

WRONG = {
    "ALLOWED_HOSTS": "https://ir.example.com",
    "BACKUP_KEY": "AGE-SECRET-KEY-1XYZ",
    "BEHIND_PROXY": "of",
    "CACHE_URL": "nowhere",
    "CSRF_TRUSTED_ORIGINS": "ir.example.com",
    "DATABASE_URL": "mysql://root@db/site",
    "DEBUG": "maybe",
    "DEFAULT_FROM_EMAIL": "the newsroom",
    "EMAIL_URL": "carrier-pigeon://roof",
    "ENV_FILE": "/no/such/file",
    "FILES_ACCEL": "uploads",
    "FILES_MAX_MB": "lots",
    "FILES_MEDIA": "of",
    "FILES_URL": "/srv/files",
    "HTTPS": "of",
    "LIMIT_API": "0",
    "LIMIT_FEEDS": "-1",
    "LIMIT_SEARCH": "many",
    "LIMIT_SIGN_IN": "1.5",
    "LOG_FORMAT": "xml",
    "MISSES_FROM_ALL": "0",
    "MISSES_FROM_ONE": "none",
    "PAGE_FRONT": "of",
    "PAGE_FRONT_MB": "1",
    "PDF_PAPER": "foolscap",
    "PROMETHEUS_MULTIPROC_DIR": "/no/such/folder",
    "PROXY_COUNT": "0",
    "SECOND_FACTOR": "of",
    "SECRET_KEY": " ",
    "SENTRY_DSN": "sentry",
    "SESSION_HOURS": "0",
    "SESSION_IDLE_MINUTES": "1",
    "SITE_URL": "ir.example.com",
    "STALE_AFTER_DAYS": "a year",
    "STATICFILES_STORAGE": "compressed",
    "WATCH_TOKEN": "short",
    "WEBSUB_HUB_URL": "http://[",
}
# What people leave in a file of settings by mistake.
RUBBISH = [
    *(
        "-1",
        "1e9",
        "½",
        "NaN",
        "None",
        "[]",
        "a b",
        "<b>",
        "'",
        '"',
        "%00",
        "$HOME",
        "$",
        "a\nb",
        "ä",
        "\x7f",
        "@",
    ),
    *("http://[", "https://", "https://ir.example.com:99999", "://", "//", "../..", "/a//b/", "x" * 5000),
    *(
        "s3://",
        "s3://UPPER",
        "file://x",
        "file:///",
        "postgres://",
        "postgres://h:port/x",
        "sqlite://",
        "sqlite:",
    ),
    *("redis://", "redis://h:port", "memcache://x", "smtp://", "smtp://h:port", "a@b\nBcc: x@y"),
]


def in_the_table():
    section = DOCS.partition("## Settings")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", section, re.M))


def test_table_holds_every_setting_and_no_other():
    assert in_the_table() == NAMES


def test_every_setting_is_tried_with_a_wrong_value():
    assert WRONG.keys() == NAMES


@pytest.mark.parametrize("name", WRONG)
def test_wrong_value_is_a_sentence_that_names_it(monkeypatch, name):
    with pytest.raises(ImproperlyConfigured) as error:
        read_settings(monkeypatch, **{name: WRONG[name]})
    assert str(error.value).startswith(name)
    assert str(error.value).endswith((".", ")"))


@pytest.mark.parametrize("name", WRONG)
def test_rubbish_is_taken_or_named_and_never_a_crash(monkeypatch, name):
    unnamed = []
    for value in RUBBISH:
        try:
            read_settings(monkeypatch, **{name: value})
        except ImproperlyConfigured as error:
            unnamed += [] if str(error).startswith(name) else [value]
    assert unnamed == []


def test_dollar_is_no_reference_to_another_setting(monkeypatch):
    """django-environ would take it for one, and a key may begin with it."""
    monkeypatch.setenv("HUSH", "known to others")
    assert read_settings(monkeypatch, SECRET_KEY="$HUSH").SECRET_KEY == "$HUSH"


def test_database_in_memory_is_for_whoever_says_so(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        read_settings(monkeypatch, DATABASE_URL="sqlite://")
    assert (
        read_settings(monkeypatch, DATABASE_URL="sqlite://:memory:").DATABASES["default"]["NAME"]
        == ":memory:"
    )


def test_right_values_are_taken(monkeypatch):
    settings = read_settings(monkeypatch, ALLOWED_HOSTS="ir.example.com, [::1]", STALE_AFTER_DAYS="30")
    assert (settings.ALLOWED_HOSTS, settings.STALE_AFTER_DAYS) == (["ir.example.com", "[::1]"], 30)


def test_error_repeats_no_password_and_no_key(monkeypatch):
    for name, value in {
        "DATABASE_URL": "postgres://u:hush@h:p/d",
        "BACKUP_KEY": "hush",
        "WATCH_TOKEN": "hush",
    }.items():
        with pytest.raises(ImproperlyConfigured) as error:
            read_settings(monkeypatch, **{name: value})
        assert "hush" not in str(error.value)


def test_example_for_a_server_holds_settings_alone():
    example = (ROOT / "deploy/environment.example").read_text()
    assert set(re.findall(r"^([A-Z_]+)=", example, re.M)) <= NAMES
