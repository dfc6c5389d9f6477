from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from embargo.admin import EmbargoedAdmin, EmbargoedInline, StackedLayout, VisibilityFilter

from .models import Event, Presentation, Slot


class PresentationInline(StackedLayout, EmbargoedInline):
    model = Presentation
    fields = [("abstract_number", "trial_id"), "title", "presenter", "compounds", "visibility"]
    autocomplete_fields = ["compounds"]


class SlotInline(StackedLayout, EmbargoedInline):
    model = Slot
    fields = [("date", "start", "end"), ("session", "role"), ("room", "board"), "presentations", "visibility"]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "presentations":
            # A slot holds presentations of its own event, and a form for a new event has none yet.
            event = request.resolver_match.kwargs.get("object_id")
            known = str(event or "").isdigit()
            kwargs["queryset"] = (
                Presentation.objects.filter(event=event) if known else Presentation.objects.none()
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Event)
class EventAdmin(EmbargoedAdmin):
    kept_through = ("", "presentations", "slots")
    list_display = ["name", "kind", "place", "start_on", "end_on", "visibility"]
    list_filter = [VisibilityFilter, "kind"]
    date_hierarchy = "start_on"
    search_fields = ["name", "place"]
    fieldsets = [
        (None, {"fields": ["kind", "name", "description", "web_address"]}),
        (
            _("Where and when"),
            {"fields": ["place", "time_zone", ("start_on", "end_on"), "start_time", "is_cancelled"]},
        ),
        (_("Readers"), {"fields": ["visibility"]}),
    ]
    inlines = [PresentationInline, SlotInline]


@admin.register(Presentation)
class PresentationAdmin(EmbargoedAdmin):
    list_display = ["title", "abstract_number", "event", "presenter", "visibility"]
    list_filter = [VisibilityFilter, "compounds"]
    list_select_related = ["event"]
    search_fields = ["title", "abstract_number", "presenter", "event__name", "trial_id"]
    autocomplete_fields = ["event", "compounds"]
    fields = ["event", "title", "abstract_number", "presenter", "compounds", "trial_id", "visibility"]


@admin.register(Slot)
class SlotAdmin(EmbargoedAdmin):
    list_display = ["session", "event", "date", "start", "end", "room", "visibility"]
    list_display_links = ["date"]
    list_filter = [VisibilityFilter]
    list_select_related = ["event"]
    date_hierarchy = "date"
    search_fields = ["session", "event__name", "room", "presentations__title", "role"]
    autocomplete_fields = ["event", "presentations"]
    fieldsets = [
        (None, {"fields": ["event", "presentations", "role"]}),
        (
            _("Where and when"),
            {
                "fields": ["date", ("start", "end"), "session", "room", "board"],
                "description": _("Times are in the zone of the event, as its programme states them."),
            },
        ),
        (_("Readers"), {"fields": ["visibility"]}),
    ]
