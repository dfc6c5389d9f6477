from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from embargo.admin import EmbargoedAdmin, VisibilityFilter, changed_columns

from .models import Contact


@admin.register(Contact)
class ContactAdmin(EmbargoedAdmin):
    list_display = ["__str__", "role", "organisation", "phone", "email", "order", "active", "visibility"]
    list_filter = [VisibilityFilter, "kind", "active"]
    search_fields = ["person", "organisation", "role", "email", "phone"]
    fieldsets = [
        (None, {"fields": ["kind", "person", "role", "organisation"]}),
        (_("How to reach them"), {"fields": ["phone", "email"]}),
        (_("On the contacts page"), {"fields": ["order", "active", "visibility"]}),
    ]

    def get_search_results(self, request, queryset, search_term):
        rows, may_repeat = super().get_search_results(request, queryset, search_term)
        return (rows.choosable() if is_autocomplete(request) else rows), may_repeat

    def save_model(self, request, obj, form, change):
        """What readers saw before stays true of the past: the old words are kept as a row that ended now."""
        if not change or not changed_columns(obj, form):
            return super().save_model(request, obj, form, change)
        with transaction.atomic():
            obj.keep_past(request.now)
            obj.save(update_fields=[*changed_columns(obj, form), "public_from"])


def is_autocomplete(request):
    return request.resolver_match is not None and request.resolver_match.url_name == "autocomplete"
