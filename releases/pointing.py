"""Where a finding of preflight is seen and mended: its words marked in their sentence, and links to both places."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .models import Release
from .preflight import Level

# What the admin's form names otherwise than by its field.
IN_FORM = {
    "compounds": "releasecompound_set-group",
    "contacts": "releasecontact_set-group",
    "attachments": "attachments-group",
}
# The part of the shown text that a field makes; what makes none is listed among the records.
IN_TEXT = {
    "headline": "text-headline",
    "subheads": "text-subheads",
    "note": "text-note",
    "date": "text-date",
    "category": "text-date",
    "own_date_line": "text-body",
    "dateline_place": "text-body",
    "own_dateline": "text-body",
    "body": "text-body",
    "attach_about": "text-about",
    "own_about": "text-about",
    "safe_harbor": "text-safe-harbor",
    "own_safe_harbor": "text-safe-harbor",
    "contacts": "text-contacts",
    "own_contact_block": "text-contacts",
    "own_source_line": "text-source",
    "attachments": "text-files",
}
RECORDS = "desk-facts"


@dataclass(frozen=True)
class Pointed:
    """A finding with what its page needs: `in_form` and `in_text` are ids of elements."""

    key: str
    sentence: str
    level: str
    field: str
    label: str
    words: str
    place: SafeString
    in_form: str
    in_text: str


def pointed(findings):
    return [_point(finding) for finding in findings]


def grouped(findings):
    """`[(level, label, [Pointed])]`, blockers first; only levels that found something."""
    points = pointed(findings)
    for level in (Level.BLOCKER, Level.WARNING):
        found = [point for point in points if point.level == level]
        if found:
            yield level.value, _plural(level), found


def marked(place, words):
    """The excerpt as HTML, with the words that are the reason marked."""
    before, found, after = place.partition(words) if words else (place, "", "")
    return format_html("{}<mark>{}</mark>{}", before, found, after) if found else format_html("{}", before)


def _point(finding):
    field = finding.field
    return Pointed(
        finding.key,
        finding.sentence,
        finding.level,
        field,
        _label(field) if field else "",
        finding.words,
        marked(finding.place, finding.words),
        IN_FORM.get(field, f"id_{field}") if field else "",
        IN_TEXT.get(field, RECORDS) if field else "",
    )


def _label(field):
    named = {"attachments": _("files"), "contacts": _("contacts"), "compounds": _("compounds")}
    return capfirst(named.get(field) or Release._meta.get_field(field).verbose_name)


def _plural(level):
    return _("Blockers") if level == Level.BLOCKER else _("Warnings")
