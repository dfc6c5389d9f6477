"""A request as granian gives it to an application of RSGI, for tests that need no server."""

import asyncio
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from urllib.parse import unquote

from tests.fronts import HOST, Answer


@dataclass
class Scope:
    method: str
    path: str
    query_string: str
    headers: object
    scheme: str = "http"
    http_version: str = "1.1"
    server: str = "127.0.0.1:80"
    client: str = "127.0.0.1:50000"
    authority: str | None = None


class Headers:
    """`pairs` of names in small letters and values; a name may come several times."""

    def __init__(self, pairs):
        self.pairs = pairs

    def __contains__(self, name):
        return any(name == each for each, _value in self.pairs)

    def keys(self):
        return list(dict(self.pairs))

    def get_all(self, name):
        return [value for each, value in self.pairs if each == name]

    def get(self, name, default=None):
        return next(iter(self.get_all(name)), default)


class Protocol:
    """Notes the answer. `chunks` are what the client sends; then it waits, or is gone."""

    def __init__(self, chunks=()):
        self.chunks, self.answer = chunks, None

    async def __aiter__(self):
        for chunk in self.chunks:
            yield chunk

    async def client_disconnect(self):
        await asyncio.Event().wait()

    def response_bytes(self, status, headers, body):
        self.answer = Answer(status, dict(headers), body)


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


def ask(serving, address, method="GET", chunks=(), **headers):
    """Headers are given as WSGI names them, a list for one that comes several times."""
    return asyncio.run(asked(serving, address, method, chunks, **headers))


async def asked(serving, address, method="GET", chunks=(), **headers):
    path, _mark, query = address.partition("?")
    pairs = [
        (name.removeprefix("HTTP_").replace("_", "-").lower(), each)
        for name, value in ({"HTTP_HOST": HOST} | headers).items()
        for each in (value if isinstance(value, list) else [value])
    ]
    scope, protocol = Scope(method, unquote(path), query, Headers(pairs)), Protocol(chunks)
    await serving.__rsgi__(scope, protocol)
    answer = protocol.answer
    return Answer(answer.status, answer.headers, b"" if method == "HEAD" else answer.body)
