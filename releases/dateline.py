"""The line that opens a release: place, date and wire, each wire in its own order."""

from django.db import models
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _


class Wire(models.TextChoices):
    NONE = "", _("none")
    BUSINESS_WIRE = "BUSINESS WIRE", "Business Wire"
    PR_NEWSWIRE = "PRNewswire", "PR Newswire"
    GLOBE_NEWSWIRE = "GLOBE NEWSWIRE", "GlobeNewswire"
    CNW = "CNW", "CNW"


PATTERNS = {
    Wire.NONE: "{place}, {date} –",
    Wire.BUSINESS_WIRE: "{place}--(BUSINESS WIRE)--",
    Wire.PR_NEWSWIRE: "{place}, {date} /PRNewswire/ --",
    Wire.GLOBE_NEWSWIRE: "{place}, {date} (GLOBE NEWSWIRE) --",
    Wire.CNW: "{place}, {date} /CNW/ -",
}


def dateline(place, wire, date):
    """The dateline as the wire writes it, with the month as the Associated Press abbreviates it."""
    if not place:
        return ""
    return PATTERNS[Wire(wire)].format(place=place, date=format_date(date, "N j, Y"))
