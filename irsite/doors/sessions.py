"""How long a session lasts: so long after sign-in, and so long without a sign of somebody.

A session that rests on a second factor ends with it, and one that should rest on one and does not is none.
A changed password ends all sessions of the person: Django compares its hash with each request.
"""

import datetime as dt

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp import DEVICE_ID_SESSION_KEY

SIGNED_IN, SEEN = "signed_in_at", "seen_at"
# A sign of somebody is written down once in so many seconds, not with every request.
GRAIN = 60
# Asked by an open page of its own accord; whether somebody types there, it says itself.
BY_ITSELF = "/editing/"


class SessionMiddleware:
    """Stands before everything that asks who it is."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Asking for the session makes answers vary by cookie, so a stranger's request must not get that far.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self.rule(request, timezone.now())
        return self.get_response(request)

    def rule(self, request, now):
        rests_on_device = DEVICE_ID_SESSION_KEY in request.session
        if not request.user.is_authenticated:
            return
        reason = why_over(request, rests_on_device, now)
        if reason:
            logout(request)
            if request.path.startswith(reverse("admin:index")):
                messages.info(request, reason)
        elif is_sign_of_somebody(request) and _age(request, SEEN, now) > dt.timedelta(seconds=GRAIN):
            request.session[SEEN] = now.timestamp()


def why_over(request, rests_on_device, now):
    """The sentence that says why the session has ended; empty if it goes on."""
    if _age(request, SIGNED_IN, now) > settings.SESSION_AGE:
        return _("You signed in a long time ago. Sign in again, please.")
    if _age(request, SEEN, now) > settings.SESSION_IDLE:
        return _("Nothing happened here for a while, so you were signed out. Sign in again, please.")
    if (settings.SECOND_FACTOR or rests_on_device) and not request.user.is_verified():
        return _("Sign in again with your second factor, please.")
    return ""


def is_sign_of_somebody(request):
    return not request.path.endswith(BY_ITSELF) or "typed" in request.GET


def stamp(sender, request, user, **kwargs):
    """At sign-in, by whatever way."""
    request.session[SIGNED_IN] = request.session[SEEN] = timezone.now().timestamp()


def connect():
    user_logged_in.connect(stamp, dispatch_uid="doors-sessions")


def _age(request, name, now):
    """How long ago; without end for a session that does not say."""
    then = request.session.get(name)
    return dt.timedelta.max if then is None else now - dt.datetime.fromtimestamp(then, dt.UTC)
