"""What is on record: read here, never changed."""

from operator import itemgetter

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import DateTimeField, Value
from django.utils.translation import gettext_lazy

from embargo.admin import VisibilityFilter, badge
from embargo.visibility import show_instant

from .. import admin_views
from ..models import AuditEntry, Release, Revision
from ..models.audit import name_of
from .long_lists import LongList, YearFilter


class RecordAdmin(LongList, admin.ModelAdmin):
    """Rows that nobody adds, changes or deletes by hand."""

    actions = None

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
    list_filter = [VisibilityFilter, "kind", "category", YearFilter]
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


class YearOfStepFilter(YearFilter):
    field = "at"


class MoveFilter(admin.SimpleListFilter):
    title = gettext_lazy("step")
    parameter_name = "move"

    def lookups(self, request, model_admin):
        named = [(move, str(admin_views.step_name(move))) for move in admin_views.STEPS]
        return sorted(named, key=itemgetter(1))

    def queryset(self, request, queryset):
        return queryset.filter(move=self.value()) if self.value() else queryset


class PersonFilter(admin.SimpleListFilter):
    """By the name on record. It stays when an account is deleted: then the search finds it."""

    title = gettext_lazy("person")
    parameter_name = "person"

    def lookups(self, request, model_admin):
        names = sorted({name_of(user) for user in get_user_model().objects.filter(is_staff=True)})
        return [(name, name) for name in names]

    def queryset(self, request, queryset):
        return queryset.filter(who_name=self.value()) if self.value() else queryset


class ReleaseFilter(admin.SimpleListFilter):
    """Set by a link on the release's page: no list of thousands to choose from."""

    title = gettext_lazy("release")
    parameter_name = "release"

    def lookups(self, request, model_admin):
        asked = request.GET.get(self.parameter_name, "")
        chosen = Release.objects.filter(pk=asked) if asked.isdecimal() and len(asked) < 19 else ()
        return [(str(release.pk), release) for release in chosen]

    def queryset(self, request, queryset):
        return (
            queryset.filter(release=self.value()) if self.value() in dict(self.lookup_choices) else queryset
        )


@admin.register(AuditEntry)
class AuditEntryAdmin(RecordAdmin):
    list_display = ["at_zone", "who_name", "step", "release", "instant_zone", "reason"]
    list_filter = [MoveFilter, PersonFilter, YearOfStepFilter, ReleaseFilter]
    list_select_related = ["release"]
    search_fields = ["who_name", "release__headline", "release__ref", "reason", "detail", "sha256"]
    search_help_text = gettext_lazy("A person, a release’s headline or reference, a reason or a hash.")
    fields = [
        "at_zone", "who_name", "step", "release", "from_status", "to_status", "reason", "detail", "instant_zone",
        "revision", "revision_sha256", "previous", "sha256",
    ]  # fmt: skip

    @admin.display(description=gettext_lazy("at"), ordering="at")
    def at_zone(self, entry):
        return show_instant(entry.at)

    @admin.display(description=gettext_lazy("step"), ordering="move")
    def step(self, entry):
        return admin_views.step_name(entry.move)

    @admin.display(description=gettext_lazy("public from"))
    def instant_zone(self, entry):
        return show_instant(entry.instant) if entry.instant else "–"
