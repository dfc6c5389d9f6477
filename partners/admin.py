import datetime as dt

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from embargo.admin import (
    EmbargoedAdmin,
    EmbargoedInline,
    GuardedAdmin,
    PublicColumn,
    PublicWithParentInline,
    StackedLayout,
    VisibilityFilter,
)

from .logo_input import LogoInput
from .models import FormerName, Partner, Partnership


class FormerNameInline(PublicWithParentInline):
    model = FormerName


class PartnershipInline(StackedLayout, EmbargoedInline):
    model = Partnership
    fields = [("kind", "territory"), "compounds", ("start_on", "end_on"), "visibility"]
    autocomplete_fields = ["compounds"]


class LogoForm(forms.ModelForm):
    class Meta:
        widgets = {"logo": LogoInput}


class WithLogo:
    """For the admin of what has a logo. Stock links to it, and uploads have no address of their own."""

    form = LogoForm

    def get_fieldsets(self, request, obj=None):
        shown = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return shown
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name != "logo"]})
            for title, options in shown
        ]


@admin.register(Partner)
class PartnerAdmin(WithLogo, PublicColumn, GuardedAdmin):
    public_through = kept_through = ("partnerships",)
    list_display = ["name", "parent", "web_address", "readers"]
    list_select_related = ["parent"]
    search_fields = ["name", "former_names__name"]
    autocomplete_fields = ["parent"]
    readonly_fields = ["readers"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "parent"]}),
        (_("For its page"), {"fields": ["logo", "web_address"]}),
        (
            _("Readers"),
            {"fields": ["readers"], "description": _("Readers see a partner once a partnership is public.")},
        ),
    ]
    inlines = [FormerNameInline, PartnershipInline]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and "name" in form.changed_data:
            self._keep_former_name(request, form.instance, form.initial["name"])

    def _keep_former_name(self, request, partner, name):
        """Readers knew it under `name` until yesterday; pages as of the past go on calling it so."""
        public = Partner.objects.public(request.now).filter(pk=partner.pk).exists()
        if public and not partner.former_names.filter(name=name).exists():
            yesterday = request.issuer.day(request.now) - dt.timedelta(days=1)
            partner.former_names.create(name=name, until=yesterday)
            self.message_user(request, _("“%(name)s” is kept as its former name.") % {"name": name})


@admin.register(Partnership)
class PartnershipAdmin(EmbargoedAdmin):
    list_display = ["partner", "kind", "territory", "start_on", "end_on", "visibility"]
    list_filter = [VisibilityFilter, "kind", "compounds"]
    date_hierarchy = "start_on"
    search_fields = ["partner__name", "partner__former_names__name", "compounds__name", "territory"]
    autocomplete_fields = ["partner", "compounds"]
    fields = ["partner", "kind", "compounds", "territory", "start_on", "end_on", "summary", "visibility"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("partner")
