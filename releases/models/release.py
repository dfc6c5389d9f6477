"""The working text and its moves. The public never reads this module's rows, only revisions."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from embargo.refs import RefField
from events.models import Event, Presentation, Slot
from partners.models import Partner, Partnership
from pipeline.models import Compound, Milestone

from ..dateline import Wire
from ..fields import HTMLField
from .composing import SafeHarbor, compose
from .issuer import Category, Issuer
from .moves import Status, check_text, find_blockers
from .moving import Moving
from .revision import Revision
from .tags import linked_keys

# What a duplicate takes over; the rest belongs to one release alone.
COPIED = (
    "subheads",
    "category",
    "dateline_place",
    "wire",
    "body",
    "safe_harbor",
    "safe_harbor_reason",
    "attach_about",
)
KEPT = ("id", "status")


class ReleaseQuerySet(models.QuerySet):
    def in_review(self):
        return self.filter(status=Status.IN_REVIEW)

    def drafts(self):
        return self.filter(status=Status.DRAFT)


class Release(Moving, models.Model):
    """What editors write. Approving it freezes a `Revision`; only that is ever public."""

    ref = RefField()
    guid = models.CharField(_("feed identity"), max_length=200, editable=False)
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.DRAFT, editable=False
    )

    headline = models.CharField(_("headline"), max_length=500)
    subheads = models.JSONField(
        _("subheads"),
        default=list,
        blank=True,
        help_text=_("One to a line; all of them stand in every output."),
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="releases", verbose_name=_("category")
    )
    date = models.DateField(
        _("date"),
        help_text=_(
            "Part of the text: it decides the dateline, the boilerplate and the annual report named."
        ),
    )
    from_archive = models.BooleanField(
        _("from the archive"),
        default=False,
        help_text=_("It was first published elsewhere on its date: shown with that date and no time of day."),
    )
    dateline_place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Such as “BOSTON” or “LONDON and BOSTON”.")
    )
    wire = models.CharField(_("wire"), max_length=20, choices=Wire, blank=True)
    body = HTMLField(_("body"), blank=True)

    safe_harbor = models.CharField(
        _("safe harbor"), max_length=8, choices=SafeHarbor, default=SafeHarbor.ATTACH
    )
    safe_harbor_reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("Needed unless the safe harbor is attached.")
    )
    attach_about = models.BooleanField(_("attach the About in force"), default=True)
    joint_partners = models.ManyToManyField(
        Partner,
        related_name="joint_releases",
        blank=True,
        verbose_name=_("joint with"),
        help_text=_("Their About is attached after ours."),
    )

    # Empty, each of these is made by the system; a text stands instead of it.
    own_date_line = models.CharField(
        _("own date line"),
        max_length=200,
        blank=True,
        help_text=_("As the text wrote its date, with a time perhaps."),
    )
    own_dateline = models.CharField(_("own dateline"), max_length=300, blank=True)
    own_about = HTMLField(_("own About"), blank=True)
    own_safe_harbor = HTMLField(_("own safe harbor"), blank=True)
    own_contact_block = models.TextField(_("own contact block"), blank=True)
    own_source_line = models.TextField(_("own source line"), blank=True)
    end_mark = models.CharField(_("end mark"), max_length=20, blank=True, help_text=_("Such as ### or -30-."))

    compounds = models.ManyToManyField(
        Compound, through="ReleaseCompound", related_name="releases", blank=True
    )
    contacts = models.ManyToManyField(Contact, through="ReleaseContact", related_name="releases", blank=True)
    partners = models.ManyToManyField(
        Partner,
        related_name="releases",
        blank=True,
        verbose_name=_("partners"),
        help_text=_("Whom it speaks of."),
    )
    events = models.ManyToManyField(Event, related_name="releases", blank=True, verbose_name=_("events"))
    presentations = models.ManyToManyField(
        Presentation, related_name="releases", blank=True, verbose_name=_("presentations")
    )
    slots = models.ManyToManyField(Slot, related_name="releases", blank=True, verbose_name=_("slots"))
    milestones = models.ManyToManyField(
        Milestone, related_name="releases", blank=True, verbose_name=_("milestones")
    )
    partnerships = models.ManyToManyField(
        Partnership, related_name="releases", blank=True, verbose_name=_("partnerships")
    )

    wire_text = models.TextField(_("imported text"), blank=True, editable=False)
    import_notes = models.JSONField(_("notes of the import"), default=list, editable=False)
    not_placed = models.TextField(
        _("not placed"),
        blank=True,
        help_text=_("Words of the imported text that found no field. Move or delete them."),
    )

    kind = models.CharField(
        _("kind"), max_length=12, choices=Revision.Kind, default=Revision.Kind.ORIGINAL, editable=False
    )
    note = models.TextField(
        _("public note"),
        blank=True,
        help_text=_(
            "For a correction: what was wrong, what is right, and whose error it was. Readers see it."
        ),
    )
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", editable=False, verbose_name=_("authors")
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("edited by"),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    edited_at = models.DateTimeField(_("edited at"), auto_now=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        indexes = [
            models.Index("date", "id", name="releases_release_order"),
            models.Index("headline", "id", name="releases_release_headline"),
            models.Index("category", "date", "id", name="releases_release_category"),
            # The desk asks for the few that are in work among all that were ever issued.
            models.Index("status", "edited_at", name="releases_release_status"),
        ]
        permissions = [
            ("submit_release", "Can submit a release for review"),
            ("approve_release", "Can approve a release"),
            ("send_back_release", "Can send a release back"),
            ("schedule_release", "Can schedule a release"),
            ("publish_release", "Can publish a release now"),
            ("hold_release", "Can hold a scheduled release"),
            ("revise_release", "Can revise a live release"),
            ("withdraw_release", "Can withdraw a live release"),
            ("confirm_release", "Can confirm an emergency approval"),
        ]
        constraints = [
            models.CheckConstraint(
                name="releases_release_safe_harbor_reason",
                condition=Q(safe_harbor="attach") | ~Q(safe_harbor_reason=""),
                violation_error_message=_("Give the reason why the safe harbor is not attached."),
            ),
            models.CheckConstraint(name="releases_release_status", condition=Q(status__in=Status.values)),
        ]

    def __str__(self):
        return self.headline or self.ref

    def save(self, **kwargs):
        self.guid = self.guid or self._new_guid()
        if not self._state.adding:
            # Only a move changes the status: an instance read before one must not write the old status back.
            kwargs.setdefault(
                "update_fields", [f.name for f in self._meta.concrete_fields if f.name not in KEPT]
            )
        super().save(**kwargs)

    def _new_guid(self):
        """A tag URI (RFC 4151): it names the release for ever, even if the site's address changes."""
        issuer = Issuer.objects.filter(pk=1).first()
        host = urlsplit(issuer.web_address).hostname if issuer and issuer.web_address else None
        return f"tag:{host or 'newsroom.invalid'},{self.date:%Y-%m-%d}:release:{self.ref}"

    # Questions

    def standing_revisions(self):
        return self.revisions.standing().order_by("number")

    def live_revision(self, now):
        return self.revisions.public(now).first()

    def approved_revision(self):
        """The revision that the present approval froze; None in draft and review."""
        return self.standing_revisions().last() if self.status == Status.APPROVED else None

    def state(self, now):
        """The status and the clock in one word: `scheduled` and `live` are an approved text and an instant."""
        revision = self.approved_revision()
        if revision is None or revision.public_from is None:
            return self.status
        return "live" if revision.is_public(now) else "scheduled"

    def ordered_compounds(self):
        return self.compounds.order_by("releasecompound__position", "releasecompound__pk")

    def ordered_contacts(self):
        return self.contacts.order_by("releasecontact__position", "releasecontact__pk")

    def record_author(self, user):
        """Remember who worked on the text: such a person cannot approve it."""
        self.authors.add(user)
        self.edited_by = user
        Release.objects.filter(pk=self.pk).update(edited_by=user)

    def selected_tags(self):
        """What the next revision will be filed under and go out with, as keys."""
        return linked_keys(self)

    def compose(self):
        """What approving would freeze just now, as a `Composition`."""
        return compose(self)

    def checked(self, now):
        """The composition and what preflight finds in it, as `Checked`."""
        return check_text(self, now)

    def preflight(self, now):
        """What is wrong or doubtful in the working text, blockers first."""
        return self.checked(now).findings

    def warnings(self, now):
        """What an approver must tick."""
        return self.checked(now).warnings

    def blockers(self, move, *, by, now, **given):
        """Every reason why `move` is refused, all at once, as `Finding`s; empty if it may go ahead."""
        return find_blockers(self, move, by=by, now=now, **given)

    def duplicate(self, *, by, now, headline):
        """A new draft of the same text and tags: no time, no approval, no files, none of the history."""
        copied = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name in COPIED
        }
        with transaction.atomic():
            copy = Release.objects.create(**copied, headline=headline, date=Issuer.objects.get(pk=1).day(now))
            for name in ("partners", "joint_partners", "events"):
                getattr(copy, name).set(getattr(self, name).all())
            for through in (ReleaseCompound, ReleaseContact):
                for row in through.objects.filter(release=self):
                    row.pk, row.release = None, copy
                    row.save(force_insert=True)
            copy.record_author(by)
        return copy


class ReleaseCompound(models.Model):
    release = models.ForeignKey(Release, models.CASCADE)
    compound = models.ForeignKey(Compound, models.PROTECT, verbose_name=_("compound"))
    position = models.PositiveSmallIntegerField(
        _("position"), default=1, help_text=_("The order in which the safe harbor names them.")
    )

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("compound")
        verbose_name_plural = _("compounds")
        constraints = [models.UniqueConstraint(fields=["release", "compound"], name="releases_compound_once")]

    def __str__(self):
        return str(self.compound)


class ReleaseContact(models.Model):
    release = models.ForeignKey(Release, models.CASCADE)
    contact = models.ForeignKey(Contact, models.PROTECT, verbose_name=_("contact"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [models.UniqueConstraint(fields=["release", "contact"], name="releases_contact_once")]

    def __str__(self):
        return str(self.contact)
