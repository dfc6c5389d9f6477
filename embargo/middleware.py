import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

SESSION_KEY = "time_travel_to"


class ClockMiddleware:
    """Sets `request.now`, the one instant that everything in a request is asked for.

    It is the clock's, but for a signed-in person with permission who walks the public site as of another
    instant, past or future. The desk itself always works in the present.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # The page front names the instant that a page is made for; no client can set what is no header.
        request.now = request.META.get("embargo.now") or timezone.now()
        request.travelled_to = travelled_to(request)
        if request.travelled_to is None:
            return self.get_response(request)
        request.now = request.travelled_to
        response = self.get_response(request)
        response["Cache-Control"] = "private, no-store"
        return response


def travelled_to(request):
    """The instant that this person has chosen; None for everybody else, and at the desk."""
    # Asking for the session makes answers vary by cookie, so a stranger's request must not get that far.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.path.startswith(reverse("admin:index")):
        return None
    return chosen_instant(request)


def chosen_instant(request):
    """Where this person's journey leads, at the desk too; None for somebody who may not travel any more."""
    chosen = request.session.get(SESSION_KEY)
    if chosen is None or not request.user.has_perm("releases.view_release"):
        return None
    return dt.datetime.fromisoformat(chosen)
