"""One server for all tests of a module, and a client that knows no manners."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.operating.nodes import ROOT, free_port, wait_for

SILENCE = 1  # seconds; twenty and seventy-five in earnest
OURS = "irsite.serving", "tests.serving.site:asgi"
OTHER = "granian", "tests.serving.site:wsgi", "--interface", "wsgi", "--blocking-threads", "4", "--http", "1"


class Server:
    def __init__(self, folder, *command):
        self.folder, self.port = folder, free_port()
        self.large, self.waiting = folder / "large", folder / "waiting"
        self.large.write_bytes(os.urandom(5_000_000))
        environment = {
            **{
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "ENV_FILE": os.devnull,
                "PYTHONUNBUFFERED": "1",
            },
            **{"SECRET_KEY": "of the tests", "HTTPS": "off", "SECOND_FACTOR": "off"},
            **{"DATABASE_URL": f"sqlite:///{folder}/nothing.sqlite3", "SILENCE": str(SILENCE)},
            **{"LARGE_FILE": str(self.large), "WAITING": str(self.waiting)},
            "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        }
        command = [sys.executable, "-m", *command, "--port", str(self.port)]
        self.log = folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def wait_until_ready(self):
        wait_for(lambda: self.ask("/healthz").status == 200)
        return self

    def connect(self, sent=b""):
        client = Client(self.port)
        client.sendall(sent)
        return client

    def ask(self, address, method="GET", *lines):
        with self.connect(request(address, method, *lines)) as client:
            return client.answer(method)

    def occupied(self, threads=4):
        """Clients for whom every thread is at work until `let_go`."""
        self.waiting.mkdir()
        clients = [self.connect(request("/wait")) for _each in range(threads)]
        wait_for(lambda: len(list(self.waiting.iterdir())) == threads)
        return clients

    def let_go(self):
        self.waiting.rename(self.folder / f"waited-{time.monotonic()}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


class Client(socket.socket):
    def __init__(self, port):
        super().__init__()
        self.settimeout(10)
        # A small window, so that whoever does not read soon makes the server wait.
        self.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.connect(("127.0.0.1", port))

    def answer(self, method="GET"):
        return Reply(self, method)


class Reply:
    """As it came, one header after another; the body by its length, in chunks or until the end."""

    def __init__(self, client, method):
        with client.makefile("rb") as lines:
            self.line = lines.readline()
            self.status = int(self.line.split()[1]) if self.line else None
            self.headers = list(iter(lambda: lines.readline().rstrip(b"\r\n").decode("latin-1"), ""))
            found = dict(header.lower().split(": ", 1) for header in self.headers if ": " in header)
            has_body = method != "HEAD" and self.status not in (None, 204, 304)
            self.body = _body(lines, found) if has_body else b""


def _body(lines, headers):
    if "content-length" in headers:
        return lines.read(int(headers["content-length"]))
    if "transfer-encoding" not in headers:
        return lines.read()
    pieces = []
    while size := int(lines.readline(), 16):
        pieces.append(lines.read(size))
        lines.readline()
    lines.readline()
    return b"".join(pieces)


def request(address, method="GET", *lines):
    """The bytes of a request; `lines` are further headers."""
    head = [f"{method} {address} HTTP/1.1", "Host: localhost", *lines, "", ""]
    return "\r\n".join(head).encode("latin-1")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("asgi"), *OURS)
    yield server.wait_until_ready()
    server.stop()


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """The same behind another server, by WSGI."""
    server = Server(tmp_path_factory.mktemp("wsgi"), *OTHER)
    yield server.wait_until_ready()
    server.stop()
