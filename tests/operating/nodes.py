"""A newsroom of several nodes on this machine: PostgreSQL, Redis, web servers, and nginx as in deploy/nginx.conf."""

import http.client
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import psycopg2

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "ir.example.com"
TOKEN = "a token for the tests alone"
# What stands in the newsroom before anybody comes; the passwords are those of tests/builders.py.
CONTENTS = """
import json, django; django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from releases.models import Attachment
from tests import builders
now = timezone.now()
people, records = builders.people(), builders.records()
day = builders.move_to_noon(records.issuer, now)
for person in (people.approver, people.second):
    person.email = f"{person.username}@velmora.example"
    person.save()
with_file = builders.draft(people, now, date=day, headline="Velmora Reports Figures")
table = Attachment(release=with_file, title="Table", file=SimpleUploadedFile("table.csv", b"phase,n\\n1,20\\n"))
table.full_clean(); table.save()
with_file.submit(by=people.writer, now=now)
builders.approve(with_file, people, now).publish(by=people.approver, now=now)
ready = [builders.approved(people, now, date=day, headline=f"Velmora Names Director {n}") for n in range(3)]
draft = builders.draft(people, now, date=day, headline="Velmora Considers")
print(json.dumps({
    "live": with_file.revisions.get().get_absolute_url(), "file": table.get_absolute_url(), "draft": draft.pk,
    "ready": [[release.pk, release.revisions.get().get_absolute_url()] for release in ready],
}))
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


class Newsroom:
    """Everything that runs, below one folder. `nodes` are started and stopped one by one."""

    def __init__(self, folder, database, *, nodes=2, workers=1, **settings):
        self.folder, self.workers = folder, workers
        self.redis_port, self.https, self.ports = (
            free_port(),
            free_port(),
            [free_port() for _ in range(nodes)],
        )
        self.running = {}
        for name in ("files", "cache", "temporary"):
            (folder / name).mkdir(exist_ok=True)
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "irsite.settings",
            "ENV_FILE": os.devnull,
            "SECRET_KEY": "a long text, 0123456789, for the tests alone, and for nothing else",
            "ALLOWED_HOSTS": HOST,
            "BEHIND_PROXY": "on",
            "SECOND_FACTOR": "off",
            "DATABASE_URL": database,
            "CACHE_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "FILES_URL": (folder / "files").as_uri(),
            "FILES_ACCEL": "/uploads/",
            "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
            "LOG_FORMAT": "json",
            "WATCH_TOKEN": TOKEN,
            **settings,
        }

    # What runs

    def start(self, name, *command):
        log = open(self.folder / f"{name}.log", "ab")  # noqa: SIM115  (the process writes it)
        self.running[name] = subprocess.Popen(
            [str(part) for part in command], cwd=ROOT, env=self.environment, stdout=log, stderr=log
        )

    def stop(self, name, number=signal.SIGTERM):
        """Stop it and wait; how it ended."""
        process = self.running.pop(name)
        process.send_signal(number)
        return process.wait(40)

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def fill(self):
        self.manage("migrate", "--verbosity", 0)
        done = subprocess.run(
            [sys.executable, "-c", CONTENTS], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def start_redis(self):
        self.start(
            "redis", "redis-server", "--port", self.redis_port, "--save", "", "--bind", "127.0.0.1",
            "--dir", self.folder,
        )  # fmt: skip
        wait_for(lambda: socket.create_connection(("127.0.0.1", self.redis_port), 1).close() or True)

    def start_node(self, number, application="irsite.asgi:application"):
        self.start(
            f"node {number}", sys.executable, "-m", "irsite.serving", application,
            "--port", self.ports[number], "--workers", self.workers,
        )  # fmt: skip

    def start_nodes(self):
        for number in range(len(self.ports)):
            self.start_node(number)
        for number in range(len(self.ports)):
            self.wait_until_ready(number)

    def wait_until_ready(self, number, seconds=30):
        wait_for(lambda: self.node(number).get("/readyz").status == 200, seconds)

    def start_nginx(self):
        (self.folder / "nginx.conf").write_text(self.nginx())
        certificate = ["-keyout", self.folder / "privkey.pem", "-out", self.folder / "fullchain.pem"]
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}", *certificate],
            check=True, capture_output=True,
        )  # fmt: skip
        self.start("nginx", "nginx", "-p", self.folder, "-c", self.folder / "nginx.conf", "-g", "daemon off;")
        wait_for(lambda: self.site().get("/healthz").status == 200)

    def nginx(self):
        """deploy/nginx.conf with the paths and ports of this newsroom, in the frame that a machine gives it."""
        site = (ROOT / "deploy/nginx.conf").read_text()
        node = "    server 127.0.0.1:8000 max_fails=0;\n"
        changes = {
            node: "".join(node.replace("8000", str(port)) for port in self.ports),
            "/var/cache/newsroom": f"{self.folder}/cache",
            "/etc/ssl/newsroom": str(self.folder),
            "/srv/newsroom/files": f"{self.folder}/files",
            "listen 443": f"listen 127.0.0.1:{self.https}",
            "listen 80;": f"listen 127.0.0.1:{free_port()};",
        }
        for old, new in changes.items():
            assert old in site, old
            site = site.replace(old, new)
        site = re.sub(r"    listen \[::\].*\n", "", site)
        # As deploy/README.md says: as the user who owns the files.
        user = "user root;" if os.getuid() == 0 else ""
        temporary = "".join(
            f"{name}_temp_path {self.folder}/temporary/{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        return (
            f"{user}\npid {self.folder}/nginx.pid;\nerror_log {self.folder}/nginx.log;\n"
            f"events {{}}\nhttp {{\naccess_log off;\n{temporary}{site}}}\n"
        )

    def end(self):
        for name in list(self.running):
            self.stop(name)

    # Who asks

    def site(self):
        return Visitor(self.https, tls=True)

    def node(self, number):
        return Visitor(self.ports[number], forwarded=True)

    def readiness(self, number):
        return json.loads(self.node(number).get("/readyz", Authorization=f"Bearer {TOKEN}").body)


class Answer:
    def __init__(self, response):
        self.status, self.headers, self.body = response.status, response.headers, response.read()

    @property
    def text(self):
        return self.body.decode()


class Visitor:
    """Somebody with cookies, at nginx or directly at a node."""

    def __init__(self, port, *, tls=False, forwarded=False):
        self.port, self.tls, self.cookies = port, tls, {}
        self.headers = {"Host": HOST} | ({"X-Forwarded-Proto": "https"} if forwarded else {})

    def ask(self, method, path, body=None, **headers):
        context = ssl._create_unverified_context() if self.tls else None  # noqa: S323  (a certificate of our own)
        kind = http.client.HTTPSConnection if self.tls else http.client.HTTPConnection
        connection = kind("127.0.0.1", self.port, timeout=20, **({"context": context} if self.tls else {}))
        sent = self.headers | headers
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            connection.request(method, path, body, sent)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _mark, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def send(self, path, data, files=None):
        """Send a form with the token of the page that it stands on."""
        token = {name: value for name, value in self.cookies.items() if "csrf" in name}
        data = {**data, "csrfmiddlewaretoken": next(iter(token.values()))}
        body, kind = _multipart(data, files) if files else (urlencode(data, doseq=True), None)
        kind = kind or "application/x-www-form-urlencoded"
        return self.ask("POST", path, body, **{"Content-Type": kind, "Referer": f"https://{HOST}{path}"})

    def sign_in(self, username):
        self.get("/admin/login/")
        answer = self.send("/admin/login/?next=/admin/", {"username": username, "password": "pass"})
        assert answer.status == 302, answer.text
        return self


class Form(HTMLParser):
    """What a browser would send of the form of a page, without pressing anything."""

    def __init__(self, page, identity):
        super().__init__()
        self.identity, self.inside, self.data, self.area, self.select = identity, False, {}, None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name")
        if tag == "form":
            self.inside = given.get("id") == self.identity
        elif not self.inside:
            return
        elif tag == "input" and name and given.get("type") not in ("submit", "file", "button"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self.data.setdefault(name, []).append(given.get("value") or "on" * ("checked" in given))
        elif tag == "textarea":
            self.area, self.data[name] = name, [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given:
            self.data.setdefault(self.select, []).append(given.get("value", ""))

    def handle_data(self, text):
        if self.inside and self.area:
            self.data[self.area][0] += text

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None


def _multipart(data, files):
    mark, parts = "newsroom-boundary", []
    rows = [
        (name, each)
        for name, value in data.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    for name, value in rows:
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, (filename, content) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"


def wait_for(is_there, seconds=30):
    """Ask until it is there; how long that took, in seconds."""
    start = time.monotonic()
    while True:
        try:
            if is_there():
                return time.monotonic() - start
        except (OSError, http.client.HTTPException):
            pass
        assert time.monotonic() - start < seconds, "It did not come in time."
        time.sleep(0.02)


def new_database(name, **parameters):
    """An empty database on the server that the parameters of psycopg2 lead to; its address for the settings."""
    connection = psycopg2.connect(**parameters)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    return f"postgres://{parameters['user']}@/{name}?host={parameters['host']}"
