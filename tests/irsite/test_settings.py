import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from irsite.file_address import storage_at
from tests.settings_read import read_settings

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
    assert done.stderr.startswith("Settings: SECRET_KEY is not set.")
    assert "Traceback" not in done.stderr


def test_debug_brings_its_own_key(monkeypatch):
    assert read_settings(monkeypatch, DEBUG="on", SECRET_KEY="").SECRET_KEY


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
        ("FILES_URL", "/srv/files", "FILES_URL is not the address of a folder or a bucket."),
        ("FILES_URL", "file://srv/files", "FILES_URL names no folder. Write three slashes"),
        ("FILES_URL", "file:///", "FILES_URL names no folder."),
        ("FILES_URL", "s3://key:secret@bucket", "FILES_URL holds a key. Put it into AWS_ACCESS_KEY_ID"),
        (
            "FILES_URL",
            "s3://Our_Bucket",
            "FILES_URL names the bucket “Our_Bucket”, which no bucket can be called.",
        ),
        ("FILES_URL", "s3://bucket?endpoint=x", "FILES_URL does not know “endpoint”; it knows endpoint_url,"),
        ("FILES_URL", "s3://bucket?endpoint_url=s3.example", "FILES_URL gives endpoint_url as “s3.example”"),
        (
            "FILES_ACCEL",
            "uploads",
            "FILES_ACCEL is “uploads”; write the path of an nginx location: /uploads/.",
        ),
        ("FILES_MAX_MB", "lots", "FILES_MAX_MB is “lots”; write a number from 1 to 2000."),
    ],
)
def test_wrong_value_is_named(monkeypatch, name, value, sentence):
    with pytest.raises(ImproperlyConfigured) as error:
        read_settings(monkeypatch, **{name: value})
    assert str(error.value).startswith(sentence)
    assert "secret@" not in str(error.value)


def test_settings_of_a_server_pass_every_deployment_check():
    arguments = ["check", "--deploy", "--fail-level", "WARNING"]
    done = start(*arguments, SECRET_KEY=LONG, ALLOWED_HOSTS="ir.velmora.example")
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


def test_nginx_cannot_send_what_lies_in_a_bucket(monkeypatch):
    with pytest.raises(
        ImproperlyConfigured, match=r"^FILES_ACCEL needs files in a folder; FILES_URL names a bucket"
    ):
        read_settings(monkeypatch, FILES_URL="s3://bucket", FILES_ACCEL="/uploads/")


@pytest.mark.parametrize(
    ("address", "storage"),
    [
        (
            "file:///srv/news%20room/files",
            {"BACKEND": "embargo.storage.PrivateFolder", "OPTIONS": {"location": "/srv/news room/files"}},
        ),
        (
            "s3://bucket.name/a/b/?endpoint_url=https://s3.example.com&addressing_style=virtual",
            {
                "BACKEND": "embargo.bucket.PrivateBucket",
                "OPTIONS": {
                    "bucket_name": "bucket.name",
                    "location": "a/b",
                    "endpoint_url": "https://s3.example.com",
                    "addressing_style": "virtual",
                },
            },
        ),
    ],
)
def test_address_names_the_storage(address, storage):
    assert storage_at("FILES_URL", address) == storage


def test_bucket_without_its_packages_is_told(monkeypatch):
    monkeypatch.setattr("irsite.file_address.find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"needs the packages of requirements-s3\.txt"):
        storage_at("FILES_URL", "s3://bucket")
