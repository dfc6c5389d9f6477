"""The page front with a clock and a timer that tests turn, asked as a server asks it."""

import gzip
import io
import sys
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from embargo.front import Front
from embargo.front.watching import Watch
from irsite.front import KNOWN, PASSED

HOST = "localhost"
SETTLE = (
    "SET CONSTRAINTS ALL IMMEDIATE",
    "SET CONSTRAINTS ALL DEFERRED",
    "SELECT set_config('embargo.counted', '', true)",
)


@dataclass
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        is_gzip = self.headers.get("Content-Encoding") == "gzip"
        return (gzip.decompress(self.body) if is_gzip else self.body).decode()


class Site:
    """`made` counts what Django was asked; `application` stands in its place where a test says so."""

    def __init__(self, now, application=None):
        self.now, self.seconds, self.made = now, 0.0, 0
        self.application = application or WSGIHandler()
        self.watch = Watch(clock=lambda: self.now, timer=lambda: self.seconds)
        self.front = Front(self._ask, KNOWN, PASSED, self.watch, timer=lambda: self.seconds)

    def get(self, address, method="GET", **headers):
        return ask(self.front, address, method, **headers)

    def directly(self, address, method="GET", **headers):
        """What Django answers without the front, at the same instant."""
        return ask(self.application, address, method, **{"embargo.now": self.now, **headers})

    def a_second_later(self):
        """What was written is committed, and the front looks again."""
        settle()
        self.seconds += 1

    def _ask(self, environ, start_response):
        self.made += 1
        return self.application(environ, start_response)


@contextmanager
def one_connection():
    """Requests without Django's test client: none may close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def settle():
    """Within the transaction of a test: let the database do what it does at a commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in SETTLE:
                cursor.execute(statement)


def ask(application, address, method="GET", **headers):
    head = []
    response = application(
        environ(address, method, **headers), lambda status, found, exc_info=None: head.extend((status, found))
    )
    try:
        body = b"".join(response)
    finally:
        getattr(response, "close", lambda: None)()
    # A server sends no body with the answer to HEAD.
    return Answer(int(head[0][:3]), dict(head[1]), b"" if method == "HEAD" else body)


def environ(address, method="GET", **headers):
    """Headers are given as WSGI names them: `HTTP_COOKIE="a=b"`."""
    path, _mark, query = address.partition("?")
    return {
        **{"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": ""},
        **{
            "SERVER_NAME": HOST,
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
        },
        **{"wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr},
        "HTTP_HOST": HOST,
        **headers,
    }


def stub(status="200 OK", body=b"page", **headers):
    """An application that answers all alike; `headers` with underscores."""
    headers = {"Cache-Control": "public, max-age=1", "Content-Type": "text/html"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }

    def application(environ, start_response):
        start_response(status, list(headers.items()))
        return Body([body])

    return application


class Body(list):
    """As Django's response: it is no stream, and wants to be closed."""

    streaming, closed = False, 0

    def close(self):
        Body.closed += 1
