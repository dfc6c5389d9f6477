"""Which rows are guarded, which are kept, and the admin that keeps to it."""

from functools import reduce
from operator import or_

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import NestedObjects
from django.contrib.auth import get_permission_codename
from django.core.exceptions import FieldDoesNotExist, SuspiciousOperation
from django.db import router
from django.db.models import BooleanField, Exists, OuterRef, Q, URLField, Value
from django.utils.translation import gettext as _

from ..days import DAYS
from .keys import Choosing, is_key
from .lists import CarefulList

# Reverse names under which releases and revisions hold the rows that they name.
NAMED_BY = ("revisions", "releases", "joint_releases")
# Whoever may not see drafts is not told either that one names a row, or when it will come out.
SEES_AHEAD = "releases.view_release"
HOLDERS = ("releasecompound", "releasecontact")
INSTANTS = ("public_from", "public_until")
# An address that is typed without a scheme is a secure one.
SECURE_ADDRESSES = {URLField: {"assume_scheme": "https"}}


class Guard(Choosing):
    """Knows which rows of `self.model` are guarded or kept.

    `public_through` is the path to the embargoed rows that make a row public: empty for the row itself,
    `("partnerships",)` for a partner. `kept_through` names what a deletion would take along.
    """

    formfield_overrides = SECURE_ADDRESSES | DAYS
    public_through = ()
    kept_through = ()

    def with_guards(self, rows):
        """`rows` with `guarded` and `kept`."""
        guarded = [Q(**{f"{path}public_from__isnull": False}) for path in self._prefixes(self.public_through)]
        guarded += [
            Q(**{f"{path}revisions__isnull": False, f"{path}revisions__voided_at": None})
            for path in self._prefixes(self.public_through)
        ]
        kept = [Q(**{f"{path}public_from__isnull": False}) for path in self._prefixes(self.kept_through)]
        kept += [
            Q(**{f"{path}{name}__isnull": False})
            for path in ("", *self._prefixes(self.kept_through))
            for name in NAMED_BY
            if self._has_relation(f"{path}{name}")
        ]
        return rows.annotate(guarded=self._any(guarded), kept=self._any(kept))

    def may_publish(self, request):
        """Whether the person may publish what makes these rows public."""
        models = [self._follow(path) for path in self.public_through]
        return all(
            request.user.has_perm(f"{m._meta.app_label}.{get_permission_codename('publish', m._meta)}")
            for m in models
        )

    def _prefixes(self, paths):
        return [f"{path}__" if path else "" for path in paths]

    def _follow(self, path):
        model = self.model
        for name in filter(None, path.split("__")):
            model = model._meta.get_field(name).related_model
        return model

    def _has_relation(self, path):
        try:
            self._follow(path)
        except FieldDoesNotExist:
            return False
        return True

    def _any(self, conditions):
        """One subquery for each condition: joined in one, they would multiply each other's rows."""
        rows = self.model._base_manager.filter(pk=OuterRef("pk"))
        nothing = Value(False, output_field=BooleanField())
        return (
            reduce(or_, [Exists(rows.filter(condition)) for condition in conditions])
            if conditions
            else nothing
        )


class GuardedAdmin(Guard, admin.ModelAdmin):
    """Deletes nothing that is on record, and lets only people who may publish change what is public."""

    list_per_page = 50
    show_full_result_count = False

    def get_changelist(self, request, **kwargs):
        return CarefulList

    def response_action(self, request, queryset):
        if not all(map(is_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise SuspiciousOperation("An action on what is no row.")
        return super().response_action(request, queryset)

    def is_guarded(self, row):
        if not hasattr(row, "guarded"):
            found = self.with_guards(self.model._base_manager.filter(pk=row.pk)).first()
            row.guarded = bool(found and found.guarded)
        return row.guarded

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None or obj.pk is None or not self.public_through:
            return allowed
        return self.may_publish(request) or not self.is_guarded(obj)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        limited = self.public_through and not self.may_publish(request)
        asks = request.method == "GET" and limited and super().has_change_permission(request)
        if asks and (obj := self.get_object(request, object_id)):
            self._tell_if_guarded(request, obj)
        return super().change_view(request, object_id, form_url, extra_context)

    def _tell_if_guarded(self, request, obj):
        if self.is_guarded(obj) and request.user.has_perm(SEES_AHEAD):
            text = _("Readers can see this, or will: only people who may publish can change it.")
            self.message_user(request, text, messages.INFO)

    def lookup_allowed(self, lookup, value, request):
        # An address such as ?releases=7 would tell which rows a draft names.
        if lookup.split("__")[0] in (*NAMED_BY, *HOLDERS, *INSTANTS) and not request.user.has_perm(
            SEES_AHEAD
        ):
            return False
        # What is no regular expression fails in the database, and some that are one keep it busy for hours.
        return not lookup.endswith("regex") and super().lookup_allowed(lookup, value, request)

    def history_view(self, request, object_id, extra_context=None):
        # Stock asks for permission only after it has told whether the row exists.
        if not self.has_view_or_change_permission(request):
            object_id = "0"
        return super().history_view(request, object_id, extra_context)

    def save_model(self, request, obj, form, change):
        if not change:
            return super().save_model(request, obj, form, change)
        # Only what the form changed: a release may hand the row its instant while the form is open.
        obj.save(update_fields=changed_columns(obj, form))

    def get_deleted_objects(self, objs, request):
        reasons = [reason for obj in objs for reason in self.deletion_blockers(obj)]
        if reasons:
            return [], {}, set(), reasons
        return super().get_deleted_objects(objs, request)

    def deletion_blockers(self, obj):
        """Sentences that say why `obj` stays. They never name what else refers to it: that may be a draft."""
        found = self.with_guards(self.model._base_manager.filter(pk=obj.pk)).first()
        if found and found.kept:
            return [
                _("“%(row)s” has been public, or a release names it; the record of it stays.") % {"row": obj}
            ]
        collector = NestedObjects(using=router.db_for_write(self.model), origin=[obj])
        collector.collect([obj])
        if collector.protected:
            return [_("“%(row)s” is in use elsewhere and cannot be deleted.") % {"row": obj}]
        return []


def changed_columns(obj, form):
    """The columns of `obj` that `form` changed, for `save(update_fields=…)`; with an image go its width and height."""
    fields = {field.name: field for field in obj._meta.concrete_fields}
    changed = [fields[name] for name in form.changed_data if name in fields]
    sizes = [getattr(field, size, None) for field in changed for size in ("width_field", "height_field")]
    return [*(field.name for field in changed), *filter(None, sizes)]
