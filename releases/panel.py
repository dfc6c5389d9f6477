"""What stands round the form of a draft: the next steps, preflight, the text as composed, and the record.

Composing and checking a text costs more than its form. Whoever opens a draft comes to write, so the form comes
first and the rest follows in a request of its own.
"""

from functools import partial

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from .admin_views import answer_once, desk_context, state_label
from .looks import record_view, release_or_404
from .models.moves import Status


def panel_urls(model_admin):
    view = model_admin.admin_site.admin_view(partial(panel, model_admin=model_admin))
    return [path("<int:object_id>/panel/", view, name="releases_release_panel")]


@cache_control(private=True, no_store=True)
@require_GET
def panel(request, object_id, *, model_admin):
    """A piece of the draft's page; for a browser without scripts, a page."""
    release = release_or_404(request, object_id, model_admin)
    if release.status != Status.DRAFT:
        return redirect("admin:releases_release_change", release.pk)
    record_view(request, release)
    context = desk_context(request, answer_once(release))
    if "fragment" in request.GET:
        context["in_form"] = True
        return TemplateResponse(request, "admin/releases/release/panel.html", context)
    context |= model_admin.admin_site.each_context(request)
    context |= {"title": _("Steps, preflight and text"), "opts": model_admin.opts, "original": release}
    return TemplateResponse(request, "admin/releases/release/panel_page.html", context)


def first_context(request, release):
    """What the page of a draft shows at once, out of the row that `ReleaseAdmin` has read."""
    state = release.state(request.now)
    return {
        "release": release,
        "state": state,
        "state_label": state_label(state),
        "public_now": release.any_live,
        "revisions": release.any_text,
        "panel_follows": True,
    }
