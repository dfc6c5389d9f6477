"""“Import…” in the admin: paste or upload, confirm, and edit the draft."""

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from ..models import Release
from .confirm import ConfirmForm, ImportForm
from .match import propose
from .store import store


def import_urls(admin_site):
    """To be put before the admin's own addresses of `Release`."""
    return [
        path("import/", admin_site.admin_view(import_text), name="releases_release_import"),
        path(
            "import/confirm/", admin_site.admin_view(confirm_import), name="releases_release_import_confirm"
        ),
    ]


def import_text(request):
    """Ask for the text; on success show what it would become, without keeping anything."""
    _may_import(request)
    if "again" in request.POST:
        return _page(request, "import", form=ImportForm(initial=_given(request)))
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        proposal = propose(data["parsed"], request.issuer, on=data["publish_date"])
        hidden = {"wire_text": data["wire_text"], "publish_date": proposal.on}
        return _confirm_page(request, ConfirmForm(proposal, initial=hidden, today=_today(request)))
    return _page(request, "import", form=form)


def confirm_import(request):
    """Make the draft with what was confirmed; a refused form comes back with everything that was typed."""
    _may_import(request)
    if request.method != "POST":
        return redirect("admin:releases_release_import")
    given = ImportForm(_given(request))
    if not given.is_valid():
        return _page(request, "import", form=given)
    data = given.cleaned_data
    proposal = propose(data["parsed"], request.issuer, on=data["publish_date"])
    form = ConfirmForm(proposal, request.POST, today=_today(request))
    if not form.is_valid():
        return _confirm_page(request, form)
    release = store(proposal, form.confirmed(), wire_text=data["wire_text"], by=request.user)
    messages.success(
        request, _("The text is a draft now. Look at the notes of the import below before you submit it.")
    )
    return redirect("admin:releases_release_change", release.pk)


def _given(request):
    """The text and date that the page of confirmation carries along."""
    return {"text": request.POST.get("wire_text", ""), "publish_date": request.POST.get("publish_date", "")}


def _confirm_page(request, form):
    return _page(request, "import_confirm", form=form, proposal=form.proposal, parsed=form.proposal.parsed)


def _page(request, template, **context):
    context |= {
        **site.each_context(request),
        "title": _("Import a release"),
        "opts": Release._meta,
        "is_nav_sidebar_enabled": False,
    }
    return TemplateResponse(request, f"admin/releases/release/{template}.html", context)


def _may_import(request):
    if not request.user.has_perm("releases.add_release"):
        raise PermissionDenied


def _today(request):
    return request.issuer.day(request.now)
