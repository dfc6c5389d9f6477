"""Releases: the working text, and the page on which their moves are made."""

from functools import partial

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import DateTimeField, Exists, Max, OuterRef, Subquery, Value
from django.db.models.functions import Length
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from embargo.admin import GuardedAdmin, badge
from embargo.visibility import show_instant

from .. import admin_views
from ..choosing import ChosenRows
from ..comparison import compare_urls
from ..duplicating import duplicate_urls
from ..editing import editing_urls
from ..finding import containing
from ..forms import ReleaseForm
from ..importing.views import import_urls
from ..looks import record_view
from ..models import Attachment, MoveRefused, Release, Revision
from ..models.moves import Status
from ..panel import first_context, panel_urls
from ..preview import preview_urls
from .long_lists import MOST, LongList, YearFilter
from .release_form import INLINES, ContactInline, active_contacts, fieldsets_of

# The editor sets styles on its own parts; no other page needs this.
editor_page = csp_update({"style-src": [SELF, UNSAFE_INLINE]})


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("draft", _("Draft")),
            ("in review", _("In review")),
            ("approved", _("Approved, no time set")),
            ("scheduled", _("Scheduled")),
            ("live", _("Live")),
            ("withdrawn", _("Withdrawn")),
            ("emergency", _("Approved by one person, to be confirmed")),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "draft" | "in review" | "withdrawn":
                return queryset.filter(status=self.value())
            case "approved":
                rows = queryset.filter(status=Status.APPROVED, newest_from=None)
                return rows.filter(pk__in=self._with_text(public_from=None))
            case "scheduled":
                rows = queryset.filter(status=Status.APPROVED, newest_from__gt=request.now)
                return rows.filter(pk__in=self._with_text(public_from__gt=request.now))
            case "live":
                return queryset.filter(any_live=True)
            case "emergency":
                rows = queryset.filter(unconfirmed=True, status=Status.APPROVED)
                return rows.filter(pk__in=self._with_text(confirmed_at=None, length__gt=0))

    def _with_text(self, **of_text):
        """The few releases with such a text, found by an index: what a list computes for each row has none."""
        texts = Revision.objects.standing().annotate(length=Length("emergency_reason"))
        return texts.filter(**of_text).order_by().values("release")


