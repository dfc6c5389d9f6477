import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from embargo.addresses import path_of
from embargo.models import Embargoed, EmbargoedQuerySet
from events.models import Event, Presentation, Slot
from partners.models import Partner, Partnership
from pipeline.models import Compound, Milestone

from .attachment import Attachment
from .issuer import Category
from .tags import linked_keys

# What lists show of a text, and what they are ordered by.
LISTED = ("ref", "slug", "number", "kind", "headline", "date", "released_at", "public_from", "sha256")


class RevisionQuerySet(EmbargoedQuerySet):
    def newest_first(self):
        return self.order_by("-date", "-released_at", "-pk")

    def in_year(self, year):
        return self.filter(date__year=year)

    def released_by(self, now):
        """What is public at `now` was released by then: said again, lists find it in the index of their order.

        Of an instant long past they would else read all that has come since, to see that it was not public yet.
        """
        return self.filter(released_at__lte=now)

    def standing(self):
        """Approved texts that were not sent back."""
        return self.filter(voided_at=None)

    def withdrawn(self, now):
        return self.filter(withdrawn_at__lte=now)

    def superseded(self, now):
        """Texts that were public and gave way to a corrected or updated one."""
        return self.filter(public_until__lte=now, withdrawn_at=None).exclude(
            public_from=models.F("public_until")
        )

    def for_lists(self):
        """With all that a list row shows, in one query."""
        return self.select_related("category").only(*LISTED, "category__name")


