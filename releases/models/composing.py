"""From the working text to the words that will be public: boilerplate chosen by date, slots filled."""

import datetime as dt
from dataclasses import dataclass, field
from html import escape

from django.db import models
from django.utils.functional import SimpleLazyObject
from django.utils.html import urlize
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Partner, Partnership

from ..dateline import dateline
from ..html import clean, paragraphs
from .boilerplate import Boilerplate, Filing
from .findings import Finding
from .issuer import Issuer
from .revision import Revision


class SafeHarbor(models.TextChoices):
    ATTACH = "attach", gettext_lazy("Attach the safe harbor in force")
    CAUTION = (
        "caution",
        gettext_lazy("Attach the caution without the Act (the statute excludes this context)"),
    )
    NONE = "none", gettext_lazy("None: nothing in this release looks forward")


CORRECTION_PREFIX = "CORRECTING and REPLACING "

SLOT_NEEDS = {
    "annual_report": gettext_lazy("a 10-K that was filed by the release's date"),
    "compounds": gettext_lazy("a compound on this release"),
    "partners": gettext_lazy("a partnership in force and public on the release's date"),
    "issuer": gettext_lazy("the issuer's short name"),
}


@dataclass
class Composition:
    """What approving a release freezes: an unsaved revision and its tags, or what is missing for it.

    It keeps the records it was made of, so that whoever judges the text need not read them again.
    """

    revision: Revision
    tags: dict
    missing: list[Finding] = field(default_factory=list)
    issuer: Issuer | None = None
    annual_report: Filing | None = None
    contacts: tuple = ()
    joint_partners: tuple = ()

    @property
    def sha256(self):
        return self.revision.digest(self.tags)


def compose(release):
    """The `Composition` of a release's working text; it reads the records of the release's date, not the clock."""
    issuer = Issuer.objects.prefetch_related("listings").get(pk=1)
    report, contacts = Filing.objects.annual_report(release.date), tuple(release.ordered_contacts())
    texts, values, missing = Texts(release), _values(release, issuer, report), []
    joint = tuple(release.joint_partners.order_by("name"))
    headline = f"{CORRECTION_PREFIX}{release.headline}" if _is_correcting(release) else release.headline
    revision = Revision(
        release_id=release.pk,
        ref=release.ref,
        guid=release.guid,
        number=release.standing_revisions().count() + (0 if release.approved_revision() else 1),
        kind=release.kind,
        note=release.note,
        headline=headline[:500],
        slug=_slug(release),
        subheads=release.subheads,
        date=release.date,
        date_only=release.from_archive,
        date_line=release.own_date_line,
        dateline=release.own_dateline or dateline(release.dateline_place, release.wire, release.date),
        body=clean(release.body),
        about=_abouts(release, joint, texts, values, missing),
        safe_harbor=_safe_harbor(release, texts, values, missing),
        contact_block=release.own_contact_block or contact_block(contacts),
        source_line=release.own_source_line or _plain(Boilerplate.Kind.SOURCE, texts, values, missing),
        end_mark=release.end_mark,
        tickers=[
            [listing.exchange, listing.symbol, listing.market_code] for listing in issuer.listings.all()
        ],
        category_id=release.category_id,
    )
    return Composition(revision, release.selected_tags(), missing, issuer, report, contacts, joint)


class Texts:
    """The boilerplate in force on a release's date."""

    def __init__(self, release):
        self.date, self._own = release.date, Boilerplate.objects.own_in_force(release.date)

    def of(self, kind, partner=None):
        if partner is None:
            return self._own.get(kind)
        return Boilerplate.objects.in_force(kind, self.date, partner)


def slot_values(on, issuer, report, *, compounds=(), partnerships=()):
    """What boilerplate's slots stand for on the date `on`; `partnerships` are announced by the release itself.

    Names are read only if a text asks for them.
    """
    return {
        "issuer": issuer.short_name,
        "compounds": SimpleLazyObject(lambda: [compound.name for compound in compounds]),
        "partners": SimpleLazyObject(lambda: _partners_in_force(on, issuer, partnerships)),
        "annual_report": str(report.title) if report else "",
    }


