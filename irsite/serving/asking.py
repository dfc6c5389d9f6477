"""A request of ASGI in the names of WSGI (PEP 3333).

The environment of the process is no part of it: it holds the secret key. Neither is a header with an underscore in
its name, which would pass for the one with a hyphen that a proxy has set.
"""

import io
import sys
from urllib.parse import unquote_to_bytes

ALWAYS = {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "newsroom",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multithread": True,
    "wsgi.multiprocess": False,
    "wsgi.run_once": False,
}
ONCE = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
# Between the values of a header that comes several times.
JOINTS = {"HTTP_COOKIE": ";"}


def environ_of(scope):
    """The environment of WSGI, with an empty body."""
    server, port = scope["server"] or ("", None)
    environ = ALWAYS | {
        "REQUEST_METHOD": scope["method"],
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server,
        "SERVER_PORT": str(port or ""),
        "REMOTE_ADDR": (scope["client"] or ("",))[0],
        "HTTP_HOST": "",
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(),
    }
    environ.update(_headers(scope["headers"]))
    return environ


def _headers(pairs):
    found = {}
    for name, value in pairs:
        name, value = name.decode("latin-1"), value.decode("latin-1")
        if name in ONCE:
            found.setdefault(ONCE[name], value)
        elif "_" not in name:
            key = "HTTP_" + name.replace("-", "_").upper()
            found[key] = f"{found[key]}{JOINTS.get(key, ',')}{value}" if key in found else value
    return found
