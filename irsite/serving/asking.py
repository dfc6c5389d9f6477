"""A request of RSGI in the names of WSGI (PEP 3333), as granian's own WSGI gives them.

The environment of the process is no part of it: it holds the secret key. Neither is a header with an underscore in
its name, which would pass for the one with a hyphen that a proxy has set.
"""

import io
import sys

ALWAYS = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "Granian",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multithread": True,
    "wsgi.multiprocess": False,
    "wsgi.run_once": False,
}
ONCE = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
# Between the values of a header that comes several times.
JOINTS = {"cookie": ";"}


def environ_of(scope, headers):
    """The environment of WSGI, with an empty body."""
    server, _colon, port = scope.server.rpartition(":")
    environ = ALWAYS | {
        "REQUEST_METHOD": scope.method,
        # Of a path's bytes, those that are no UTF-8 have come as U+FFFD.
        "PATH_INFO": _as_latin_1(scope.path),
        "QUERY_STRING": _as_latin_1(scope.query_string),
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "SERVER_NAME": _bare(server),
        "SERVER_PORT": port,
        "REMOTE_ADDR": _bare(scope.client.rpartition(":")[0]),
        "HTTP_HOST": scope.authority or "",
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(),
    }
    for name in headers.keys():  # noqa: SIM118  (no dict: each name once, in one call)
        if name not in ONCE and "_" not in name:
            environ[_named(name)] = JOINTS.get(name, ",").join(headers.get_all(name))
    for name, key in ONCE.items():
        if name in headers:
            environ[key] = headers.get(name, "")
    return environ


def _named(name):
    return "HTTP_" + name.replace("-", "_").upper()


def _as_latin_1(text):
    """As WSGI wants bytes."""
    return text if text.isascii() else text.encode().decode("latin-1")


def _bare(address):
    """An IPv6 address comes in brackets, before its port."""
    return address.removeprefix("[").removesuffix("]")
