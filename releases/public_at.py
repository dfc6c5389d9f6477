"""“What was public at …”: the exact texts that readers could see at any instant, for counsel and regulators."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from .models import AuditEntry, Revision
from .time_travel import InstantForm

PAGE_SIZE = 50


def public_at_urls(admin_site):
    return [path("public-at/", admin_site.admin_view(public_at), name="public_at")]


def public_at(request):
    """The revisions public at the instant asked for, newest first; asking is put on record."""
    if not request.user.has_perm("releases.view_auditentry"):
        raise PermissionDenied
    form = InstantForm(request.GET or None, initial={"at": request.now})
    at = page = None
    if form.is_valid():
        at = form.cleaned_data["at"]
        revisions = Revision.objects.public(at).for_lists().newest_first()
        page = Paginator(revisions, PAGE_SIZE).get_page(request.GET.get("page"))
        if page.number == 1:
            AuditEntry.append(who=request.user, at=request.now, move="public_at", instant=at)
    context = {
        "form": form,
        "at": at,
        "page": page,
        "title": _("What was public at …"),
        "has_permission": True,
    }
    return TemplateResponse(request, "admin/public_at.html", context)
