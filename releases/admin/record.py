"""What is on record: read here, never changed."""

import re
from operator import itemgetter

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import DateTimeField, Value
from django.utils.translation import gettext_lazy

from embargo.admin import VisibilityFilter, badge
from embargo.visibility import show_instant

from .. import admin_views
from ..finding import containing
from ..models import AuditEntry, Release, Revision
from ..models.audit import name_of
from .long_lists import MOST, LongList, YearFilter


def is_hash(text):
    return bool(re.match(r"[0-9a-f]{64}\Z", text))


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
    listed = [
        "headline", "number", "kind", "approved_at", "approver_name",
        "public_from", "public_until", "voided_at", "withdrawn_at",
    ]  # fmt: skip
    sortable_by = ["became", "approved_at_zone"]
    search_fields = ["headline", "ref", "sha256"]
    search_help_text = gettext_lazy(
        "Words of the headline, or their beginnings, a reference, or a whole hash."
    )
    fields = ()

    def get_search_results(self, request, queryset, search_term):
        if is_hash(search_term):
            return queryset.filter(sha256=search_term), False
        return containing(queryset, search_term, most=MOST + 1), False

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
    dated_by = "at"
    ordering = ["-at", "-pk"]
    sortable_by = ["at_zone"]
    list_display = ["at_zone", "who_name", "step", "release", "instant_zone", "reason"]
    list_filter = [MoveFilter, PersonFilter, YearOfStepFilter, ReleaseFilter]
    list_select_related = ["release"]
    listed = ["at", "who_name", "move", "instant", "reason", "release__headline", "release__ref"]
    search_fields = ["who_name", "release__headline", "release__ref", "reason", "detail", "sha256"]
    search_help_text = gettext_lazy(
        "Words of a name, a headline, a reason or a detail, a reference, or a whole hash."
    )
    fields = [
        "at_zone", "who_name", "step", "release", "from_status", "to_status", "reason", "detail", "instant_zone",
        "revision", "revision_sha256", "previous", "sha256",
    ]  # fmt: skip

    def get_search_results(self, request, queryset, search_term):
        """The newest of each kind: asked together, no index would serve them."""
        if not search_term:
            return queryset, False
        if is_hash(search_term):
            kinds = [queryset.filter(sha256=search_term), queryset.filter(revision_sha256=search_term)]
        else:
            about = containing(Release.objects.order_by("-date", "-pk"), search_term)
            told = queryset.filter(release__in=about.values("pk")[:MOST])
            kinds = [containing(queryset, search_term, by="at", most=MOST + 1), told]
        newest = (rows.order_by(*self.ordering).values_list("pk", flat=True)[: MOST + 1] for rows in kinds)
        return queryset.filter(pk__in={key for keys in newest for key in keys}), False

    @admin.display(description=gettext_lazy("at"), ordering="at")
    def at_zone(self, entry):
        return show_instant(entry.at)

    @admin.display(description=gettext_lazy("step"))
    def step(self, entry):
        return admin_views.step_name(entry.move)

    @admin.display(description=gettext_lazy("public from"))
    def instant_zone(self, entry):
        return show_instant(entry.instant) if entry.instant else "–"
