"""How much a request may bring: a stranger next to nothing, somebody signed in what a release needs.

It is asked before anything reads the body, so that nobody fills memory or disk with what is refused anyway.
"""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

# A name, a password, a code.
STRANGER = 64 * 1024


class BodyLimitMiddleware:
    """Stands before the check for forged requests, which reads the form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        size = size_of_body(request)
        if size > STRANGER and size > allowed(request):
            return HttpResponse(
                render_to_string("413.html"), status=413, headers={"Cache-Control": "no-store"}
            )
        return self.get_response(request)


def size_of_body(request):
    """As the request says; Django reads no more than that, and nothing where it says nothing."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def allowed(request):
    is_at_desk = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    return settings.BODY_MAX_BYTES if is_at_desk else STRANGER
