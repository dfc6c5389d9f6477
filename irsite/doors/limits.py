"""How often one address may ask for what costs most: searches, feeds, the API, and tries to sign in.

Only what Django answers is counted, so what the front holds costs nobody anything; neither do answers that say
“unchanged” to a polling robot, or sign-ins that succeed when a whole office comes to work. Counts live in the
cache: exact with Redis, per process without it, and none at all while Redis is away.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from embargo.clients import client_address

from ..api.asking import too_many
from ..views import too_many_requests

MINUTE = 60


@dataclass(frozen=True)
class Limit:
    """`name` is that in `settings.LIMITS`; `counts(response)` says whether an answer uses some of it up.

    `refuse(request, retry_after)` makes the answer for whoever is over it.
    """

    name: str
    paths: tuple
    methods: tuple = ("GET", "HEAD")
    seconds: int = MINUTE
    counts: Callable = lambda response: response.status_code != 304
    refuse: Callable = too_many_requests

    def covers(self, request):
        return request.method in self.methods and request.path.startswith(self.paths)


LIMITS = (
    Limit("search", ("/search/",)),
    Limit("feeds", ("/feeds/", "/sitemap", "/events.ics")),
    Limit("api", ("/api/",), refuse=too_many),
    Limit(
        "sign-in",
        ("/admin/login/", "/admin/second-factor/set-up/"),
        methods=("POST",),
        seconds=10 * MINUTE,
        # A success leads on to another page.
        counts=lambda response: response.status_code != 302,
    ),
)


class LimitMiddleware:
    """Stands outside of what makes a 304 of an answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        limit = next((limit for limit in LIMITS if limit.covers(request)), None)
        if limit is None:
            return self.get_response(request)
        return self.limited(request, limit, time.time())

    def limited(self, request, limit, now):
        span, into = divmod(now, limit.seconds)
        key = f"limit:{limit.name}:{int(span)}:{client_address(request.META)}"
        if cache.get(key, 0) >= settings.LIMITS[limit.name]:
            return limit.refuse(request, retry_after=int(limit.seconds - into) + 1)
        response = self.get_response(request)
        if limit.counts(response):
            count(key, limit.seconds)
        return response


def count(key, seconds):
    cache.add(key, 0, seconds * 2)
    with suppress(ValueError):  # it fell out of the cache in between
        cache.incr(key)
