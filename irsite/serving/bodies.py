"""What a request brings, collected on the event loop before a thread is taken for it.

Nothing is collected of what is refused anyway (irsite/doors/bodies.py), nor of what does not say how long it is:
Django reads neither.
"""

import asyncio
from tempfile import SpooledTemporaryFile
from types import SimpleNamespace

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.wsgi import WSGIRequest
from django.db import Error, close_old_connections

from irsite.doors.bodies import STRANGER, allowed, size_of_body

# Whoever sends nothing for so long is not waited for any more, in seconds.
SILENCE = 20
# So much of a body is in memory, the rest on the disk, in bytes.
IN_MEMORY = 1024 * 1024


class TooSlow(Exception):
    """The client went on sending nothing."""


class Gone(Exception):
    """The client went away before its request or our answer was whole."""


async def collect(receive, length):
    """A file with the body of so many bytes. TooSlow or Gone if it does not come, OSError if the disk is full."""
    file, more = SpooledTemporaryFile(IN_MEMORY), True  # noqa: SIM115  (it is closed with the request)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(SILENCE) as silence:
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Gone
                file.write(message["body"])
                more = message["more_body"]
                silence.reschedule(loop.time() + SILENCE)
    except TimeoutError as error:
        raise TooSlow from error
    file.seek(0)
    return file


async def until_gone(receive):
    """Until the client went away."""
    while (await receive())["type"] != "http.disconnect":
        pass


def length_of(environ):
    """How many bytes Django would read."""
    return size_of_body(SimpleNamespace(META=environ))  # all that is asked of it


def is_allowed(environ, length):
    """Whether whoever asks may bring so much. It asks the database who that is, so it belongs into a thread."""
    request = WSGIRequest(environ)
    close_old_connections()
    try:
        for middleware in (SessionMiddleware, AuthenticationMiddleware):
            middleware(_nothing).process_request(request)
        return length <= allowed(request)
    except Error:  # Django will find the same, and says it in words
        return False
    finally:
        close_old_connections()


def is_small(length):
    return length <= STRANGER


def _nothing(request):
    raise NotImplementedError
