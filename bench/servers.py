"""Starts what is measured: our site, a bare Django view, nginx with a file; each alone, each with one worker."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
HOST = "ir.example.com"
# What nginx in front would send on: the host that readers ask for, over HTTPS.
HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"}
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr;
events {{ worker_connections 1024; }}
http {{
  access_log off; types {{ text/html html; }} default_type text/html; sendfile on; tcp_nopush on;
  gzip on; gzip_static on; open_file_cache max=100;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}; add_header Cache-Control "public, max-age=1"; }}
}}
"""


@contextmanager
def newsroom(*, front=True, workers=1, **environment):
    """Our newsroom with the settings of a server behind a proxy; yields its port."""
    settings = {
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": HOST,
        "HTTPS": "on",
        "BEHIND_PROXY": "on",
        "PAGE_FRONT": "on" if front else "off",
        # One address asks thousands of times a second here, which is what the limits are there to stop.
        **{f"LIMIT_{name}": "1000000" for name in ("SEARCH", "FEEDS", "API")},
        "STATICFILES_STORAGE": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        **environment,
    }
    port = free_port()
    command = [sys.executable, "-m", "irsite.serving", "--port", str(port), "--workers", str(workers)]
    with process(command, cwd=ROOT, env=os.environ | settings):
        wait_for(port, "/")
        yield port


@contextmanager
def granian(application, *, cwd, python=sys.executable, ready="/", **environment):
    """Another Django by WSGI, with as many threads as ours has; a server that is quick at it. Yields its port."""
    port = free_port()
    command = [
        *(python, "-m", "granian", application, "--port", str(port), "--interface", "wsgi"),
        *(
            "--blocking-threads",
            "4",
            "--http",
            "1",
            "--runtime-mode",
            "st",
            "--no-ws",
            "--log-level",
            "error",
        ),
    ]
    with process(command, cwd=cwd, env=os.environ | environment):
        wait_for(port, ready)
        yield port


@contextmanager
def nginx(folder, page):
    """The bytes of `page` as a file, plain and compressed."""
    import gzip

    (folder / "index.html").write_bytes(page)
    (folder / "index.html.gz").write_bytes(gzip.compress(page, 6))
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    with process(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)], cwd=folder, env=os.environ):
        wait_for(port, "/")
        yield port


@contextmanager
def process(command, *, cwd, env):
    started = subprocess.Popen(command, cwd=cwd, env=env, start_new_session=True)
    try:
        yield started
    finally:
        os.killpg(started.pid, signal.SIGTERM)
        started.wait(20)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port, address, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            return fetch(port, address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    sys.exit(f"Nothing answers on port {port}.")


def fetch(port, address, **headers):
    """(status, headers, body as it came) of one request."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{address}", headers=HEADERS | headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def memory(port):
    """Megabytes of the process that listens on the port, shared pages counted in part (PSS)."""
    found = subprocess.run(
        ["pgrep", "-f", "--", f"--port {port}"], capture_output=True, text=True, check=True
    )
    lines = Path(f"/proc/{found.stdout.split()[0]}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
