"""The way of a plain request for a page that is held: one look into a table, by what the request says as it came.

It leads to the same entries as `asking` does. A request is plain if it brings nothing that could ask for another
answer than the page, or the word that it is unchanged: no cookie, no credentials, no body, no condition but the tag
that the page has. An event loop asks here, and nobody else: the table is its own. Requests and answers are in the
bytes of HTTP/1.1, and of the method GET.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from weakref import ref

from django.conf import settings

from .asking import accepts_gzip
from .counting import counters
from .wsgi import MAX_AGE

# Anybody can write one address in many ways; when so many are known, the table begins anew.
LIMIT = 2_000
# What may ask for another answer, or for another way to give it.
NOT_PLAIN = frozenset(
    (
        *(b"cookie", b"authorization", b"if-match", b"if-unmodified-since"),
        *(b"content-length", b"transfer-encoding", b"expect", b"upgrade"),
    )
)


@dataclass(slots=True)
class Way:
    """To an entry that `store` holds under `key`; `page` and `unchanged` are the heads of the answers, but for the
    server's headers.

    Nothing of the entry's body is kept alive here, where the bound of the store does not count it.
    """

    store: Any
    key: tuple
    entry: ref
    tag: bytes | None
    page: bytes
    unchanged: bytes


class Shortcuts:
    """Those to what `front` holds. What is written out here at length is what every hit costs."""

    def __init__(self, front):
        # Where the site stands behind a proxy, a header tells the scheme.
        named = (settings.SECURE_PROXY_SSL_HEADER or ("",))[0]
        self.proxy_header = named.removeprefix("HTTP_").replace("_", "-").lower().encode()
        self.front, self.ways = front, {}

    def find(self, url, scheme, headers, added):
        """The bytes to answer with; None if the request has to go the long way. `added` are the server's headers."""
        found = dict(headers)
        way = self.ways.get(self._named(url, scheme, found))
        if way is None or len(found) != len(headers) or not NOT_PLAIN.isdisjoint(found):
            return None
        entry, period = way.entry(), self.front.watch.at_hand()
        if entry is None or entry.period is not period or self.front.timer() - entry.born >= MAX_AGE:
            return None
        known = found.get(b"if-none-match")
        if known != way.tag if known else b"if-modified-since" in found:
            return None
        try:
            way.store.entries.move_to_end(way.key)
        except KeyError:  # it had to make room
            return None
        counters.hits += 1
        head, body = (way.unchanged, b"") if known else (way.page, entry.body)
        return b"".join((head, *[b"%b: %b\r\n" % pair for pair in added], b"\r\n", body))

    def keep(self, scope, key, entry):
        """Remember the way of a request, as ASGI has it, that `entry` answers just as it is held under `key`."""
        found, query = dict(scope["headers"]), scope["query_string"]
        url = scope["raw_path"] + (b"?" + query if query else b"")
        # What cannot be read from a header, or comes twice, is left to the long way.
        if scope["method"] != "GET" or entry.code != 200 or len(found) != len(scope["headers"]):
            return
        if b"host" not in found or (self.proxy_header and self.proxy_header not in found):
            return
        takes_gzip = accepts_gzip(found.get(b"accept-encoding", b"").decode("latin-1"))
        if entry.is_gzip and not takes_gzip:
            return
        if len(self.ways) >= LIMIT:
            self.ways = {}
        tag, page = dict(entry.headers).get("ETag"), entry.headers
        if not any(name.lower() == "content-length" for name, _value in page):
            page = [*page, ("Content-Length", str(len(entry.body)))]
        unchanged = entry.unchanged_headers(weak=takes_gzip)
        self.ways[self._named(url, scope["scheme"], found)] = Way(
            *(self.front.store_of(entry), key, ref(entry), tag and tag.encode()),
            *(_written(200, page), _written(304, unchanged)),
        )

    def _named(self, url, scheme, found):
        """All that a plain request's answer can depend on."""
        get = found.get
        return url, scheme, get(b"host"), get(b"accept-encoding"), get(self.proxy_header)


def _written(code, headers):
    """A status line and headers, to which the server adds its own."""
    lines = [
        f"HTTP/1.1 {code} {HTTPStatus(code).phrase}",
        *(f"{name.lower()}: {value}" for name, value in headers),
    ]
    return "".join(line + "\r\n" for line in lines).encode("latin-1")
