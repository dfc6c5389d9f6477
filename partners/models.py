from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from embargo.addresses import path_of
from embargo.changing import Changing
from embargo.files import clean_image, random_name
from embargo.models import Embargoed, EmbargoedQuerySet
from embargo.refs import RefField
from pipeline.models import Compound

from .renditions import LogoField


class PartnershipQuerySet(EmbargoedQuerySet):
    def in_force(self, on):
        """Partnerships in force on the date `on`; an empty start or end is unknown and does not limit."""
        return self.filter(Q(start_on=None) | Q(start_on__lte=on), Q(end_on=None) | Q(end_on__gt=on))


class PartnerQuerySet(models.QuerySet):
    def public(self, now):
        """Partners with a public partnership: nothing else says that we work with them."""
        return self.filter(Exists(Partnership.objects.public(now).filter(partner=OuterRef("pk"))))


class Partner(Changing):
    on_public_pages = True

    name = models.CharField(
        _("name"), max_length=200, unique=True, help_text=_("As releases call the company.")
    )
    slug = models.SlugField(
        _("address"), max_length=200, unique=True, help_text=_("Its page is /partners/…/ and never moves.")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("parent"),
        help_text=_("The group that this company belongs to."),
    )
    logo = LogoField(
        _("logo"),
        upload_to=random_name,
        blank=True,
        width_field="logo_width",
        height_field="logo_height",
        help_text=_("PNG, JPEG or WebP. Readers can load it once the partnership is public, not before."),
    )
    logo_ref = RefField()
    logo_width = models.PositiveIntegerField(null=True, editable=False)
    logo_height = models.PositiveIntegerField(null=True, editable=False)
    web_address = models.URLField(_("web address"), blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{path_of('partners:partners')}{self.slug}/"

    def clean(self):
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("A company cannot be its own parent.")})
        if self.logo and not self.logo._committed:
            try:
                cleaned = clean_image(self.logo.file)
            except ValidationError as error:
                raise ValidationError({"logo": error}) from error
            self.logo.save(cleaned.name, cleaned, save=False)

    def name_on(self, on):
        """The name that the company had on the date `on`; of a former name whose end is unknown nothing is said."""
        later = [former for former in self.former_names.all() if former.until and former.until >= on]
        return min(later, key=lambda former: former.until).name if later else self.name

    def names_before(self, on):
        """Former names that a page of the date `on` can speak of."""
        return [former for former in self.former_names.all() if not former.until or former.until < on]

    def names(self):
        """Every name that a text may use for this partner, its own first."""
        return [self.name, *(former.name for former in self.former_names.all())]


class FormerName(models.Model):
    on_public_pages = True

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="former_names")
    name = models.CharField(_("name"), max_length=200)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day of this name, if known.")
    )

    class Meta:
        ordering = ["-until", "name"]
        verbose_name = _("former name")
        verbose_name_plural = _("former names")

    def __str__(self):
        return self.name


class Partnership(Embargoed):
    class Kind(models.TextChoices):
        OUT_LICENSE = "out-license", _("Licensed to the partner, who develops it")
        IN_LICENSE = "in-license", _("Licensed from the partner")
        CO_DEVELOPMENT = "co-development", _("Developed together")
        RESEARCH = "research", _("Research collaboration")
        SUPPLY = "supply", _("Supply or manufacturing")

    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="partnerships", verbose_name=_("partner")
    )
    compounds = models.ManyToManyField(
        Compound, related_name="partnerships", blank=True, verbose_name=_("compounds")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    territory = models.CharField(
        _("territory"), max_length=200, blank=True, help_text=_("Such as worldwide.")
    )
    start_on = models.DateField(_("start"), null=True, blank=True)
    end_on = models.DateField(
        _("end"), null=True, blank=True, help_text=_("The first day on which it is no longer in force.")
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences for the partner's page.")
    )

    objects = PartnershipQuerySet.as_manager()

    class Meta(Embargoed.Meta):
        ordering = ["-start_on", "-pk"]
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        constraints = [
            *Embargoed.Meta.constraints,
            models.CheckConstraint(
                name="partners_partnership_span",
                condition=Q(start_on=None) | Q(end_on=None) | Q(end_on__gte=F("start_on")),
                violation_error_message=_("The end cannot be before the start."),
            ),
        ]

    def __str__(self):
        since = f", {self.start_on:%Y}" if self.start_on else ""
        return f"{self.partner} – {self.get_kind_display()}{since}"
