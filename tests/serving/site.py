"""What the tests of the server run: our Django without a database, and some answers that only tests ask for.

`asgi` is served as the newsroom is, `wsgi` is what granian's own WSGI makes of the same.
"""

import itertools
import json
import os
import threading
import time
from functools import partial
from pathlib import Path

from irsite.wsgi import django_application

# isort: split
from embargo.front import Front
from embargo.front.watching import Period, Watch
from irsite.serving import bodies, connection
from irsite.serving.application import Serving

bodies.SILENCE = connection.PATIENCE = float(os.environ["SILENCE"])
FILE = Path(os.environ["LARGE_FILE"])
PUBLIC = ("Cache-Control", "public, max-age=1")
# A folder that is there as long as /wait is to wait; a file in it for each that does.
WAITING = Path(os.environ["WAITING"])
numbers, begun, closed = itertools.count(), itertools.count(), []


class Still(Watch):
    """Nothing ever changes."""

    def _compare(self):
        self.last = self.last or Period(1, self.clock(), None, None)


class Body:
    """As Django's: it wants to be closed, and where it was made."""

    def __init__(self, pieces, on_disk=None):
        self.pieces, self.on_disk, self.thread = pieces, on_disk, threading.get_ident()

    def __iter__(self):
        return iter(self.pieces)

    def close(self):
        closed.append(threading.get_ident() == self.thread)


def application(environ, start_response):
    answer = ANSWERS.get(environ["PATH_INFO"])
    return answer(environ, start_response) if answer else django_application(environ, start_response)


def told(environ, start_response):
    """The environment, without what differs from server to server and process to process."""
    known = {name: value for name, value in environ.items() if os.environ.get(name) != value}
    known["body"] = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(known, default=lambda value: type(value).__name__).encode()]


def stream(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/csv")])
    return Body(iter(partial(FILE.open("rb").read, 100_000), b""))


def pieces(environ, start_response):
    """As most answers of Django are: a list, with its length."""
    whole = FILE.read_bytes()
    start_response("200 OK", [("Content-Length", str(len(whole)))])
    return [whole[:2_000_000], whole[2_000_000:]]


def file(environ, start_response):
    start_response("200 OK", [("Content-Length", str(FILE.stat().st_size))])
    return Body([], (str(FILE), 0, FILE.stat().st_size - 1))


def part(environ, start_response):
    start_response("206 Partial Content", [("Content-Range", f"bytes 5-2000005/{FILE.stat().st_size}")])
    return Body([], (str(FILE), 5, 2_000_005))


def page(environ, start_response):
    start_response("200 OK", [PUBLIC, ("Content-Type", "text/html")])
    return Held([b"held"])


class Held(list):
    streaming = False

    def close(self):
        closed.append(True)


def wait(environ, start_response):
    """Takes a thread until the test lets go."""
    WAITING.joinpath(str(next(numbers))).touch()
    while WAITING.exists():
        time.sleep(0.01)
    start_response("200 OK", [])
    return [b"waited"]


def begin(environ, start_response):
    start_response("200 OK", [])
    return [str(next(begun)).encode()]


def cookies(environ, start_response):
    start_response("200 OK", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("X-Name", "a b")])
    return [b"x"]


def nothing(environ, start_response):
    start_response("204 No Content", [])
    return []


def fault(environ, start_response):
    return 1 / 0


def facts(environ, start_response):
    start_response("200 OK", [])
    return [json.dumps({"closed": closed}).encode()]


ANSWERS = {
    f"/{answer.__name__}": answer
    for answer in (told, stream, pieces, file, part, page, wait, begin, cookies, nothing, fault, facts)
}


front = Front(application, passed=("/admin", "/healthz", *ANSWERS.keys() - {"/page"}), watch=Still())
asgi, wsgi = Serving(front), application
