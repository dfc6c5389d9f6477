"""What readers see of a row: as a column, as a filter, and changed by two actions."""

from django.contrib import admin
from django.db import transaction
from django.db.models import BooleanField, DateTimeField, Exists, OuterRef, Q, Value
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..visibility import describe_visibility
from .guarding import SEES_AHEAD, GuardedAdmin


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
