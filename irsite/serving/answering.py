"""What WSGI answers: taken whole by a thread, and sent by the event loop at the pace of the client.

A large answer waits on the disk meanwhile, unless it is a file that lies there anyway.
"""

import asyncio
from contextlib import closing
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

from operating.bare import BARE

# An answer that is larger is sent from the disk, in bytes.
IN_MEMORY = 1024 * 1024
# Answers that never have a body (RFC 9110, 6.4.1).
WITHOUT_BODY = (204, 304)
# What the server itself has to say, it says so.
PLAIN = [("Content-Type", "text/plain; charset=utf-8"), *BARE.items(), ("Connection", "close")]
# What is read of it at a time, in bytes.
PIECE = 64 * 1024


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


async def give(taken, send):
    """Send the answer by ASGI."""
    body = taken.body
    if isinstance(body, bytes):
        await _begin(taken, len(body), send)
        await send({"type": "http.response.body", "body": body})
        return
    path, first, last = body if isinstance(body, tuple) else (None, 0, body.tell() - 1)
    with closing(open(path, "rb") if path else body) as file:
        await _begin(taken, last + 1 - first, send)
        await _send_part(file, first, last, send)


async def _begin(taken, length, send):
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in taken.headers]
    if taken.status not in WITHOUT_BODY and not any(name.lower() == b"content-length" for name, _ in headers):
        headers.append((b"content-length", b"%d" % length))
    await send({"type": "http.response.start", "status": taken.status, "headers": headers})


async def _send_part(file, first, last, send):
    file.seek(first)
    left = last + 1 - first
    while left:
        piece = file.read(min(PIECE, left))
        left -= len(piece)
        await send({"type": "http.response.body", "body": piece, "more_body": left > 0})
        # Nothing is waited for if the client reads as fast as we do, or is gone; others have a turn all the same.
        await asyncio.sleep(0)


def _on_disk(response):
    """Where the bytes lie that are to be sent, if they lie on the disk and are many; whoever made it tells."""
    place = getattr(response, "on_disk", None)
    return place if place and place[2] - place[1] >= IN_MEMORY else None


def _whole(response):
    """All of it as bytes, or as a file if it is large."""
    # What Django answers begins anew whenever it is gone through.
    chunks, size, rest = [], 0, iter(response)
    for chunk in rest:
        chunks.append(chunk)
        size += len(chunk)
        if size > IN_MEMORY:
            return _spooled(chunks, rest)
    return b"".join(chunks)


def _spooled(chunks, rest):
    file = TemporaryFile()  # noqa: SIM115  (it is closed when it is sent)
    for part in (chunks, rest):
        file.writelines(part)
    file.flush()
    return file


def _nothing():
    pass
