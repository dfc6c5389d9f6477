"""What WSGI answers: taken whole by a thread, and sent by the event loop at the pace of the client.

A large answer waits on the disk meanwhile, unless it is a file that lies there anyway. granian sends from a path.
"""

import asyncio
import os
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

# An answer that is larger is sent from the disk, in bytes.
IN_MEMORY = 1024 * 1024
# A file of ours has no name but its descriptor, which is kept until granian has opened it: so long, in seconds.
UNTIL_OPENED = 60


@dataclass
class Taken:
    """A whole answer. `body` is bytes, a file of ours, or (path, first byte, last byte) of one that stays."""

    status: int
    headers: list
    body: Any


def take(application, environ):
    """Ask `application`, and close what it answers in this thread: that is where Django's connections are."""
    head = []
    response = application(environ, lambda status, headers, exc_info=None: head.extend((status, headers)))
    try:
        status, headers = head
        return Taken(int(status[:3]), headers, _on_disk(response) or _whole(response))
    finally:
        getattr(response, "close", _nothing)()
        environ["wsgi.input"].close()


def send(taken, proto):
    """Hand the answer over to granian."""
    status, headers, body = taken.status, taken.headers, taken.body
    if isinstance(body, bytes):
        proto.response_bytes(status, headers, body)
    elif isinstance(body, tuple):
        path, first, last = body
        if status == 206:
            proto.response_file_range(status, headers, path, first, last + 1)
        else:
            proto.response_file(status, headers, path)
    else:
        proto.response_file(status, _with_length(headers, body), f"/proc/self/fd/{body.fileno()}")
        asyncio.get_running_loop().call_later(UNTIL_OPENED, body.close)


def _on_disk(response):
    """Where the bytes lie that are to be sent, if they lie on the disk and are many; whoever made it tells."""
    place = getattr(response, "on_disk", None)
    return place if place and place[2] - place[1] >= IN_MEMORY else None


def _whole(response):
    """All of it as bytes, or as a file if it is large."""
    chunks, size = [], 0
    for chunk in response:
        chunks.append(chunk)
        size += len(chunk)
        if size > IN_MEMORY:
            return _spooled(chunks, response)
    return b"".join(chunks)


def _spooled(chunks, rest):
    file = TemporaryFile()  # noqa: SIM115  (it is closed when it is sent)
    for part in (chunks, rest):
        file.writelines(part)
    file.flush()
    return file


def _with_length(headers, file):
    if any(name.lower() == "content-length" for name, _value in headers):
        return headers
    return [*headers, ("Content-Length", str(os.fstat(file.fileno()).st_size))]


def _nothing():
    pass
