"""What cannot be run by the tests (images, systemd) is linted, and names what exists."""

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands
from django.urls import reverse

ROOT = Path(__file__).resolve().parent.parent.parent
UNITS = sorted((ROOT / "deploy").glob("*.service"))
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
TOOLS = Path(sys.executable).parent
systemd = pytest.mark.skipif(
    not (shutil.which("systemd-analyze") or os.environ.get("CI")), reason="needs systemd-analyze"
)


def dockerfile():
    """`[(instruction, rest)]`, continued lines joined."""
    lines = (ROOT / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    return [line.partition(" ")[::2] for line in lines if line and not line.startswith("#")]


def unit(path):
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read(path)
    return parser


def linted(*command):
    """What a linter says on both channels; nothing if all is well."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_linter_of_dockerfiles_finds_nothing():
    """No image is built here; hadolint knows every instruction and reads the shell in them."""
    assert linted(TOOLS / "hadolint", "--failure-threshold", "info", "Dockerfile") == ""


def test_compose_file_is_what_its_schema_allows():
    schema = TOOLS / "check-jsonschema"
    done = subprocess.run([schema, "--builtin-schema", "vendor.compose-spec", ROOT / "compose.yaml"])
    assert done.returncode == 0


@systemd
@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_systemd_finds_no_fault_in_the_unit(path, tmp_path):
    assert verified(path.read_text(), tmp_path / path.name) == ""


@systemd
def test_systemd_would_find_a_misspelt_word(tmp_path):
    text = UNITS[0].read_text().replace("Restart=always", "Restrat=always")
    assert "Restrat" in verified(text, tmp_path / UNITS[0].name)


def verified(text, path):
    """What systemd-analyze says of a unit whose Python is that of the tests."""
    path.write_text(text.replace("/srv/newsroom/app/.venv/bin/python", sys.executable))
    return linted("systemd-analyze", "verify", "--man=no", path)


def test_image_runs_as_nobody_special_and_takes_signals_itself():
    parts = dict(dockerfile())
    assert parts["USER"] == "10001:10001"
    assert "useradd --uid 10001 " in (ROOT / "Dockerfile").read_text()
    assert parts["CMD"].startswith('["python"')


def test_image_copies_what_exists():
    copied = [rest.split()[:-1] for name, rest in dockerfile() if name == "COPY"]
    assert all((ROOT / file).exists() for files in copied for file in files)


def test_image_takes_no_secret_along():
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".*", "var"} <= set(ignored)


def test_compose_depends_on_what_it_starts():
    services = COMPOSE["services"]
    wanted = {name for service in services.values() for name in service.get("depends_on", {})}
    assert wanted <= services.keys()
    assert {"web", "deliver", "upgrade", "database", "cache"} == services.keys()


def test_compose_declares_its_volumes():
    mounted = {v.split(":")[0] for s in COMPOSE["services"].values() for v in s.get("volumes", [])}
    assert mounted == COMPOSE["volumes"].keys()


def test_compose_runs_commands_that_exist():
    given = [service.get("command", []) for service in COMPOSE["services"].values()]
    assert {words[2] for words in given if words[:2] == ["python", "manage.py"]} == {"upgrade", "deliver"}
    assert {"upgrade", "deliver"} <= get_commands().keys()


def test_health_is_asked_where_it_answers(client):
    (address,) = re.findall(r"http://127.0.0.1:8000(/\w+)", (ROOT / "Dockerfile").read_text())
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_unit_starts_what_exists_and_stops_with_sigterm(path):
    service = unit(path)["Service"]
    assert re.search(r"(-m irsite\.serving|manage.py deliver)( |$)", service["ExecStart"])
    assert (service["KillSignal"], service["Restart"]) == ("SIGTERM", "always")


def test_server_knows_its_options():
    """Those of the unit and of the image."""
    start = unit(ROOT / "deploy/newsroom-web.service")["Service"]["ExecStart"].split(" -m irsite.serving ")[1]
    image = json.loads(dict(dockerfile())["CMD"])
    help_text = subprocess.run(
        [sys.executable, "-m", "irsite.serving", "--help"], capture_output=True, text=True, check=True
    ).stdout
    options = {word for word in (*start.split(), *image) if word.startswith("--")}
    assert options <= set(re.findall(r"--[a-z-]+", help_text)), help_text


def test_nginx_knows_the_session_cookie_and_the_places():
    site = (ROOT / "deploy/nginx.conf").read_text()
    assert "__Host-session|sessionid" in site
    assert "location /uploads/" in site
    assert "FILES_ACCEL=/uploads/" in (ROOT / "deploy/environment.example").read_text()
    assert reverse("home") == "/"


def test_shell_scripts_have_no_known_fault():
    scripts = [file for file in (*(ROOT / "script").iterdir(), *(ROOT / ".ci").iterdir()) if _is_shell(file)]
    assert len(scripts) >= 8
    done = subprocess.run(
        [Path(sys.executable).parent / "shellcheck", "--severity=warning", "--exclude=SC1111", *scripts],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def _is_shell(file):
    return file.is_file() and file.read_bytes().startswith(b"#!/usr/bin/env bash")
