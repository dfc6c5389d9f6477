"""A client's connection: uvicorn's, with a shorter way to what is held, and with bounds that uvicorn leaves to proxies.

A plain request for a page that is held is answered as soon as its head has come: no task, no WSGI, one write.
"""

import logging
import sys

from httptools import HttpParserError
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from .answering import PLAIN

# How long a client may take for the head of a request, or for reading a little of an answer; in seconds. Longer
# than nginx keeps a connection that nobody uses, so that it is always nginx who ends one.
PATIENCE = 75
# How long a connection on which nothing was asked stays open when the server is asked to end, in seconds: its first
# request may be under way.
FAREWELL = 1
# A longer head is refused, in bytes; browsers and proxies send a few thousand.
MAX_HEAD = 64 * 1024


def _refusal(line, text):
    """The last answer on a connection."""
    headers = "".join(f"{name.lower()}: {value}\r\n" for name, value in PLAIN)
    return f"HTTP/1.1 {line}\r\n{headers}content-length: {len(text)}\r\n\r\n{text}".encode()


BAD = _refusal("400 Bad Request", "This is no request that can be read.\n")
TOO_LARGE = _refusal("431 Request Header Fields Too Large", "The head of it is too large.\n")

logger = logging.getLogger(__name__)


class Connection(HttpToolsProtocol):
    """The application is a `Serving`: its `shortcuts` know what can be answered at once."""

    def connection_made(self, transport):
        super().connection_made(transport)
        self.head, self.is_answered, self.is_new = 0, False, True
        self.waits_since = self.stuck_since = self.loop.time()
        self.watching = self.loop.call_later(PATIENCE, self._watch)

    def connection_lost(self, exc):
        self.watching.cancel()
        super().connection_lost(exc)

    def data_received(self, data):
        self.head += len(data)
        super().data_received(data)
        if self.head > MAX_HEAD and not self._is_asked():
            self._refuse(TOO_LARGE)

    def on_headers_complete(self):
        self.is_new = False
        answer = self._at_once()
        if answer is None:
            super().on_headers_complete()
            return
        self.is_answered, self.waits_since = True, self.loop.time()
        self.transport.write(answer)

    def send_400_response(self, msg):
        error = sys.exc_info()[1].__context__
        if error and not isinstance(error, (HttpParserError, UnicodeError)):
            logger.error("A request could not be taken.", exc_info=error)  # a fault of ours
        self._refuse(BAD)

    def on_body(self, body):
        self.head = 0
        super().on_body(body)

    def on_message_complete(self):
        self.head = 0
        if self.is_answered:
            self.is_answered = False
        else:
            super().on_message_complete()

    def on_response_complete(self):
        self.waits_since = self.loop.time()
        super().on_response_complete()

    def pause_writing(self):
        self.stuck_since = self.loop.time()
        super().pause_writing()

    def shutdown(self):
        if self.is_new:
            self.loop.call_later(FAREWELL, super().shutdown)
        else:
            super().shutdown()

    def _refuse(self, answer):
        self.transport.write(answer)
        self.transport.close()

    def _at_once(self):
        """The bytes of the answer; None if it takes a task, or has to wait its turn or for the client to read."""
        parser = self.parser
        if self._is_asked() or self.flow.write_paused or parser.get_method() != b"GET":
            return None
        if parser.get_http_version() != "1.1" or not parser.should_keep_alive():
            return None
        return self.app.shortcuts.find(self.url, self.scheme, self.headers, self.server_state.default_headers)

    def _is_asked(self):
        """Whether a request is under way."""
        return self.cycle is not None and not self.cycle.response_complete

    def _watch(self):
        """End the connection of a client that keeps us waiting."""
        since = self.stuck_since if self.flow.write_paused else None if self._is_asked() else self.waits_since
        if since is not None and self.loop.time() - since >= PATIENCE:
            self.transport.abort()
        else:
            self.watching = self.loop.call_later(PATIENCE / 5, self._watch)
