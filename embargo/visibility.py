"""Instants, and what readers see of a row, in words."""

from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def show_instant(instant):
    """An instant in the issuer's zone with the zone's name: `Mar 4, 2025, 12:00 EST`; seconds where they count."""
    local = localtime(instant)
    return format_date(local, "M j, Y, H:i:s T" if local.second or local.microsecond else "M j, Y, H:i T")


def describe_visibility(row, now):
    """(css class, sentence): what readers see of an embargoed row at `now`."""
    if row.public_from is None:
        return "hidden", _("Not public")
    if row.public_until is not None and row.public_until <= now:
        return "ended", _("Was public until %(at)s") % {"at": show_instant(row.public_until)}
    if row.public_from > now:
        return "scheduled", _("Appears %(at)s") % {"at": show_instant(row.public_from)}
    return "live", _("Public since %(at)s") % {"at": show_instant(row.public_from)}
