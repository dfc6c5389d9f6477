"""An administrator takes a colleague's second factor away: the phone is lost, or was changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from embargo.visibility import show_instant

from . import factors


def described(person):
    """What the page of a person says, with the way to the page that resets it."""
    device = factors.device_of(person)
    if device is None:
        return _("Not set up")
    told = _("Set up %(at)s") % {"at": show_instant(device.created_at)}
    address = reverse("admin:auth_user_second_factor", args=[person.pk])
    return format_html('{} · <a href="{}">{}</a>', told, address, _("Reset"))


def reset(request, object_id, *, model_admin):
    person = model_admin.get_object(request, object_id)
    if not model_admin.has_change_permission(request, person):
        raise PermissionDenied
    if person is None:
        raise Http404
    if request.method == "POST":
        return _done(request, person)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Reset the second factor of %(name)s") % {"name": person.get_username()},
        "opts": model_admin.opts,
        "original": person,
        "device": factors.device_of(person),
    }
    return TemplateResponse(request, "admin/doors/reset.html", context)


def _done(request, person):
    reason = request.POST.get("reason", "")[:1000].strip()
    if factors.reset(person, by=request.user, now=request.now, reason=reason):
        messages.success(request, _("%(name)s sets up a new app at the next sign-in.") % {"name": person})
    else:
        messages.info(request, _("%(name)s had no second factor.") % {"name": person})
    return redirect("admin:auth_user_change", person.pk)
