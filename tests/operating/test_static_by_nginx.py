"""A real nginx sends static files as deploy/ says: compressed as the browser takes them, and kept for ever."""

import getpass
import http.client
import os
import re
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import NGINX

from .nodes import Newsroom

pytestmark = pytest.mark.nginx
DEPLOY = Path(__file__).resolve().parent.parent.parent / "deploy"
MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
FORMS = {"": b"body { color: black }", ".gz": b"(by gzip)", ".br": b"(by brotli)"}
SERVER = """
{module} {user} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log off; types {{ text/css css; }}
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  server {{ listen 127.0.0.1:{port}; {location} }}
}}
"""


def write_site(folder, port, *, brotli):
    """The site's own place for static files in the frame that a machine gives it."""
    location = re.search(
        r"location /static/ \{.*?\n    \}", (DEPLOY / "nginx.conf").read_text(), re.S
    ).group()
    changes = {"/srv/newsroom/app/var/static/": f"{folder}/static/", "/etc/nginx/snippets/": f"{folder}/"}
    for old, new in changes.items():
        assert old in location
        location = location.replace(old, new)
    if brotli:
        (folder / "newsroom-brotli.conf").write_text((DEPLOY / "brotli.conf").read_text())
    frame = {
        "module": f"load_module {MODULE};" if brotli else "",
        "user": "user root;" if getpass.getuser() == "root" else "",
    }
    site = SERVER.format(folder=folder, port=port, location=location, **frame)
    (folder / "nginx.conf").write_text(site)


@pytest.fixture
def serve(tmp_path):
    """Starts nginx and gives what asks for a style sheet: (headers, body) by `Accept-Encoding`."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    (tmp_path / "static").mkdir()
    for ending, content in FORMS.items():
        (tmp_path / f"static/site.css{ending}").write_bytes(content)
    started = []

    def start(**options):
        write_site(tmp_path, port, **options)
        command = [NGINX, "-e", tmp_path / "error.log", "-c", tmp_path / "nginx.conf"]
        started.append(subprocess.Popen(command))
        return lambda encoding: _ask(port, encoding, started[0])

    yield start
    for process in started:
        process.terminate()
        process.wait(10)


def _ask(port, encoding, process):
    for _attempt in range(200):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/static/site.css", headers={"Accept-Encoding": encoding})
        except ConnectionRefusedError:
            assert process.poll() is None, "nginx ended."
            time.sleep(0.02)
            continue
        answer = connection.getresponse()
        return answer.headers, answer.read()
    raise AssertionError("nginx does not listen.")


def test_static_files_come_compressed_and_are_kept_for_ever(serve):
    ask = serve(brotli=False)
    headers, body = ask("gzip, br")
    assert (headers["Content-Encoding"], body) == ("gzip", FORMS[".gz"])
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert ask("identity")[1] == FORMS[""]


@pytest.mark.skipif(
    not (MODULE.exists() or os.environ.get("CI")), reason="needs libnginx-mod-http-brotli-static"
)
def test_with_its_module_nginx_sends_what_brotli_made(serve):
    ask = serve(brotli=True)
    headers, body = ask("gzip, deflate, br, zstd")
    assert (headers["Content-Encoding"], headers["Content-Type"], body) == ("br", "text/css", FORMS[".br"])
    assert ask("gzip")[1] == FORMS[".gz"]


@pytest.mark.nodes
def test_nginx_takes_the_whole_site(tmp_path):
    newsroom = Newsroom(tmp_path, database="")
    (tmp_path / "nginx.conf").write_text(newsroom.nginx())
    certificate = ["-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem", "-subj", "/CN=a"]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *certificate], check=True)
    done = subprocess.run(["nginx", "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"], capture_output=True)
    assert b"test is successful" in done.stderr
    assert b"[warn]" not in done.stderr
