import hashlib

from django.conf import settings
from django.db import connection
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from embargo import generation
from releases.models import Issuer

PRIVATE_PATHS = ("/admin/",)


class IssuerMiddleware:
    """Sets `request.issuer` and shows every time of day in the issuer's zone.

    `request.fragments` holds what is the same on many pages of a generation (`templatetags/fragments.py`); it is
    None where the generation is not known.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self._known = None, None, None

    def __call__(self, request):
        request.issuer, fragments = self._kept(_generation(request))
        request.fragments = None if fragments is None else fragments.setdefault(_spoken(), {})
        with timezone.override(request.issuer.zone):
            return self.get_response(request)

    def _kept(self, number):
        """(issuer, `{language and prefix: fragments}`) of a generation: the issuer is read once in it, and no
        fragment outlives it."""
        known_in, issuer, fragments = self._known
        if number is None or number != known_in:
            issuer = Issuer.objects.prefetch_related("listings").filter(pk=1).first() or _nameless()
            fragments = None if number is None else {}
            self._known = number, issuer, fragments
        return issuer, fragments


def _spoken():
    """What the words and the addresses of every page vary with."""
    return get_language(), get_script_prefix()


def _generation(request):
    """That in which the page front has the page made; without the front, the database's of this moment.

    None for whoever brings a session, and within a transaction, whose own changes are not counted yet.
    """
    named = request.META.get("embargo.generation")
    if named is not None or connection.in_atomic_block or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return named
    return generation.current()


class PublicCacheMiddleware:
    """One constant lifetime for every public answer, and an entity tag that is a hash of its bytes.

    The lifetime must not shrink towards an embargo: that would tell a stranger when news is due. So a
    page, a redirect and a "not found" all carry the same header. Whoever brings a session may be shown
    what others are not; such an answer is never kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(PRIVATE_PATHS) or response.has_header("Cache-Control"):
            return response
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response["Cache-Control"] = "private, no-store"
            return response
        if response.status_code >= 500:
            response["Cache-Control"] = "no-store"
            return response
        response = _with_entity_tag(request, response)
        response["Cache-Control"] = "public, max-age=1"
        return response


def _with_entity_tag(request, response):
    """The response with its ETag, or a 304 in its place if the reader has these bytes already."""
    if request.method not in ("GET", "HEAD"):
        return response
    if not response.streaming and not response.has_header("ETag"):
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    modified = response.get("Last-Modified")
    return get_conditional_response(
        request,
        etag=response.get("ETag"),
        last_modified=parse_http_date_safe(modified) if modified else None,
        response=response,
    )


def _nameless():
    """What stands for the company until an administrator has entered it."""
    return Issuer(pk=1, name=_("Newsroom"), short_name=_("Newsroom"), time_zone="UTC")
