from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from embargo.admin import EmbargoedAdmin, VisibilityFilter

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
