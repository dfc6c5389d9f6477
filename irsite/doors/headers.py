"""What browsers are told to forbid.

The public site is whole with files of its own and nothing inline. The desk also asks the server from its scripts,
frames its own preview and shows pictures that are made in the browser; the page that holds the editor adds inline
styles (releases/admin/release.py).
"""

from functools import cache

from csp.constants import HEADER, NONE, SELF
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.urls import reverse

PUBLIC_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    # Tools that judge a page ask for /robots.txt from within it.
    "connect-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
DESK_POLICY = PUBLIC_POLICY | {
    "frame-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
}
# The pages use none of what this could ask a reader for.
UNUSED = ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
PERMISSIONS = ", ".join(f"{name}=()" for name in UNUSED)
# Feed readers and other sites show our pictures and link our documents; translators dress our pages as we do.
SHARED = ("/files/", "/theme/", "/favicon.ico", "/feeds/", "/api/", "/static/")


class HeadersMiddleware(CSPMiddleware):
    def __init__(self, get_response):
        super().__init__(get_response)
        self.desk = reverse("admin:index")

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only and self.is_desk(request):
            parts.config = DESK_POLICY
        return parts

    def process_response(self, request, response):
        if is_special(request, response):
            response = super().process_response(request, response)
        else:
            response.headers.setdefault(HEADER, written(self.is_desk(request)))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        shared = "cross-origin" if request.path.startswith(SHARED) else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", shared)
        if self.is_desk(request):
            # No other site learns which address somebody came from; the check for forged requests still does.
            response.headers["Referrer-Policy"] = "same-origin"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def is_desk(self, request):
        return request.path.startswith(self.desk)


def is_special(request, response):
    """Whether a view asked for a policy of its own; a page of Django's for developers has none."""
    named = any(name.startswith("_csp") for name in vars(response))
    return named or settings.DEBUG or getattr(request, "_csp_nonce", None) is not None


@cache
def written(is_desk):
    """The policy that nearly all answers have, as a header."""
    return build_policy(config=DESK_POLICY if is_desk else PUBLIC_POLICY)
