"""The answers that are held: bounded in bytes, the one asked for longest ago falls first."""

import gzip
from collections import OrderedDict
from contextlib import suppress
from threading import Lock

from django.utils.http import parse_http_date_safe

STATUSES = (200, 301, 404, 410)
# A larger answer is given and not held.
MAX_BODY = 2 * 1024 * 1024
# What an answer costs besides its body: headers, key, places in tables.
OVERHEAD = 2000

# What says something about the body, and what views and inner middleware add: a 304 of Django's lacks it.
OF_THE_BODY = {
    *("content-type", "content-length", "content-encoding", "content-disposition", "content-language"),
    *("link", "x-robots-tag", "access-control-allow-origin"),
}


class Entry:
    """One answer as Django gave it: compressed where that is worth it; `period` is the one it was made in."""

    __slots__ = (
        *("period", "born", "status", "code", "headers", "body", "is_gzip"),
        *("etag", "last_modified", "is_page", "size", "__weakref__"),
    )

    def __init__(self, period, born, status, headers, body, *, is_page):
        found = {name.lower(): value for name, value in headers}
        self.period, self.born = period, born
        self.status, self.code = status, int(status[:3])
        self.headers, self.body = headers, body
        self.is_gzip = found.get("content-encoding") == "gzip"
        # The tag of the text itself: that of the compressed bytes is the same one, weak.
        self.etag = found.get("etag", "").removeprefix("W/")
        modified = found.get("last-modified")
        self.last_modified = parse_http_date_safe(modified) if modified else None
        # The theme's addresses hold a colour: there are millions of them.
        self.is_page = is_page and self.code == 200 and "immutable" not in found["cache-control"]
        self.size = len(body) + OVERHEAD

    def plain_body(self):
        return gzip.decompress(self.body) if self.is_gzip else self.body

    def plain_headers(self):
        """Those of the answer to somebody who does not take gzip."""
        if not self.is_gzip:
            return self.headers
        headers = [pair for pair in self.headers if pair[0] not in ("Content-Encoding", "Content-Length")]
        headers = [(name, self.etag if name == "ETag" else value) for name, value in headers]
        return [*headers, ("Content-Length", str(len(self.plain_body())))]

    def unchanged_headers(self, *, weak):
        """Those of the 304 in the place of this answer."""
        headers = [(name, value) for name, value in self.headers if name.lower() not in OF_THE_BODY]
        headers = [(name, self._tag(weak) if name == "ETag" else value) for name, value in headers]
        return (
            headers if any(name == "Vary" for name, _ in headers) else [*headers, ("Vary", "Accept-Encoding")]
        )

    def _tag(self, weak):
        return f"W/{self.etag}" if weak else self.etag


def may_hold(status, headers):
    """Whether an answer is for everybody and stays what it is within its period."""
    found = {name.lower(): value for name, value in headers}
    return (
        int(status[:3]) in STATUSES
        and "public" in found.get("cache-control", "")
        and "set-cookie" not in found
        and found.get("content-encoding", "gzip") == "gzip"
        and found.get("vary", "accept-encoding").lower() == "accept-encoding"
    )


class Store:
    """`{key: Entry}` of at most `limit` bytes. Entries of an earlier period stay until their place is needed."""

    def __init__(self, limit):
        self.limit, self.bytes = limit, 0
        self.entries, self._lock = OrderedDict(), Lock()

    def get(self, key):
        entry = self.entries.get(key)
        if entry is not None:
            with suppress(KeyError):  # another thread made room with it just now
                self.entries.move_to_end(key)
        return entry

    def put(self, key, entry):
        if entry.size > self.limit:
            return
        with self._lock:
            self._remove(self.entries.pop(key, None))
            self.entries[key] = entry
            self.bytes += entry.size
            while self.bytes > self.limit:
                self._remove(self.entries.popitem(last=False)[1])

    def drop(self, key):
        with self._lock:
            self._remove(self.entries.pop(key, None))

    def _remove(self, entry):
        if entry is not None:
            self.bytes -= entry.size
