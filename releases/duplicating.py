"""The button that makes a new draft of a release's text."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .looks import release_or_404


def duplicate_urls(model_admin):
    view = model_admin.admin_site.admin_view(partial(duplicate, model_admin=model_admin))
    return [path("<int:object_id>/duplicate/", view, name="releases_release_duplicate")]


@require_POST
def duplicate(request, object_id, *, model_admin):
    release = release_or_404(request, object_id, model_admin)
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    copy = release.duplicate(by=request.user, now=request.now, headline=release.headline)
    told = _(
        "A new draft with the same text and records, dated today: no time, no approval and no files came along."
    )
    messages.success(request, told)
    return redirect("admin:releases_release_change", copy.pk)
