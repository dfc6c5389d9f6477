"""An entry as the response to one request: whole or unchanged, compressed or not, with a body or without."""

from types import SimpleNamespace

from django.utils.cache import get_conditional_response

from .asking import PRECONDITIONS, accepts_gzip


def answer(entry, environ, start_response):
    """The body as WSGI wants it; the head goes to `start_response`."""
    takes_gzip = accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if any(map(environ.get, PRECONDITIONS)) and _is_unchanged(entry, environ):
        start_response("304 Not Modified", entry.unchanged_headers(weak=takes_gzip))
        return []
    start_response(entry.status, entry.headers if takes_gzip else entry.plain_headers())
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    return [entry.body if takes_gzip else entry.plain_body()]


def _is_unchanged(entry, environ):
    """What Django's own middleware says of these headers (RFC 9110, 13.2.2)."""
    if not 200 <= entry.code < 300 or not (entry.etag or entry.last_modified):
        return False
    request = SimpleNamespace(method=environ["REQUEST_METHOD"], META=environ)  # all that is asked of it
    return get_conditional_response(request, etag=entry.etag, last_modified=entry.last_modified) is not None