class Revision(Embargoed):
    """A release's text as approved: every word that is or will be public, frozen."""

    class Kind(models.TextChoices):
        ORIGINAL = "original", _("Original")
        CORRECTION = "correction", _("Correction")
        UPDATE = "update", _("Update")
        TYPO = "typo", _("Typo")

    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="revisions")
    ref = models.CharField(_("reference"), max_length=8, db_index=True)
    guid = models.CharField(_("feed identity"), max_length=200)
    number = models.PositiveSmallIntegerField(_("number"))

    # The frozen words.
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    note = models.TextField(_("note"), blank=True)
    headline = models.CharField(_("headline"), max_length=500)
    slug = models.SlugField(_("slug"), max_length=80)
    subheads = models.JSONField(_("subheads"), default=list)
    date = models.DateField(_("date"))
    date_only = models.BooleanField(_("date only"), default=False)
    date_line = models.CharField(_("date line"), max_length=200, blank=True)
    dateline = models.CharField(_("dateline"), max_length=300, blank=True)
    body = models.TextField(_("body"))
    about = models.TextField(_("about"), blank=True)
    safe_harbor = models.TextField(_("safe harbor"), blank=True)
    contact_block = models.TextField(_("contacts"), blank=True)
    source_line = models.TextField(_("source line"), blank=True)
    end_mark = models.CharField(_("end mark"), max_length=20, blank=True)
    tickers = models.JSONField(_("tickers"), default=list)
    category = models.ForeignKey(Category, models.PROTECT, related_name="revisions")

    # What it is filed under and goes out with.
    compounds = models.ManyToManyField(Compound, related_name="revisions")
    partners = models.ManyToManyField(Partner, related_name="revisions")
    contacts = models.ManyToManyField(Contact, related_name="revisions")
    events = models.ManyToManyField(Event, related_name="revisions")
    presentations = models.ManyToManyField(Presentation, related_name="revisions")
    slots = models.ManyToManyField(Slot, related_name="revisions")
    milestones = models.ManyToManyField(Milestone, related_name="revisions")
    partnerships = models.ManyToManyField(Partnership, related_name="revisions")
    attachments = models.ManyToManyField(Attachment, related_name="revisions")

    approved_at = models.DateTimeField(_("approved at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("approved by")
    )
    approver_name = models.CharField(_("approver"), max_length=200)
    emergency_reason = models.TextField(_("emergency"), blank=True)
    # Empty while the row and its tags are written; once it is set, the database refuses every change above.
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    # What happens to the frozen text.
    released_at = models.DateTimeField(
        _("released at"),
        null=True,
        help_text=_("The instant at which this release first became public here."),
    )
    voided_at = models.DateTimeField(_("voided at"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True)
    withdrawal_reason = models.TextField(_("reason of withdrawal"), blank=True)
    hides_headline = models.BooleanField(
        _("headline kept off the notice"),
        default=False,
        help_text=_("Where the headline itself would mislead."),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    confirmer_name = models.CharField(_("confirmed by"), max_length=200, blank=True)

    objects = RevisionQuerySet.as_manager()

    WORDS = (
        "number kind note headline slug subheads date date_only date_line dateline body about safe_harbor "
        "contact_block source_line end_mark tickers".split()
    )
    FROZEN = (
        *("release_id", "ref", "guid", *WORDS, "category_id"),
        *("approved_at", "approver_name", "emergency_reason", "sha256"),
    )

    class Meta(Embargoed.Meta):
        ordering = ["-date", "-released_at", "-pk"]
        default_permissions = ("view",)
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        indexes = [
            # The order of lists. It tells what is public, too, so that rows on the way to a deep page are not read.
            models.Index(
                "date", "released_at", "id", "public_from", "public_until", name="releases_revision_listed"
            ),
            # The same for the lists of a category.
            models.Index(
                "category",
                "date",
                "released_at",
                "id",
                "public_from",
                "public_until",
                name="releases_revision_filed",
            ),
            # The few emergencies to be confirmed; by the length, because reasons are too long for an index.
            models.Index(
                models.F("confirmed_at"), Length("emergency_reason"), name="releases_revision_emergency"
            ),
            # Feeds ask for the last withdrawals and the last corrections and updates, which are few.
            models.Index(
                "withdrawn_at", name="releases_revision_withdrawn", condition=Q(withdrawn_at__isnull=False)
            ),
            models.Index("kind", "public_from", name="releases_revision_kind"),
            # The desk's list is sorted by the first two; where those of a month appear is counted without the rows.
            models.Index("public_from", "id", "date", "category", name="releases_revision_appeared"),
            # The desk's list is sorted by this, too, and searched for a hash.
            models.Index("approved_at", "id", name="releases_revision_approved_at"),
            models.Index("sha256", name="releases_revision_sha256"),
        ]
        constraints = [
            *Embargoed.Meta.constraints,
            models.UniqueConstraint(
                fields=["release", "number"],
                condition=Q(voided_at=None),
                name="releases_revision_number_once",
            ),
            models.CheckConstraint(
                name="releases_revision_void_not_public", condition=Q(voided_at=None) | Q(public_from=None)
            ),
            models.CheckConstraint(
                name="releases_revision_sealed_before_public", condition=Q(public_from=None) | ~Q(sha256="")
            ),
            models.CheckConstraint(
                name="releases_revision_released",
                condition=Q(public_from=None) | Q(released_at__isnull=False),
            ),
            models.CheckConstraint(name="releases_revision_approved", condition=~Q(approver_name="")),
        ]

    def __str__(self):
        return f"{self.headline} ({self.date})"

    def get_absolute_url(self):
        return f"{path_of('releases:archive')}{self.ref}/{self.slug}/"

    def is_superseding(self):
        """Whether readers are told that this text replaced an earlier one; a typo is mended without a note."""
        return self.kind in (self.Kind.CORRECTION, self.Kind.UPDATE)

    def needs_confirmation(self):
        """Whether it was approved by one person in an emergency and nobody has confirmed it since."""
        return bool(self.emergency_reason) and self.confirmed_at is None

    def tags(self):
        """The keys of everything that the revision is filed under or goes out with."""
        return linked_keys(self)

    def digest(self, tags):
        """SHA-256 of the frozen words, the category and the tags; files count by their own SHA-256."""
        files = (
            Attachment.objects.filter(pk__in=tags["attachments"]).order_by("pk")
            if tags["attachments"]
            else ()
        )
        frozen = {
            "ref": self.ref,
            "words": {name: getattr(self, name) for name in self.WORDS},
            "category": self.category_id,
            "tags": {name: sorted(keys) for name, keys in tags.items()},
            "files": [
                [file.ref, file.name, file.title, file.alternative_text, file.sha256] for file in files
            ],
        }
        canonical = json.dumps(frozen, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def seal(self, tags):
        """Write the row, its tags and its hash; from then on the database refuses a change."""
        self.sha256 = ""
        self.save(force_insert=True)
        for name, keys in tags.items():
            if keys:
                getattr(self, name).add(*keys)
        self.sha256 = self.digest(tags)
        self.save(update_fields=["sha256"])
