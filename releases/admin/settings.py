"""The records that texts are made from."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, Exists, OuterRef, Value, When
from django.db.models.functions import Coalesce
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from embargo.admin import SECURE_ADDRESSES, GuardedAdmin, LabelledFormSet, badge
from partners.admin import WithLogo

from ..models import Boilerplate, Category, Filing, Issuer, Listing


class ListingInline(admin.TabularInline):
    model = Listing
    formset = LabelledFormSet
    extra = 0


@admin.register(Issuer)
class IssuerAdmin(WithLogo, admin.ModelAdmin):
    """One row, so its list leads straight to it."""

    fieldsets = [
        (None, {"fields": ["name", "short_name", "former_names"]}),
        (gettext_lazy("Where it is"), {"fields": ["place", "time_zone", "web_address"]}),
        (gettext_lazy("How its pages look"), {"fields": ["accent", "logo"]}),
    ]
    inlines = [ListingInline]
    formfield_overrides = SECURE_ADDRESSES

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Issuer.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if request.issuer:
            return redirect("admin:releases_issuer_change", request.issuer.pk)
        if self.has_add_permission(request):
            return redirect("admin:releases_issuer_add")
        return super().changelist_view(request, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        about = request.issuer and Boilerplate.objects.in_force(
            Boilerplate.Kind.ABOUT, request.issuer.day(request.now)
        )
        context = {"about": about, "about_add": f"{reverse('admin:releases_boilerplate_add')}?kind=about"}
        return super().change_view(request, object_id, form_url, {**context, **(extra_context or {})})


@admin.register(Boilerplate)
class BoilerplateAdmin(GuardedAdmin):
    list_display = ["name", "kind", "partner", "effective_from", "in_force"]
    list_filter = ["kind"]
    list_select_related = ["partner"]
    date_hierarchy = "effective_from"
    search_fields = ["name", "heading", "text", "partner__name"]
    autocomplete_fields = ["partner"]
    fieldsets = [
        (None, {"fields": ["kind", "name", "effective_from", "partner"]}),
        (
            gettext_lazy("The text"),
            {
                "fields": ["heading", "text"],
                "description": gettext_lazy("Releases that are approved keep the text that was in force then. "
                                            "For a new text, add one with a new date instead of changing this."),
            },
        ),
    ]  # fmt: skip

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.issuer is None:
            return rows.annotate(now_used=Value(None, output_field=BooleanField()))
        today = request.issuer.day(request.now)
        # A partner's texts follow one another, and the company's own likewise: no partner counts as one.
        newer = Boilerplate.objects.annotate(whose=Coalesce("partner", 0)).filter(
            kind=OuterRef("kind"),
            whose=OuterRef("whose"),
            effective_from__gt=OuterRef("effective_from"),
            effective_from__lte=today,
        )
        return rows.annotate(
            whose=Coalesce("partner", 0),
            now_used=Case(When(effective_from__gt=today, then=None), default=~Exists(newer)),
        )

    @admin.display(description=gettext_lazy("in force"))
    def in_force(self, row):
        kinds = {
            True: ("live", _("In force")),
            False: ("ended", _("Replaced")),
            None: ("scheduled", _("Later")),
        }
        return badge(*kinds[row.now_used])


@admin.register(Filing)
class FilingAdmin(GuardedAdmin):
    list_display = ["form", "period_end", "filed_on", "title"]
    list_filter = ["form"]
    date_hierarchy = "filed_on"
    search_fields = ["wording", "form"]

    @admin.display(description=gettext_lazy("as texts name it"))
    def title(self, filing):
        return filing.title


@admin.register(Category)
class CategoryAdmin(GuardedAdmin):
    list_display = ["name", "slug", "order"]
    search_fields = ["name"]

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}
