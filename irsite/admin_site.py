from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

from releases.desk import home_context

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
    (_("Record"), ["releases.Revision", "releases.AuditEntry"]),
]


class NewsroomAdminSite(AdminSite):
    site_header = _("Newsroom")
    site_title = _("Newsroom")
    index_title = _("Desk")
    index_template = "admin/desk.html"

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
