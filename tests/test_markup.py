"""Every public page through the Nu HTML checker: `VNU_JAR` names it (vnu-jar on npm), Java runs it."""

import json
import os
import shutil
import subprocess

import pytest
from django.utils import timezone

from irsite.demo.load import load

from .pages import FAULTS, addresses, fault

pytestmark = [pytest.mark.checker, pytest.mark.django_db]


def test_every_page_is_valid_html(client, tmp_path):
    now = timezone.now()
    load(now)
    folder = tmp_path / "pages"
    folder.mkdir()
    for kind, address in addresses(now).items():
        (folder / f"{kind}.html").write_bytes(client.get(address).content)
    for status in FAULTS:
        (folder / f"{status}.html").write_text(fault(status))
    found = findings(folder)
    assert not found, "\n".join(found)


def findings(folder):
    """What the checker says of the pages in a folder: errors and warnings."""
    command = [shutil.which("java"), "-jar", os.environ["VNU_JAR"], "--format", "json", "--stdout", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return [
        f"{message.get('url', '').rpartition('/')[2]}:{message.get('lastLine')}: {message['message']} "
        f"{message.get('extract', '')[:120]!r}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
