"""What `script/serve` says when it cannot start. `.ci/run` starts it in earnest."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = ("bash", "dirname", "sed", "cat", "cksum", "rm", "mkdir", "cp", "chmod", "env")


@pytest.fixture
def copy(tmp_path):
    """A checkout without an environment, in a folder with a space in its name."""
    copy = tmp_path / "a copy"
    shutil.copytree(ROOT / "script", copy / "script")
    for file in ROOT.glob("requirements*.txt"):
        shutil.copy(file, copy)
    return copy


@pytest.fixture
def tools(tmp_path):
    """A search path with the shell's own tools and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        (folder / name).symlink_to(shutil.which(name))
    return folder


def serve(copy, *arguments, **environment):
    environment = {"PATH": os.environ["PATH"], **environment}
    command = [copy / "script/serve", *arguments]
    return subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, timeout=60)


def python_that(folder, does):
    """A `python3.11` that claims to be new enough and otherwise does as told."""
    (folder / "python3.11").write_text(f'#!/usr/bin/env bash\ncase "$*" in\n{does}\nesac\n')
    (folder / "python3.11").chmod(0o755)


def test_busy_port_is_named(copy):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = serve(copy, PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is in use." in done.stderr


@pytest.mark.parametrize("port", ["http", "0", "65536", "99999999999999999999", "80 80"])
def test_impossible_port_is_named(copy, port):
    done = serve(copy, PORT=port)
    assert done.returncode == 1
    assert f"PORT is “{port}”" in done.stderr


def test_unknown_argument_is_named(copy):
    done = serve(copy, "--port=80")
    assert done.returncode == 1
    assert "does not know “--port=80”" in done.stderr


def test_missing_python_is_named(copy, tools):
    done = serve(copy, PORT="1", PATH=str(tools))
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed")


def test_missing_venv_is_named(copy, tools):
    python_that(tools, '*"-m venv"*) exit 1 ;;')
    done = serve(copy, PORT="1", PATH=str(tools))
    assert done.returncode == 1
    assert "python3-venv is missing" in done.stderr


def test_failure_of_pip_is_named_and_leaves_no_stamp(copy, tools):
    python_that(
        tools,
        '*"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;\n*"pip install"*) exit 1 ;;',
    )
    done = serve(copy, PORT="1", PATH=str(tools))
    assert done.returncode == 1
    assert "The packages could not be installed" in done.stderr
    assert not list(copy.glob(".venv/installed*"))


def test_help_tells_the_usage(copy):
    assert "script/serve --new-passwords" in serve(copy, "--help").stdout
