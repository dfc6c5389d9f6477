"""Records that want care: people who left, facts that nothing announces, an annual report that is old."""

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .models import Filing, Release, Revision
from .models.moves import Status
from .models.tags import FACTS

SHOWN = 4
# The newest of those that may want it: somebody may have imported a whole archive.
LOOKED_AT = 200
# A 10-K is due every twelve months; one month more is the time that filing takes.
ANNUAL = dt.timedelta(days=396)
# What `__str__` of a row reads.
NAMED_BY = {"milestone": ("program__compound", "program__indication"), "partnership": ("partner",)}


@dataclass(frozen=True)
class Care:
    """A sentence, and the pages on which to do something about it."""

    sentence: str
    links: list = field(default_factory=list)  # (words, address)
    more: str = ""  # the address of the list that shows the rest


def upkeep(request):
    return [
        *_annual_report(request),
        *_departed_contacts(request.user),
        *(care for name in FACTS for care in _never_announced(name, request.user)),
    ]


def _annual_report(request):
    if not request.user.has_perm("releases.view_filing"):
        return
    today = request.issuer.day(request.now)
    report = Filing.objects.annual_report(today)
    add = [(_("Add a filing"), reverse("admin:releases_filing_add"))]
    links = add if request.user.has_perm("releases.add_filing") else []
    if report is None:
        yield Care(_("No annual report is on record; the safe harbor cannot name one."), links)
    elif report.filed_on < today - ANNUAL:
        told = _("The newest annual report was filed on %(day)s, more than thirteen months ago.")
        yield Care(told % {"day": date_format(report.filed_on)}, links)


def _departed_contacts(person):
    """Inactive contacts that a text in work still names."""
    if not person.has_perm("contacts.view_contact"):
        return
    in_work = Release.objects.filter(status__in=(Status.DRAFT, Status.IN_REVIEW)).order_by("-edited_at")
    named = Release.contacts.through.objects.filter(
        contact__active=False, release__in=in_work.values("pk")[:LOOKED_AT]
    )
    rows = named.select_related("contact", "release").only(
        "contact__person", "contact__organisation", "contact__kind", "release__headline"
    )
    for row in rows.order_by("release", "pk")[:SHOWN]:
        told = _("%(name)s has left and is still named in a release in work:") % {"name": row.contact}
        address = reverse("admin:releases_release_change", args=[row.release_id])
        yield Care(told, [(row.release.headline, address)])


def _never_announced(name, person):
    """Rows that readers never saw and that no release is going to announce."""
    model = Revision._meta.get_field(name).related_model
    label, key = model._meta.app_label, model._meta.model_name
    if not person.has_perm(f"{label}.view_{key}"):
        return
    rows = model._default_manager.filter(public_from=None).select_related(*NAMED_BY.get(key, ()))
    hidden = list(rows.order_by("-pk")[:LOOKED_AT])
    # Asked by their keys: else a database goes through all that was ever issued to learn who is named nowhere.
    naming = Release._meta.get_field(name).remote_field.through.objects.filter(**{f"{key}__in": hidden})
    named = set(naming.values_list(f"{key}_id", flat=True))
    rows = [row for row in hidden if row.pk not in named][: SHOWN + 1]
    if rows:
        links = [(str(row), reverse(f"admin:{label}_{key}_change", args=[row.pk])) for row in rows[:SHOWN]]
        more = f"{reverse(f'admin:{label}_{key}_changelist')}?readers=hidden" if len(rows) > SHOWN else ""
        told = _("%(kind)s, never announced and named by no release:")
        yield Care(told % {"kind": capfirst(model._meta.verbose_name_plural)}, links, more)
