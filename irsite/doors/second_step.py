"""The second step of signing in, setting up an app for it, and what a person keeps of that."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from releases.models import AuditEntry

from . import factors
from .sign_in import finish, noted, waiting_words

SECRET_KEY = "second_factor_secret"  # noqa: S105 (the name of a place in the session)
WRONG = gettext_lazy("That code is not right, or it was used already.")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        error_messages={"required": gettext_lazy("Type the six digits that the app shows.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "size": 12}
        ),
    )


class RecoveryForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Recovery code"),
        max_length=40,
        error_messages={"required": gettext_lazy("Type one of your recovery codes.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        ),
    )


def second_step_urls(site):
    def bound(view):
        def answer(request):
            return view(request, site)

        guarded = require_http_methods(["GET", "HEAD", "POST"])(answer)
        return never_cache(sensitive_post_parameters()(guarded))

    return [
        # Open to whoever has given a password; each asks for that itself.
        path("login/code/", bound(code), name="sign_in_code"),
        path("second-factor/set-up/", bound(set_up), name="second_factor_set_up"),
        path("second-factor/", site.admin_view(bound(own)), name="second_factor"),
        path(
            "second-factor/recovery-codes/",
            site.admin_view(require_POST(bound(recovery_codes))),
            name="recovery_codes",
        ),
    ]


def code(request, site):
    """Ask whoever gave a password for the code that their app shows, or for a recovery code."""
    note, person = noted(request)
    if person is None:
        return redirect("admin:login")
    by_recovery = "recovery" in request.GET
    form, wait = (RecoveryForm if by_recovery else CodeForm)(request.POST or None), 0
    if request.method == "POST" and form.is_valid():
        device, wait = _tried(person, form.cleaned_data["code"], request.now)
        if device is not None:
            finish(request, person, device)
            _after_recovery(request, device)
            return redirect(note.to)
        form.add_error("code", f"{WRONG} {waiting_words(wait)}".strip())
    context = {
        "title": _("Enter a recovery code") if by_recovery else _("Enter the code"),
        "form": form,
        "by_recovery": by_recovery,
        "person": person,
    }
    return _page(request, site, "code", context, wait)


def _tried(person, given, now):
    """(the device that accepts the code or None, seconds until the next try)"""
    if wait := factors.seconds_to_wait(person, given, now):
        return None, wait
    device = factors.match(person, given)
    return device, 0 if device else factors.seconds_to_wait(person, given, now)


def _after_recovery(request, device):
    if device != factors.recovery_of(request.user):
        return
    left = factors.codes_left(request.user)
    AuditEntry.append(who=request.user, at=request.now, move="recovery_code_used")
    told = ngettext(
        "You signed in with a recovery code; %(n)d is left.",
        "You signed in with a recovery code; %(n)d are left.",
        left,
    )
    advice = _("If your phone is gone, set up another app under “Second factor”.")
    messages.warning(request, f"{told % {'n': left}} {advice}")


def set_up(request, site):
    """Show the secret as a picture and as text until the app proves that it has it; then the recovery codes."""
    note, person = noted(request)
    if request.user.is_authenticated and request.user.is_staff:
        note, person, secret = (
            None,
            request.user,
            request.session.setdefault(SECRET_KEY, factors.new_secret()),
        )
    elif person is None or factors.device_of(person):
        # Whoever has a device proves it before changing it.
        return redirect("admin:login")
    else:
        secret = note.secret
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = factors.set_up(person, secret, form.cleaned_data["code"], request.now)
        if device is not None:
            return _set_up_done(request, site, person, device, note)
        form.add_error(
            "code", _("That is not the code of this app now. Wait for the next one and type that.")
        )
    context = {
        "title": _("Set up the second factor"),
        "form": form,
        "person": person,
        "drawing": factors.drawing(secret, person, request.issuer.short_name),
        "secret": factors.spelt(secret),
        "is_required": settings.SECOND_FACTOR,
        "is_signing_in": note is not None,
    }
    return _page(request, site, "set_up", context)


def _set_up_done(request, site, person, device, note):
    request.session.pop(SECRET_KEY, None)
    codes = factors.new_recovery_codes(person, request.now, on_record=False)
    # Anew for somebody who was signed in, too: from here on this session rests on the new device.
    finish(request, person, device)
    return _codes_page(request, site, codes, note.to if note else reverse("admin:second_factor"))


def own(request, site):
    """What the signed-in person has set up."""
    device = factors.device_of(request.user)
    context = {
        "title": _("Second factor"),
        "device": device,
        "codes_left": factors.codes_left(request.user),
        "is_required": settings.SECOND_FACTOR,
    }
    return _page(request, site, "own", context)


def recovery_codes(request, site):
    """Ten new codes in place of the old, for somebody who signed in with a device."""
    if not request.user.is_verified():
        return redirect("admin:second_factor")
    codes = factors.new_recovery_codes(request.user, request.now)
    return _codes_page(request, site, codes, reverse("admin:second_factor"))


def _codes_page(request, site, codes, to):
    return _page(
        request, site, "recovery_codes", {"title": _("Your recovery codes"), "codes": codes, "to": to}
    )


def _page(request, site, name, context, wait=0):
    context = {**site.each_context(request), **context}
    headers = {"Retry-After": str(wait)} if wait else {}
    return TemplateResponse(
        request, f"admin/doors/{name}.html", context, status=429 if wait else 200, headers=headers
    )
