"""The way of a plain request for a page that is held: one look into a table.

It leads to the same entries as `asking` does. A request is plain if it brings nothing that could ask for another
answer than the page: no cookie, no credentials, no condition.
"""

from .asking import accepts_gzip

NOT_PLAIN = {
    *("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"),
    *("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"),
}
# Anybody can write one address in many ways; when so many are known, the table begins anew.
LIMIT = 2_000
UNKNOWN = (None, None, None)


class Shortcuts:
    """`proxy_header` tells the scheme where the site stands behind a proxy; empty elsewhere."""

    def __init__(self, proxy_header=""):
        self.proxy_header, self.ways = proxy_header, {}

    def find(self, environ, period, latest_birth):
        """The entry of `period` made after `latest_birth`; None if the request has to go the long way."""
        store, key, entry = self.ways.get(self._way(environ), UNKNOWN)
        if entry is None or entry.period is not period or entry.born <= latest_birth:
            return None
        if not NOT_PLAIN.isdisjoint(environ):
            return None
        try:
            store.entries.move_to_end(key)
        except KeyError:  # it had to make room
            return None
        return entry

    def keep(self, environ, store, key, entry):
        """Remember the way of a request that `entry` answers just as it is held in `store`."""
        if environ["REQUEST_METHOD"] != "GET" or entry.code != 200 or not NOT_PLAIN.isdisjoint(environ):
            return
        if entry.is_gzip and not accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            return
        if len(self.ways) >= LIMIT:
            self.ways = {}
        self.ways[self._way(environ)] = store, key, entry

    def _way(self, environ):
        """All that a plain request's answer can depend on, as it came."""
        get = environ.get
        return (
            *(environ["REQUEST_METHOD"], get("PATH_INFO"), get("QUERY_STRING"), get("HTTP_HOST")),
            *(
                get("HTTP_ACCEPT_ENCODING"),
                get(self.proxy_header),
                get("wsgi.url_scheme"),
                get("SCRIPT_NAME"),
            ),
        )
