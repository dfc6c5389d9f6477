"""Signing in: the password, then a code. Nobody is anybody before both were right.

Between the two steps the session holds a note of who gave the password; `request.user` stays anonymous, so no
page has to know of the second step. Whoever must have a device and has none sets one up in its place.
"""

import datetime as dt
from dataclasses import asdict, dataclass
from math import ceil

from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model, login
from django.contrib.auth.views import LoginView
from django.db.models import Max
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from embargo.clients import UNKNOWN, client_address

from . import factors

SESSION_KEY = "password_given"
TIME_FOR_SECOND_STEP = dt.timedelta(minutes=10)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Note:
    """Who gave the password, when, and where they want to go."""

    person: int
    at: float
    to: str
    hash: str  # changes with the password
    secret: str  # of the app that is being set up


class PasswordView(LoginView):
    authentication_form = AdminAuthenticationForm
    template_name = "admin/login.html"
    next_page = "admin:index"

    def form_valid(self, form):
        person = form.get_user()
        if not must_give_code(person):
            return super().form_valid(form)
        return ask_for_code(self.request, person, self.get_success_url())


def must_give_code(person):
    return settings.SECOND_FACTOR or factors.device_of(person) is not None


def password(request, site, extra_context=None):
    """Replaces the first page of `AdminSite.login`, with the same context."""
    if request.method == "GET" and site.has_permission(request):
        return redirect("admin:index")
    context = {
        **site.each_context(request),
        "title": _("Sign in"),
        "subtitle": None,
        "app_path": request.get_full_path(),
        "username": request.user.get_username(),
        **({} if "next" in request.GET or "next" in request.POST else {"next": reverse("admin:index")}),
        **(extra_context or {}),
    }
    return PasswordView.as_view(extra_context=context)(request)


def ask_for_code(request, person, to):
    # Rotated here and again at sign-in: nobody knows the session's key from before.
    request.session.cycle_key()
    note = Note(person.pk, request.now.timestamp(), to, person.get_session_auth_hash(), factors.new_secret())
    request.session[SESSION_KEY] = asdict(note)
    return redirect("admin:sign_in_code" if factors.device_of(person) else "admin:second_factor_set_up")


def noted(request):
    """(note, person) of who gave the password lately; (None, None) if nobody did, or it does not hold any more."""
    facts = request.session.get(SESSION_KEY)
    if facts is None:
        return None, None
    note = Note(**facts)
    person = get_user_model().objects.filter(pk=note.person, is_active=True, is_staff=True).first()
    late = request.now.timestamp() - note.at > TIME_FOR_SECOND_STEP.total_seconds()
    if late or person is None or not constant_time_compare(note.hash, person.get_session_auth_hash()):
        del request.session[SESSION_KEY]
        return None, None
    return note, person


def finish(request, person, device):
    """Both were right: from here on `request.user` is this person."""
    request.session.pop(SESSION_KEY, None)
    person.otp_device = device
    login(request, person, BACKEND)


def locked_out(request, response, credentials):
    """The page in place of the form after too many wrong passwords; django-axes asks for it."""
    wait = seconds_locked(request, credentials)
    context = {
        **admin.site.each_context(request),
        "title": _("Too many wrong passwords"),
        "wait": waiting_words(wait),
    }
    headers = {"Retry-After": str(wait), "Cache-Control": "private, no-store"}
    return TemplateResponse(request, "admin/doors/locked.html", context, status=429, headers=headers).render()


def seconds_locked(request, credentials):
    """django-axes counts from the last wrong password that it looked at."""
    attempts = AccessAttempt.objects.filter(
        username=get_client_username(request, credentials), ip_address=request.axes_ip_address
    )
    last = attempts.aggregate(at=Max("attempt_time"))["at"] or request.axes_attempt_time
    return max(1, ceil((last + settings.AXES_COOLOFF_TIME - request.axes_attempt_time).total_seconds()))


def address_to_count(request):
    """For django-axes, whose column takes an address or nothing."""
    address = client_address(request.META)
    return None if address == UNKNOWN else address


def waiting_words(seconds):
    """How long to wait, in a sentence; empty if not at all."""
    if seconds <= 0:
        return ""
    if seconds < 90:
        told, number = ngettext("Try again in %(n)d second.", "Try again in %(n)d seconds.", seconds), seconds
    else:
        number = ceil(seconds / 60)
        told = ngettext("Try again in %(n)d minute.", "Try again in %(n)d minutes.", number)
    return told % {"n": number}
