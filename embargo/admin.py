"""The admin of rows that readers may see: nothing public is changed, deleted or revealed in passing.

Two questions decide: is a row *guarded* (public, about to be, or named by an approved text: only people
who may publish change it), and is it *kept* (it was public, or a release names it: nobody deletes it)?
"""

from functools import reduce
from operator import or_

from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects
from django.contrib.auth import get_permission_codename
from django.core.exceptions import FieldDoesNotExist
from django.db import router, transaction
from django.db.models import BooleanField, DateTimeField, Exists, OuterRef, Q, URLField, Value
from django.forms.models import BaseInlineFormSet
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .visibility import describe_visibility

# Reverse names under which releases and revisions hold the rows that they name.
NAMED_BY = ("revisions", "releases", "joint_releases")
# Whoever may not see drafts is not told either that one names a row, or when it will come out.
SEES_AHEAD = "releases.view_release"
HOLDERS = ("releasecompound", "releasecontact")
INSTANTS = ("public_from", "public_until")
# An address that is typed without a scheme is a secure one.
SECURE_ADDRESSES = {URLField: {"assume_scheme": "https"}}


def badge(kind, text):
    return format_html('<span class="badge badge-{}">{}</span>', kind, text)


def with_clock(rows, request):
    """`rows` with the instant of the request, and whether this person may know what lies ahead of it."""
    return rows.annotate(
        as_of=Value(request.now, output_field=DateTimeField()),
        sees_ahead=Value(request.user.has_perm(SEES_AHEAD), output_field=BooleanField()),
    )


class VisibilityFilter(admin.SimpleListFilter):
    title = gettext_lazy("readers")
    parameter_name = "readers"

    def lookups(self, request, model_admin):
        choices = [
            ("public", _("Public")),
            ("later", _("Appears later")),
            ("ended", _("No longer public")),
            ("hidden", _("Not public")),
        ]
        ahead = request.user.has_perm(SEES_AHEAD)
        return [choice for choice in choices if ahead or choice[0] != "later"]

    def queryset(self, request, queryset):
        now = request.now
        match self.value():
            case "public":
                return queryset.public(now)
            case "later" if request.user.has_perm(SEES_AHEAD):
                return queryset.filter(public_from__gt=now)
            case "ended":
                return queryset.filter(public_until__lte=now)
            case "hidden" if request.user.has_perm(SEES_AHEAD):
                return queryset.filter(public_from=None)
            case "hidden":
                return queryset.filter(Q(public_from=None) | Q(public_from__gt=now))


class Guard:
    """Knows which rows of `self.model` are guarded or kept.

    `public_through` is the path to the embargoed rows that make a row public: empty for the row itself,
    `("partnerships",)` for a partner. `kept_through` names what a deletion would take along.
    """

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

    formfield_overrides = SECURE_ADDRESSES
    list_per_page = 50
    show_full_result_count = False

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
        return super().lookup_allowed(lookup, value, request)

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


class PublicColumn:
    """A column for rows that become public through others: `public(now)` of their queryset decides."""

    def get_queryset(self, request):
        public = self.model._default_manager.public(request.now).filter(pk=OuterRef("pk"))
        return super().get_queryset(request).annotate(seen_by_readers=Exists(public))

    @admin.display(description=gettext_lazy("readers"))
    def readers(self, row):
        return (
            badge("live", _("Public"))
            if getattr(row, "seen_by_readers", False)
            else badge("hidden", _("Not public"))
        )


class EmbargoedAdmin(GuardedAdmin):
    """Shows what readers see of a row; its instants come from a release, or from the two actions."""

    public_through = ("",)
    kept_through = ("",)
    readonly_fields = ("visibility",)
    actions = ("make_public", "take_off")

    def get_queryset(self, request):
        return with_clock(super().get_queryset(request), request)

    def get_exclude(self, request, obj=None):
        return ("public_from", "public_until")

    @admin.display(description=gettext_lazy("readers"), ordering="public_from")
    def visibility(self, row):
        now = getattr(row, "as_of", None)
        if now is None or (row.public_from and row.public_from > now and not row.sees_ahead):
            return badge("hidden", _("Not public"))
        return badge(*describe_visibility(row, now))

    def get_sortable_by(self, request):
        # The order of the rows, too, would tell which of them have an instant ahead.
        names = super().get_sortable_by(request)
        return [name for name in names if name != "visibility" or request.user.has_perm(SEES_AHEAD)]

    def has_publish_permission(self, request):
        return self.may_publish(request)

    @admin.action(permissions=["publish"], description=gettext_lazy("Make public now …"))
    def make_public(self, request, queryset):
        return self._set_visibility(
            request, queryset, "make_public", _("Make public now"), self._publish_blocker
        )

    @admin.action(permissions=["publish"], description=gettext_lazy("Take off the site now …"))
    def take_off(self, request, queryset):
        return self._set_visibility(
            request, queryset, "take_off", _("Take off the site now"), self._take_off_blocker
        )

    def _publish_blocker(self, row, now):
        if row.is_public(now):
            return _("is public already")
        if row.public_from and row.public_from > now:
            return _("is scheduled with a release; hold that release first")

    def _take_off_blocker(self, row, now):
        if not row.is_public(now):
            return _("is not public")

    def _set_visibility(self, request, queryset, name, title, blocker):
        if not request.POST.get("confirmed"):
            return self._ask(request, queryset, name, title, blocker)
        done = 0
        with transaction.atomic():
            for row in self.model._base_manager.select_for_update().filter(
                pk__in=list(queryset.values_list("pk", flat=True))
            ):
                if blocker(row, request.now) is None:
                    done += 1
                    self._move_instants(request, row, name)
        self.message_user(request, _("%(title)s: %(count)d done.") % {"title": title, "count": done})

    def _move_instants(self, request, row, name):
        before = describe_visibility(row, request.now)[1]
        if name == "make_public":
            row.public_from, row.public_until = request.now, None
        else:
            row.public_until = request.now
        row.save(update_fields=["public_from", "public_until"])
        after = describe_visibility(row, request.now)[1]
        self.log_change(request, row, _("%(before)s → %(after)s") % {"before": before, "after": after})

    def _ask(self, request, queryset, name, title, blocker):
        rows = [(row, blocker(row, request.now)) for row in queryset]
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "action": name,
            "possible": [row for row, reason in rows if reason is None],
            "impossible": [(row, reason) for row, reason in rows if reason],
            "media": self.media,
        }
        return TemplateResponse(request, "admin/embargo/confirm_visibility.html", context)


class LabelledFormSet(BaseInlineFormSet):
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


def changed_columns(obj, form):
    """The columns of `obj` that `form` changed, for `save(update_fields=…)`."""
    columns = {field.name for field in obj._meta.concrete_fields}
    return [name for name in form.changed_data if name in columns]
