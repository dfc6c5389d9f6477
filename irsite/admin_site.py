from django.contrib.admin import AdminSite
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from embargo.middleware import chosen_instant
from releases.desk import home_context
from releases.public_at import public_at_urls
from releases.time_travel import time_travel_urls

from .doors.second_step import second_step_urls
from .doors.sign_in import password

# The order in which editors need things, not the alphabet's. Whatever is missing here comes last.
GROUPS = [
    (_("Releases"), ["releases.Release"]),
    (_("Pipeline"), ["pipeline.Compound", "pipeline.Program", "pipeline.Milestone", "pipeline.Indication"]),
    (_("Partners"), ["partners.Partner", "partners.Partnership"]),
    (_("Events"), ["events.Event", "events.Presentation", "events.Slot"]),
    (_("Contacts"), ["contacts.Contact"]),
    (
        _("Settings"),
        ["releases.Issuer", "releases.Boilerplate", "releases.Filing", "releases.Category"],
    ),
    (_("People"), ["auth.User", "auth.Group"]),
    (_("Record"), ["releases.Revision", "releases.AuditEntry", "embargo.OutboxEntry"]),
]


class NewsroomAdminSite(AdminSite):
    site_header = _("Newsroom")
    site_title = _("Newsroom")
    index_title = _("Desk")
    index_template = "admin/desk.html"

    def each_context(self, request):
        return {**super().each_context(request), "journey_to": chosen_instant(request)}

    def get_urls(self):
        # Django's own view_on_site leads any member of staff to the address of any row, public or not.
        urls = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        on_site = path(
            "r/<int:content_type_id>/<path:object_id>/", self.admin_view(self.on_site), name="view_on_site"
        )
        own = [*public_at_urls(self), *time_travel_urls(self), *second_step_urls(self), on_site]
        return [*own, *urls]

    def login(self, request, extra_context=None):
        return password(request, self, extra_context)

    def on_site(self, request, content_type_id, object_id):
        """Lead to the page of a row; for somebody who may not see the row there is none."""
        content_type = ContentType.objects.filter(pk=content_type_id).first()
        model_admin = self._registry.get(content_type and content_type.model_class())
        if model_admin is None or not model_admin.has_view_permission(request):
            raise Http404
        row = model_admin.get_object(request, object_id)
        if row is None or not hasattr(row, "get_absolute_url"):
            raise Http404
        return redirect(row)

    def index(self, request, extra_context=None):
        desk = home_context(request) if request.user.has_perm("releases.view_release") else {}
        return super().index(request, {**desk, **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        if app_label:
            return super().get_app_list(request, app_label)
        apps = self._build_app_dict(request).values()
        known = {model["model"]._meta.label: model for app in apps for model in app["models"]}
        groups = [(name, [known.pop(label) for label in labels if label in known]) for name, labels in GROUPS]
        groups.append((_("More"), list(known.values())))
        return [self._group(name, models, number) for number, (name, models) in enumerate(groups) if models]

    def _group(self, name, models, number):
        return {
            "name": name,
            "app_label": f"group-{number}",
            "app_url": models[0]["admin_url"] or "",
            "has_module_perms": True,
            "models": models,
        }
