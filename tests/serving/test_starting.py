"""How the server starts, or does not."""

import os
import socket
import subprocess
import sys

import pytest

from tests.operating.nodes import ROOT

GIVEN = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "SECRET_KEY": "of the tests", "HTTPS": "off"}


def started(*options, **environment):
    command = [sys.executable, "-m", "irsite.serving", *options]
    return subprocess.run(
        command, cwd=ROOT, env=GIVEN | environment, capture_output=True, text=True, timeout=20, check=False
    )


def test_wrong_setting_is_said_once_and_ends_the_start():
    done = started("--workers", "2", HTTPS="perhaps")
    assert done.returncode == 1
    assert done.stderr.startswith("Settings: HTTPS ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("workers", ["1", "2"])
def test_port_that_is_taken_ends_the_start(workers):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = started("--port", str(taken.getsockname()[1]), "--workers", workers)
    assert done.returncode in (1, 3)
    assert "address already in use" in done.stderr.lower()
