"""Rows below another row's form."""

from django.contrib import admin
from django.utils.text import capfirst

from ..days import DAYS
from .gone import ForgivingFormSet
from .guarding import Guard, changed_columns
from .showing import EmbargoedAdmin, with_clock


class LabelledFormSet(ForgivingFormSet):
    """Says the name of each field to who cannot see the head of its column."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", capfirst(field.label or ""))


class GuardedFormSet(LabelledFormSet):
    """Rows that are guarded cannot be typed into, rows that are kept cannot be ticked for deletion."""

    may_publish = False

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk is None:
            return
        if "DELETE" in form.fields and getattr(form.instance, "kept", True):
            form.fields["DELETE"].disabled = True
        if getattr(form.instance, "guarded", True) and not self.may_publish:
            for name in set(form.fields) - {self._pk_field.name, self.fk.name}:
                form.fields[name].disabled = True

    def save_existing(self, form, obj, commit=True):
        if not commit:
            return super().save_existing(form, obj, commit)
        form.instance.save(update_fields=changed_columns(form.instance, form))
        form._save_m2m()
        return form.instance


class GuardedInline(Guard, admin.TabularInline):
    """Rows with their own visibility, or with rows below that have it."""

    formset = GuardedFormSet
    extra = 0
    show_change_link = True

    def get_queryset(self, request):
        return self.with_guards(super().get_queryset(request))

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.may_publish = self.may_publish(request)
        return formset


class StackedLayout:
    """For rows with more fields than fit beside each other."""

    template = "admin/edit_inline/stacked.html"


class EmbargoedInline(GuardedInline):
    public_through = ("",)
    kept_through = ("",)
    readonly_fields = ("visibility",)

    def get_exclude(self, request, obj=None):
        return ("public_from", "public_until")

    def get_queryset(self, request):
        return with_clock(super().get_queryset(request), request)

    visibility = EmbargoedAdmin.visibility


class PublicWithParentInline(admin.TabularInline):
    """Rows that readers see as soon as they see the row above: who may change that may change these."""

    formset = LabelledFormSet
    formfield_overrides = DAYS
    extra = 0

    def has_add_permission(self, request, obj):
        return super().has_add_permission(request, obj) and self._may_change_parent(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._may_change_parent(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._may_change_parent(request, obj)

    def _may_change_parent(self, request, obj):
        if obj is None or obj.pk is None:
            return True
        return self.admin_site.get_model_admin(self.parent_model).has_change_permission(request, obj)
