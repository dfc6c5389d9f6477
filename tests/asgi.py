"""A request on a connection of the server's, for tests that need no server."""

import asyncio
from concurrent.futures import Executor, Future

import httptools
from django.utils.datastructures import CaseInsensitiveMapping
from uvicorn import Config
from uvicorn.server import ServerState

from irsite.serving.__main__ import OPTIONS
from irsite.serving.connection import Connection
from tests.fronts import HOST, Answer


class Wire(asyncio.Transport):
    """Reads the answer as a client does; `answer` is there when it has come whole."""

    def __init__(self, method):
        super().__init__()
        self.parser = httptools.HttpResponseParser(self)
        self.answer, self.headers, self.body = asyncio.get_running_loop().create_future(), {}, b""
        self.is_head = method == "HEAD"

    def write(self, data):
        self.parser.feed_data(data)

    def on_header(self, name, value):
        self.headers[name.decode()] = value.decode("latin-1")

    def on_headers_complete(self):
        if self.is_head:  # its length is that of a body that does not come
            self.on_message_complete()

    def on_body(self, body):
        self.body += body

    def on_message_complete(self):
        if not self.answer.done():
            status = self.parser.get_status_code()
            self.answer.set_result(Answer(status, CaseInsensitiveMapping(self.headers), self.body))

    def close(self):
        pass

    def is_closing(self):
        return False


class AtOnce(Executor):
    """In the thread of the test, which has its transaction, but out of the loop, in which Django forbids to ask."""

    def submit(self, call, *args):
        loop, future = asyncio.get_running_loop(), Future()
        asyncio._set_running_loop(None)
        try:
            future.set_result(call(*args))
        finally:
            asyncio._set_running_loop(loop)
        return future


def ask(serving, address, method="GET", body=b"", **headers):
    """Headers are given as WSGI names them, a list for one that comes several times."""
    return run(asked(serving, address, method, body, **headers))


def run(coroutine):
    """`asyncio.run`, on a worker too that has run a browser: Playwright's loop stays in its thread."""
    browsers = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return asyncio.run(coroutine)
    finally:
        asyncio._set_running_loop(browsers)


async def asked(serving, address, method="GET", body=b"", **headers):
    lines = [
        f"{name.removeprefix('HTTP_').replace('_', '-')}: {each}"
        for name, value in ({"HTTP_HOST": HOST} | headers).items()
        for each in (value if isinstance(value, list) else [value])
    ]
    config = Config(serving, **OPTIONS)
    connection, wire = Connection(config, ServerState(), {}), Wire(method)
    connection.connection_made(wire)
    head = "\r\n".join([f"{method} {address} HTTP/1.1", *lines, "", ""])
    connection.data_received(head.encode("latin-1") + body)
    answer = await wire.answer
    connection.connection_lost(None)
    return answer
