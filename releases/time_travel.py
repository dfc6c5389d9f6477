"""Walk the public site as of another instant: what the world will see at T, or what it saw then."""

import datetime as dt
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from embargo.days import OUTSIDE
from embargo.middleware import SESSION_KEY, chosen_instant

from .counts import last_day
from .models import AuditEntry

# Nearer the ends of the calendar another zone's clock would show a year that there is not.
EARLIEST, LATEST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC), dt.datetime(2200, 1, 1, tzinfo=dt.UTC)


def until(request):
    """The last day that a list has to look at for somebody who travels into the past; None for everybody else.

    Without it the database would go through all that has come since.
    """
    return last_day(request.now) if request.travelled_to else None


class InstantForm(forms.Form):
    at = forms.DateTimeField(
        label=gettext_lazy("Date and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S"),
        input_formats=["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"],
        validators=[MinValueValidator(EARLIEST, OUTSIDE), MaxValueValidator(LATEST, OUTSIDE)],
    )


def time_travel_urls(admin_site):
    return [
        path(
            "time-travel/", admin_site.admin_view(partial(start, admin_site=admin_site)), name="time_travel"
        ),
        path("time-travel/end/", admin_site.admin_view(require_POST(end)), name="time_travel_end"),
    ]


def start(request, *, admin_site):
    """Ask for the instant; then every public page is shown as of it, until the journey or the session ends."""
    if not request.user.has_perm("releases.view_release"):
        raise PermissionDenied
    form = InstantForm(request.POST or None, initial={"at": chosen_instant(request) or request.now})
    if request.method == "POST" and form.is_valid():
        at = form.cleaned_data["at"]
        AuditEntry.append(who=request.user, at=request.now, move="time_travel", instant=at)
        request.session[SESSION_KEY] = at.isoformat()
        return redirect("home")
    context = {
        **admin_site.each_context(request),
        "form": form,
        "title": _("Time travel"),
    }
    return TemplateResponse(request, "admin/time_travel.html", context)


def end(request):
    if request.session.pop(SESSION_KEY, None):
        messages.success(request, _("You are back in the present."))
    return redirect("admin:index")
