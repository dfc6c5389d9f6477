"""What is on record: read here, never changed."""

from django.contrib import admin
from django.db.models import DateTimeField, Value
from django.utils.translation import gettext_lazy

from embargo.admin import VisibilityFilter, badge
from embargo.visibility import show_instant

from .. import admin_views
from ..models import AuditEntry, Revision
from ..models.moves import MOVES


class RecordAdmin(admin.ModelAdmin):
    """Rows that nobody adds, changes or deletes by hand."""

    actions = None
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if self.has_view_permission(request) else rows.none()

    def has_view_permission(self, request, obj=None):
        # Both speak of texts that are not public yet.
        return super().has_view_permission(request, obj) and request.user.has_perm("releases.view_release")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Revision)
class RevisionAdmin(RecordAdmin):
    list_display = ["headline", "number", "kind", "became", "approved_at_zone", "approver_name"]
    list_filter = [VisibilityFilter, "kind", "category"]
    date_hierarchy = "date"
    search_fields = ["headline", "ref", "sha256"]
    fields = ()

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(as_of=Value(request.now, output_field=DateTimeField()))

    @admin.display(description=gettext_lazy("readers"), ordering="public_from")
    def became(self, revision):
        return badge(*admin_views.describe_revision(revision, revision.as_of))

    @admin.display(description=gettext_lazy("approved at"), ordering="approved_at")
    def approved_at_zone(self, revision):
        return show_instant(revision.approved_at)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        revision = self.get_object(request, object_id) if self.has_view_permission(request) else None
        context = admin_views.revision_context(request, revision) if revision else {}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})


@admin.register(AuditEntry)
class AuditEntryAdmin(RecordAdmin):
    list_display = ["at_zone", "who_name", "step", "release", "instant_zone", "reason"]
    list_filter = ["move"]
    list_select_related = ["release"]
    date_hierarchy = "at"
    search_fields = ["who_name", "release__headline", "reason", "sha256"]
    fields = [
        "at_zone", "who_name", "step", "release", "from_status", "to_status", "reason", "detail", "instant_zone",
        "revision", "revision_sha256", "previous", "sha256",
    ]  # fmt: skip

    @admin.display(description=gettext_lazy("at"), ordering="at")
    def at_zone(self, entry):
        return show_instant(entry.at)

    @admin.display(description=gettext_lazy("step"), ordering="move")
    def step(self, entry):
        return MOVES[entry.move].label if entry.move in MOVES else entry.move.replace("_", " ")

    @admin.display(description=gettext_lazy("public from"))
    def instant_zone(self, entry):
        return show_instant(entry.instant) if entry.instant else "–"
