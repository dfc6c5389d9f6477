from functools import partial

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.forms import CheckboxSelectMultiple
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

import embargo.admin.outbox  # noqa: F401  (registers the outbox)
from embargo.visibility import show_instant

from .doors import resetting

# Devices are not rows to look at: their pages show the secrets.
admin.site.unregister([User, TOTPDevice, StaticDevice])


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Roles are groups. Nobody hands out more than they have: superusers alone make superusers."""

    list_display = ["username", "first_name", "last_name", "email", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    filter_horizontal = ["user_permissions"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (
            _("Role"),
            {
                "fields": ["is_active", "is_staff", "groups"],
                "description": _("Writers write and submit; Approvers also approve and publish; Administrators keep "
                                 "people, issuer and boilerplate. Somebody who leaves is made inactive."),
            },
        ),
        (_("Second factor"), {"fields": ["second_factor"]}),
        (_("Dates"), {"fields": ["last_signed_in", "since"]}),
    ]  # fmt: skip

    def get_urls(self):
        view = self.admin_site.admin_view(partial(resetting.reset, model_admin=self))
        return [
            path("<int:object_id>/second-factor/", view, name="auth_user_second_factor"),
            *super().get_urls(),
        ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def roles(self, person):
        return ", ".join(group.name for group in person.groups.all())

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        # Three roles need no search, and stock's two lists are hard to use by ear.
        given = {"widget": CheckboxSelectMultiple} if db_field.name == "groups" else {}
        return super().formfield_for_manytomany(db_field, request, **given, **kwargs)

    @admin.display(description=_("last sign-in"))
    def last_signed_in(self, person):
        return show_instant(person.last_login) if person.last_login else _("Never")

    @admin.display(description=_("at the desk since"))
    def since(self, person):
        return show_instant(person.date_joined)

    @admin.display(description=_("app"))
    def second_factor(self, person):
        return resetting.described(person)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and request.user.is_superuser:
            return [*fieldsets, (_("Without limits"), {"fields": ["is_superuser", "user_permissions"]})]
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        fixed = ["last_signed_in", "since", "second_factor"]
        # An administrator who could take a second role alone would be both people of the two-person rule.
        return [*fixed, "groups", "is_staff"] if obj == request.user and not obj.is_superuser else fixed

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._within_reach(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._within_reach(request, obj)

    def get_deleted_objects(self, objs, request):
        # Stock lists all that goes along, by name: what the person edited and has open are drafts.
        _listed, _counts, lacking, protected = super().get_deleted_objects(objs, request)
        return [str(obj) for obj in objs], {}, lacking, protected

    def _within_reach(self, request, obj):
        return obj is None or request.user.is_superuser or not obj.is_superuser
