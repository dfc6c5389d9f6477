from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from embargo.admin import (
    EmbargoedAdmin,
    EmbargoedInline,
    GuardedAdmin,
    GuardedInline,
    PublicColumn,
    PublicWithParentInline,
    VisibilityFilter,
)

from .models import Alias, Compound, Indication, Milestone, Program


class AliasInline(PublicWithParentInline):
    model = Alias
    verbose_name_plural = _("other names, all of them searched and linked")


class ProgramInline(GuardedInline):
    model = Program
    public_through = kept_through = ("milestones",)
    autocomplete_fields = ["indication"]


class MilestoneInline(EmbargoedInline):
    model = Milestone
    fields = ["phase", "reached_on", "trial_id", "note", "visibility"]


@admin.register(Compound)
class CompoundAdmin(EmbargoedAdmin):
    kept_through = ("", "programs__milestones")
    list_display = ["name", "target", "technology", "order", "visibility"]
    list_filter = [VisibilityFilter, "technology"]
    search_fields = ["name", "aliases__name", "target"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "order"]}),
        (_("What it is"), {"fields": ["target", "technology", "description"]}),
        (_("Readers"), {"fields": ["visibility"]}),
    ]
    inlines = [AliasInline, ProgramInline]

    def get_readonly_fields(self, request, obj=None):
        # The address of a page that readers know never moves.
        return (*self.readonly_fields, "slug") if obj and obj.public_from else self.readonly_fields

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields


@admin.register(Indication)
class IndicationAdmin(GuardedAdmin):
    public_through = ("programs__milestones",)
    list_display = ["name", "area"]
    list_filter = ["area"]
    search_fields = ["name", "area"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}


@admin.register(Program)
class ProgramAdmin(PublicColumn, GuardedAdmin):
    public_through = kept_through = ("milestones",)
    list_display = ["compound", "indication", "line", "readers"]
    list_filter = ["compound"]
    list_select_related = ["compound", "indication"]
    search_fields = ["compound__name", "compound__aliases__name", "indication__name", "line"]
    autocomplete_fields = ["compound", "indication"]
    inlines = [MilestoneInline]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("compound", "indication")


@admin.register(Milestone)
class MilestoneAdmin(EmbargoedAdmin):
    list_display = ["program", "phase", "reached_on", "trial_id", "visibility"]
    list_filter = [VisibilityFilter, "phase", "program__compound"]
    date_hierarchy = "reached_on"
    search_fields = ["program__compound__name", "program__indication__name", "trial_id", "note"]
    autocomplete_fields = ["program"]
    fields = ["program", "phase", "reached_on", "trial_id", "note", "visibility"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("program__compound", "program__indication")
