import hashlib

from django.utils import timezone
from django.utils.cache import get_conditional_response

from releases.models import Issuer

PRIVATE_PATHS = ("/admin/",)


class IssuerMiddleware:
    """Sets `request.issuer` and shows every time of day in the issuer's zone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.issuer = Issuer.objects.prefetch_related("listings").filter(pk=1).first()
        if request.issuer is None:
            return self.get_response(request)
        with timezone.override(request.issuer.zone):
            return self.get_response(request)


class PublicCacheMiddleware:
    """One constant lifetime for every public answer, and an entity tag that is a hash of its bytes.

    The lifetime must not shrink towards an embargo: that would tell a stranger when news is due.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(PRIVATE_PATHS) or response.has_header("Cache-Control"):
            return response
        response["Cache-Control"] = "public, max-age=1"
        if response.streaming or response.status_code != 200 or request.method not in ("GET", "HEAD"):
            return response
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        return get_conditional_response(request, etag=response["ETag"], response=response)