def _partners_in_force(on, issuer, partnerships):
    start_of_day = dt.datetime.combine(on, dt.time.min, issuer.zone)
    known = Partnership.objects.public(start_of_day) | Partnership.objects.filter(pk__in=list(partnerships))
    in_force = known.in_force(on).values("partner")
    return list(Partner.objects.filter(pk__in=in_force).order_by("name").values_list("name", flat=True))


def contact_block(contacts):
    """Contacts in their order, a heading for each kind, as wires print them."""
    blocks, kind = [], None
    for contact in contacts:
        lines = [f"For {contact.get_kind_display()}:"] if contact.kind != kind else []
        kind = contact.kind
        named = ", ".join(part for part in (contact.person, contact.phone) if part)
        lines += [contact.organisation, named, contact.role, contact.email]
        blocks.append("\n".join(line for line in lines if line))
    return "\n\n".join(blocks)


def _is_correcting(release):
    """A typo mended in a correction leaves it one."""
    if release.kind != Revision.Kind.TYPO:
        return release.kind == Revision.Kind.CORRECTION
    mended = release.standing_revisions().exclude(kind=Revision.Kind.TYPO).last()
    return mended is not None and mended.kind == Revision.Kind.CORRECTION


def _values(release, issuer, report):
    return slot_values(
        release.date,
        issuer,
        report,
        compounds=release.ordered_compounds(),
        partnerships=release.partnerships.values_list("pk", flat=True),
    )


def _abouts(release, joint, texts, values, missing):
    if release.own_about:
        # That of an archived joint release holds both companies' texts as they were.
        return clean(release.own_about)
    passages = []
    if release.attach_about:
        passages.append(_passage(Boilerplate.Kind.ABOUT, texts, values, missing))
    for partner in joint:
        passages.append(_passage(Boilerplate.Kind.ABOUT, texts, values, missing, partner))
    return "\n".join(passage for passage in passages if passage)


def _safe_harbor(release, texts, values, missing):
    if release.safe_harbor == SafeHarbor.NONE:
        return ""
    if release.own_safe_harbor:
        return clean(release.own_safe_harbor)
    chosen = release.safe_harbor == SafeHarbor.CAUTION
    kind = Boilerplate.Kind.CAUTION if chosen else Boilerplate.Kind.SAFE_HARBOR
    return _passage(kind, texts, values, missing)


def _render(kind, texts, values, missing, partner=None):
    boilerplate = texts.of(kind, partner)
    if boilerplate is None:
        return None
    heading, text, empty = boilerplate.render(values)
    missing += [
        Finding(
            "empty-slot",
            _("The %(kind)s in force needs %(need)s.")
            % {"kind": boilerplate.get_kind_display(), "need": SLOT_NEEDS[slot]},
            place=f"{{{slot}}}",
        )
        for slot in empty
    ]
    return heading, text


def _passage(kind, texts, values, missing, partner=None):
    rendered = _render(kind, texts, values, missing, partner)
    if rendered is None:
        whose = f" ({partner})" if partner else ""
        missing.append(
            Finding(
                "no-boilerplate",
                _("No text of the kind “%(kind)s”%(whose)s is in force on %(date)s.")
                % {"kind": Boilerplate.Kind(kind).label, "whose": whose, "date": texts.date},
            )
        )
        return ""
    heading, text = rendered
    head = f"<h2>{escape(heading)}</h2>\n" if heading else ""
    # Linked when it is frozen, so that what was approved is what is served.
    return clean(head + urlize(paragraphs(text)))


def _plain(kind, texts, values, missing):
    rendered = _render(kind, texts, values, missing)
    return rendered[1] if rendered else ""


def _slug(release):
    return slugify(release.headline)[:80].strip("-") or "release"
