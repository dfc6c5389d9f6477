"""The outbox at the desk: what waits, what went out, what failed and why. Nothing is changed here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import OutboxEntry
from ..visibility import show_instant
from .showing import badge

BADGES = {
    "waiting": "scheduled",
    "delivered": "live",
    "dropped": "ended",
    "given up": "withdrawn",
    "interrupted": "withdrawn",
}


@admin.register(OutboxEntry)
class OutboxEntryAdmin(admin.ModelAdmin):
    list_display = ["subject", "carrier", "due", "state", "attempts", "next_attempt", "message"]
    list_filter = ["outcome", "carrier"]
    list_per_page = 50
    show_full_result_count = False
    fields = [
        "subject",
        "carrier",
        "key",
        "due",
        "state",
        "attempts",
        "next_attempt",
        "settled_at",
        "message",
    ]
    readonly_fields = fields

    @admin.display(description=_("due at"), ordering="due_at")
    def due(self, entry):
        return show_instant(entry.due_at)

    @admin.display(description=_("state"), ordering="outcome")
    def state(self, entry):
        failing = entry.settled_at is None and entry.message
        return (
            badge("withdrawn", _("Failing"))
            if failing
            else badge(BADGES[entry.outcome], entry.get_outcome_display())
        )

    @admin.display(description=_("next attempt"), empty_value="")
    def next_attempt(self, entry):
        waits = entry.settled_at is None and entry.leased_until
        return show_instant(entry.leased_until) if waits else None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