@admin.register(Release)
class ReleaseAdmin(LongList, GuardedAdmin):
    form = ReleaseForm
    list_display = ["headline", "state", "date", "category", "instant"]
    list_filter = [StateFilter, "category", "compounds", YearFilter]
    list_select_related = ["category"]
    listed = ["ref", "status", "headline", "date", "category__name"]
    sortable_by = ["headline", "date"]
    search_fields = ["headline", "ref"]
    search_help_text = gettext_lazy("Words of the headline, or their beginnings, or a reference.")
    actions = None
    autocomplete_fields = [
        "partners", "partnerships", "milestones", "events", "presentations", "slots", "joint_partners",
    ]  # fmt: skip
    save_on_top = False

    # Lists

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if not self.has_view_permission(request):
            return rows.none()
        newest = Revision.objects.standing().filter(release=OuterRef("pk")).order_by("-number")
        live = Revision.objects.public(request.now).filter(release=OuterRef("pk"))
        flagged = Revision.objects.standing().filter(release=OuterRef("pk"), confirmed_at=None)
        return rows.select_related("category").annotate(
            as_of=Value(request.now, output_field=DateTimeField()),
            newest_from=Subquery(newest.values("public_from")[:1]),
            any_live=Exists(live),
            any_text=Exists(Revision.objects.filter(release=OuterRef("pk"))),
            unconfirmed=Exists(flagged.exclude(emergency_reason="")),
        )

    def get_search_results(self, request, queryset, search_term):
        return containing(queryset, search_term, most=MOST + 1), False

    @admin.display(description=gettext_lazy("state"))
    def state(self, row):
        state = row.status
        if state == Status.APPROVED and row.newest_from:
            state = "live" if row.newest_from <= row.as_of else "scheduled"
        shown = badge(state.replace(" ", "-"), admin_views.state_label(state))
        if row.any_live and state != "live":
            shown += badge("live", _("earlier text live"))
        return shown + badge("flagged", _("to be confirmed")) if row.unconfirmed else shown

    @admin.display(description=gettext_lazy("public from"))
    def instant(self, row):
        return show_instant(row.newest_from) if row.newest_from and row.status == Status.APPROVED else "–"

    def changelist_view(self, request, extra_context=None):
        if request.issuer is None:
            self.message_user(
                request, _("Enter the issuer first; releases take its name and place."), messages.WARNING
            )
        return super().changelist_view(request, extra_context)

    # Permissions

    def has_add_permission(self, request):
        return super().has_add_permission(request) and request.issuer is not None

    def has_change_permission(self, request, obj=None):
        # A POST gets as far as the form, which refuses it under lock and keeps what was typed.
        open_now = obj is None or obj.status == Status.DRAFT or request.method == "POST"
        return open_now and super().has_change_permission(request, obj)

    def deletion_blockers(self, obj):
        if obj.revisions.exists() or obj.audit_entries.exists():
            return [
                _("“%(row)s” has been submitted, so its record is kept; it cannot be deleted.") % {"row": obj}
            ]
        return []

    def get_deleted_objects(self, objs, request):
        reasons = [reason for obj in objs for reason in self.deletion_blockers(obj)]
        return ([] if reasons else [str(obj) for obj in objs], {}, set(), reasons)

    def delete_model(self, request, obj):
        files = list(obj.attachments.all())
        obj.attachments.all().delete()
        super().delete_model(request, obj)
        for attachment in files:
            transaction.on_commit(partial(attachment.file.storage.delete, attachment.file.name))

    # The form

    def _is_form(self, request, obj):
        return obj is None or self.has_change_permission(request, obj)

    def get_fieldsets(self, request, obj=None):
        if not self._is_form(request, obj):
            return []
        return fieldsets_of(obj)

    def get_inlines(self, request, obj):
        return INLINES if self._is_form(request, obj) else []

    def get_changeform_initial_data(self, request):
        today = {"date": request.issuer.day(request.now), "dateline_place": request.issuer.place}
        return today | super().get_changeform_initial_data(request)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, ContactInline) and request.method == "GET" and obj.pk is None:
            given["initial"] = [{"contact": contact.pk} for contact in active_contacts()]
        return given

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        # The other admin's rows come with what their names are made of: one query for all that are chosen.
        kwargs["queryset"] = self.admin_site.get_model_admin(db_field.related_model).get_queryset(request)
        kwargs["widget"] = ChosenRows(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        obj.save()

    def save_formset(self, request, form, formset, change):
        if formset.model is Attachment:
            for new in formset.extra_forms:
                new.instance.uploaded_by, new.instance.uploaded_at = request.user, request.now
        super().save_formset(request, form, formset, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not change or form.changed_data or any(formset.has_changed() for formset in formsets):
            form.instance.record_author(request.user)

    # Pages

    def get_object(self, request, object_id, from_field=None):
        opened = getattr(request, "opened_release", None)
        return opened or super().get_object(request, object_id, from_field)

    @method_decorator(editor_page)
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return super().changeform_view(request, object_id, form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        release = self.get_object(request, object_id) if request.method != "POST" else None
        if release:
            # One instance for the whole page, so that what it has answered is not asked again.
            request.opened_release = admin_views.answer_once(release)
            record_view(request, release)
        desk = self._desk(request, release) if release else {}
        return super().change_view(request, object_id, form_url, {**desk, **(extra_context or {})})

    def _desk(self, request, release):
        # The rest of what a draft's page shows follows its form.
        shown_first = self._is_form(request, release)
        return (first_context if shown_first else admin_views.desk_context)(request, release)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and "state" not in context:
            stored = Release.objects.get(pk=obj.pk)
            context |= admin_views.desk_context(request, stored)
        if add:
            mine = Release.objects.filter(edited_by=request.user)
            context["last_added"] = mine.aggregate(at=Max("created_at"))["at"]
        context["show_submit"] = self._is_form(request, obj) and request.user.has_perm(
            "releases.submit_release"
        )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self._submit(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._submit(request, obj) or super().response_change(request, obj)

    def _submit(self, request, obj):
        if "_submit" not in request.POST:
            return None
        try:
            obj.submit(by=request.user, now=request.now)
        except MoveRefused as refused:
            self.message_user(request, _("The text is saved, but it was not submitted:"), messages.WARNING)
            for blocker in refused.blockers:
                self.message_user(request, blocker.sentence, messages.WARNING)
        else:
            self.message_user(request, _("Saved and submitted for review."), messages.SUCCESS)
        return redirect("admin:releases_release_change", obj.pk)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            *import_urls(self.admin_site),
            *editing_urls(self.admin_site),
            *preview_urls(self),
            *compare_urls(self),
            *duplicate_urls(self),
            *panel_urls(self),
            path(
                "<int:object_id>/moves/<slug:name>/",
                view(partial(admin_views.move, model_admin=self)),
                name="releases_release_move",
            ),
            path(
                "<int:object_id>/timing/",
                view(partial(admin_views.timing, model_admin=self)),
                name="releases_release_timing",
            ),
            path(
                "<int:object_id>/files/<slug:ref>/",
                view(partial(admin_views.file, model_admin=self)),
                name="releases_release_file",
            ),
            *super().get_urls(),
        ]
