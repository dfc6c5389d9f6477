"""What a request asks for, as far as that can change the answer; everything else is no part of the key.

Django itself is shown nothing more: unknown parameters, cookies and other people's headers are taken away
before a page is made that others will get.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http.request import split_domain_port, validate_host

# Beyond these an answer is Django's and is not held.
MAX_PATH, MAX_QUERY, MAX_VALUE, MAX_PAGE = 400, 1000, 200, 5  # characters
# A wildcard in ALLOWED_HOSTS allows any number of names, so only so many are held.
MAX_HOSTS = 16

METHODS = ("GET", "HEAD")
# What asks about one reader's copy: the page is made whole, and the front compares.
PRECONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
RARE_PRECONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
OF_ONE_READER = {"HTTP_COOKIE", "HTTP_RANGE", "HTTP_IF_RANGE", *PRECONDITIONS}

_gzip = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?P<q>[\d.]+)\s*)?(?=,|\Z)", re.I)
_hosts = set()


@dataclass(frozen=True, slots=True)
class Asked:
    """`key` is (scheme, host, path, query); `query` is what Django gets. `may_hold` says whether it is bounded."""

    key: tuple
    query: str
    is_head: bool
    may_hold: bool

    def environ(self, environ, period, now):
        """What Django is asked: for the whole page, compressed, as of `now`."""
        return {name: value for name, value in environ.items() if name not in OF_ONE_READER} | {
            "QUERY_STRING": self.query,
            "HTTP_ACCEPT": "*/*",
            "HTTP_ACCEPT_ENCODING": "gzip",
            "embargo.now": now,
            "embargo.generation": period.generation,
        }


def read(environ, known, passed):
    """What a stranger asks for; None for what the front leaves alone.

    `known` are the parameters that views read, `passed` the beginnings of paths that Django always answers.
    """
    if environ["REQUEST_METHOD"] not in METHODS or "HTTP_AUTHORIZATION" in environ:
        return None
    if settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
        return None
    path, host = environ.get("PATH_INFO", ""), environ.get("HTTP_HOST", "")
    if path.startswith(passed) or not _is_ours(host, environ.get("SERVER_PORT")):
        return None
    found = known_query(environ.get("QUERY_STRING", ""), known)
    if found is None:
        return None
    query, is_bounded = found
    return Asked(
        key=(_scheme(environ), host, environ.get("SCRIPT_NAME", ""), path, query),
        query=query,
        is_head=environ["REQUEST_METHOD"] == "HEAD",
        may_hold=is_bounded and len(path) <= MAX_PATH and not any(map(environ.get, RARE_PRECONDITIONS)),
    )


def known_query(query, known):
    """(the query with its known parameters alone, whether it is bounded); None for one that is left to Django.

    The order is fixed and the last of a name counts, as it does for Django.
    """
    if not query:
        return "", True
    if len(query) > MAX_QUERY or not query.isascii():
        return None
    values = dict(parse_qsl(query, keep_blank_values=True))
    values = {name: value for name, value in values.items() if value and name in known}
    is_bounded = all(len(value) <= MAX_VALUE for value in values.values())
    return urlencode(sorted(values.items())), is_bounded and len(values.get("page", "")) <= MAX_PAGE


@lru_cache(maxsize=256)
def accepts_gzip(header):
    """Whether an `Accept-Encoding` allows gzip (RFC 9110, 12.5.3)."""
    match = _gzip.search(header)
    return bool(match) and (match["q"] is None or match["q"].strip("0.") != "")


def _is_ours(host, port):
    """Whether `host` is one of the site's names, written in the one way that is held."""
    if host in _hosts:
        return True
    domain, _port = split_domain_port(host)
    # Any port, any capitals and a dot at the end name the same site, and each would be a page of its own.
    if not domain or host not in (domain, f"{domain}:{port}"):
        return False
    if domain not in settings.ALLOWED_HOSTS and len(_hosts) >= MAX_HOSTS:
        return False
    if not validate_host(domain, settings.ALLOWED_HOSTS):
        return False
    _hosts.add(host)
    return True


def _scheme(environ):
    """As Django's `request.scheme`."""
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        if header in environ:
            return "https" if environ[header].split(",", 1)[0].strip() == secure else "http"
    return environ["wsgi.url_scheme"]
