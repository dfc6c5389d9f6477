"""The way of a plain request for a page that is held: one look into a table, by what the request says as it came.

It leads to the same entries as `asking` does. A request is plain if it brings nothing that could ask for another
answer than the page, or the word that it is unchanged: no cookie, no credentials, no condition but the tag that the
page has. An event loop asks here, and nobody else: the table is its own. `scope` is that of an RSGI server.
"""

from django.conf import settings

from .asking import accepts_gzip
from .counting import counters
from .wsgi import MAX_AGE

# Anybody can write one address in many ways; when so many are known, the table begins anew.
LIMIT = 2_000
UNKNOWN = (None, None, None, None, None)


class Shortcuts:
    """Those to what `front` holds. What is written out here at length is what every hit costs."""

    def __init__(self, front):
        # Where the site stands behind a proxy, a header tells the scheme.
        named = (settings.SECURE_PROXY_SSL_HEADER or ("",))[0]
        self.proxy_header = named.removeprefix("HTTP_").replace("_", "-").lower()
        self.front, self.ways = front, {}

    def find(self, scope, headers):
        """(status, headers, body) to answer with; None if the request has to go the long way."""
        period = self.front.watch.at_hand()
        store, key, entry, tag, unchanged = self.ways.get(self._way(scope, headers), UNKNOWN)
        if period is None or entry is None or entry.period is not period:
            return None
        if self.front.timer() - entry.born >= MAX_AGE or not _is_plain(headers):
            return None
        known = headers.get("if-none-match")
        if known != tag if known else "if-modified-since" in headers:
            return None
        try:
            store.entries.move_to_end(key)
        except KeyError:  # it had to make room
            return None
        counters.hits += 1
        return (304, unchanged, b"") if known else (entry.code, entry.headers, entry.body)

    def keep(self, scope, headers, key, entry):
        """Remember the way of a request that `entry` answers just as it is held under `key`."""
        way = self._way(scope, headers)
        method, _path, _query, _scheme, encoding, proxied, *hosts = way
        if method != "GET" or entry.code != 200:
            return
        # What cannot be read from a header, or comes twice, is left to the long way.
        if len(hosts) != 1 or proxied is None:
            return
        takes_gzip = accepts_gzip(encoding or "")
        if entry.is_gzip and not takes_gzip:
            return
        if len(self.ways) >= LIMIT:
            self.ways = {}
        tag, unchanged = dict(entry.headers).get("ETag"), entry.unchanged_headers(weak=takes_gzip)
        self.ways[way] = self.front.store_of(entry), key, entry, tag, unchanged

    def _way(self, scope, headers):
        """All that a plain request's answer can depend on. Of a scheme or codings named twice the first counts."""
        get = headers.get
        return (
            *(scope.method, scope.path, scope.query_string, scope.scheme, get("accept-encoding")),
            *(self.proxy_header and get(self.proxy_header), *headers.get_all("host")),
        )


def _is_plain(headers):
    return not (
        "cookie" in headers
        or "authorization" in headers
        or "if-match" in headers
        or "if-unmodified-since" in headers
    )
