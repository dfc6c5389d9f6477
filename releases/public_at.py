"""“What was public at …”: the exact texts that readers could see at any instant, for counsel and regulators."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from embargo.clock import embargoed_models

from .counts import Archive, files, month_span, monthly
from .models import Attachment, AuditEntry, Revision
from .time_travel import InstantForm

PAGE_SIZE = 50
LISTED = ("headline", "date", "number", "kind", "public_from", "sha256")


def public_at_urls(admin_site):
    view = admin_site.admin_view(partial(public_at, admin_site=admin_site))
    return [path("public-at/", view, name="public_at")]


@require_safe
def public_at(request, *, admin_site):
    """The revisions public at the instant asked for, newest first; asking is put on record."""
    if not request.user.has_perms(["releases.view_auditentry", "releases.view_release"]):
        raise PermissionDenied
    form = InstantForm(request.GET or None, initial={"at": request.now})
    at = page = None
    if form.is_valid():
        at = form.cleaned_data["at"]
        revisions = Revision.objects.public(at).only(*LISTED)
        months = {month_span(*month): number for month, number in monthly(at, past=True).items()}
        page = Paginator(Archive(revisions, {}, edges=months, past=at), PAGE_SIZE).get_page(
            request.GET.get("page")
        )
        if page.number == 1:
            AuditEntry.append(who=request.user, at=request.now, move="public_at", instant=at)
    context = {
        **admin_site.each_context(request),
        "form": form,
        "at": at,
        "page": page,
        "facts": facts_at(at) if page and page.number == 1 else [],
        "title": _("What was public at …"),
    }
    return TemplateResponse(request, "admin/public_at.html", context)


def facts_at(at):
    """[(kind, how many)] of everything besides releases that readers could see at `at`."""
    models = [model for model in embargoed_models() if model is not Revision]
    numbers = [(model, model.objects.public(at).count()) for model in models]
    return [
        (capfirst(model._meta.verbose_name_plural), number)
        for model, number in [*numbers, (Attachment, files(at))]
    ]
