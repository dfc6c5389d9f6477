"""A real nginx, with the location that docs/files.md shows, sends the files and keeps what is not public."""

import datetime as dt
import getpass
import http.client
import re
import socket
import subprocess
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.conftest import NGINX

from .test_files import attached

pytestmark = [pytest.mark.nginx, pytest.mark.django_db(transaction=True)]
MINUTE = dt.timedelta(minutes=1)
DOCS = Path(__file__).resolve().parents[2] / "docs/files.md"
CONTENT = b"%PDF-" + bytes(range(256)) * 40
SERVER = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; {user}
events {{ }}
http {{
  access_log off; types {{ }} default_type text/plain;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass {site}; proxy_set_header Host localhost; }}
    {location}
  }}
}}
"""


@pytest.fixture
def nginx(live_server, settings, tmp_path):
    """The port of an nginx in front of the live server."""
    settings.FILES_ACCEL = "/uploads/"
    port = free_port()
    written = re.search(r"```nginx\n(.*?)```", DOCS.read_text(), re.S).group(1)
    folder = tmp_path / "nginx"
    folder.mkdir()
    (folder / "nginx.conf").write_text(
        SERVER.format(
            folder=folder,
            port=port,
            site=live_server.url,
            user="user root;" if getpass.getuser() == "root" else "",
            location=written.replace("/srv/newsroom/files/", f"{tmp_path}/"),
        )
    )
    command = [NGINX, "-e", folder / "error.log", "-c", folder / "nginx.conf"]
    process = subprocess.Popen(command)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def wait_for(port, process):
    for _attempt in range(200):
        assert process.poll() is None, "nginx ended."
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("nginx does not listen.")


def ask(port, path, method="GET", **headers):
    """(status, headers, body)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    response = connection.getresponse()
    told = {
        name: value for name, value in response.getheaders() if name not in ("Date", "Server", "Connection")
    }
    return response.status, told, response.read()


def test_nginx_sends_public_files_and_no_others(nginx, people, records, now, monkeypatch):
    """One server for all of it: to start it costs most."""
    public = attached(people, now, now + MINUTE, content=CONTENT)
    waiting = attached(people, now, now + 3 * MINUTE, content=CONTENT)
    monkeypatch.setattr("embargo.middleware.timezone", SimpleNamespace(now=lambda: now + 2 * MINUTE))
    path = public.get_absolute_url()

    status, told, body = ask(nginx, path)
    assert (status, body, told["Content-Type"]) == (200, CONTENT, "application/pdf")
    assert told["Content-Disposition"] == 'inline; filename="q3-results.pdf"'
    assert told["Content-Security-Policy"].startswith("default-src 'none'")
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Cache-Control"] == "public, max-age=1"
    assert "Last-Modified" not in told
    assert "X-Accel-Redirect" not in told

    assert ask(nginx, path, "HEAD")[::2] == (200, b"")
    assert ask(nginx, path, If_None_Match=told["ETag"])[0] == 304
    part = ask(nginx, path, Range="bytes=5-9", If_Range=told["ETag"])
    assert (part[0], part[2], part[1]["Content-Range"]) == (206, CONTENT[5:10], f"bytes 5-9/{len(CONTENT)}")
    assert ask(nginx, path, Range="bytes=5-9", If_Range='"other"')[2] == CONTENT
    assert ask(nginx, path, Range="bytes=999999-")[0] == 416

    for inside in (public.file.name, f"%2e/{public.file.name}", f"../uploads/{public.file.name}", ""):
        assert ask(nginx, f"/uploads/{inside}", X_Accel_Redirect="/uploads/")[0] == 404

    for headers in ({}, {"Range": "bytes=5-9"}, {"If_None_Match": "*"}):
        known = ask(nginx, waiting.get_absolute_url(), **headers)
        assert known == ask(nginx, "/files/0000aaaa/q3-results.pdf", **headers)
        assert known[0] == 404
