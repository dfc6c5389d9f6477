from django.db import models
from django.db.models import Q
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext_lazy as _

from partners.models import Partner

from .. import boilerplate as language


class BoilerplateQuerySet(models.QuerySet):
    def in_force(self, kind, on, partner=None):
        """The text of `kind` in force on the date `on`: the newest that is not after it, or None."""
        versions = self.filter(kind=kind, partner=partner, effective_from__lte=on)
        return versions.order_by("-effective_from").first()

    def own_in_force(self, on):
        """The company's own texts in force on the date `on`, by kind, in one query."""
        versions = self.filter(partner=None, effective_from__lte=on).order_by("effective_from")
        return {version.kind: version for version in versions}


class Boilerplate(models.Model):
    """A standing text, in force from a date until the next of its kind. What was issued never changes."""

    class Kind(models.TextChoices):
        ABOUT = "about", _("About")
        SAFE_HARBOR = "safe-harbor", _("Safe harbor")
        CAUTION = "caution", _("Caution without the Act")
        SOURCE = "source", _("Source line")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("For the desk only, such as “About, from the 2024 annual report on”."),
    )
    partner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="boilerplate",
        verbose_name=_("partner"),
        help_text=_("Only for a partner's About in joint releases. Empty: the company's own text."),
    )
    heading = models.CharField(
        _("heading"),
        max_length=200,
        blank=True,
        validators=[language.validate],
        help_text=_("Printed above the text; may be empty. Slots may stand in it."),
    )
    text = models.TextField(
        _("text"),
        validators=[language.validate],
        help_text=_(
            "Slots: {issuer}, {compounds}, {partners}, {annual_report}. A part in [square brackets] falls away "
            "when a slot in it is empty. {compounds,} puts a comma before the “and”. A blank line starts a paragraph."
        ),
    )
    effective_from = models.DateField(
        _("in force from"),
        help_text=_("In force for releases of this date and later, until the next text of its kind."),
    )

    objects = BoilerplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-effective_from"]
        verbose_name = _("boilerplate")
        verbose_name_plural = _("boilerplate")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "effective_from"],
                condition=Q(partner=None),
                name="releases_boilerplate_one_in_force",
                violation_error_message=_(
                    "A text of this kind already starts on this date; change one of them."
                ),
            ),
            models.UniqueConstraint(
                fields=["kind", "partner", "effective_from"],
                condition=Q(partner__isnull=False),
                name="releases_boilerplate_one_in_force_partner",
                violation_error_message=_(
                    "A text of this kind already starts on this date; change one of them."
                ),
            ),
            models.CheckConstraint(
                name="releases_boilerplate_partner_about",
                condition=Q(partner=None) | Q(kind="about"),
                violation_error_message=_("Only an About can belong to a partner."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name} ({self.effective_from})"

    def render(self, values):
        """Heading and text with slots filled, and the names of slots that would stay empty."""
        heading, no_heading = language.render(self.heading, values)
        text, no_text = language.render(self.text, values)
        return heading, text, sorted({*no_heading, *no_text})


class FilingQuerySet(models.QuerySet):
    def annual_report(self, on):
        """The newest 10-K filed by the date `on`, or None."""
        reports = self.filter(form=Filing.Form.ANNUAL, filed_on__lte=on)
        return reports.order_by("-period_end", "-filed_on", "-pk").first()


class Filing(models.Model):
    """A report filed with the Securities and Exchange Commission."""

    class Form(models.TextChoices):
        ANNUAL = "10-K", "10-K"
        QUARTERLY = "10-Q", "10-Q"
        CURRENT = "8-K", "8-K"

    form = models.CharField(_("form"), max_length=8, choices=Form, default=Form.ANNUAL)
    period_end = models.DateField(
        _("period end"), help_text=_("The last day of the year or quarter reported on.")
    )
    filed_on = models.DateField(
        _("filed on"), help_text=_("Releases of this date and later name this report.")
    )
    wording = models.CharField(
        _("wording"),
        max_length=200,
        blank=True,
        help_text=_("How texts name it. Empty: “Annual Report on Form 10-K for the fiscal year ended …”."),
    )
    web_address = models.URLField(_("web address"), blank=True)

    objects = FilingQuerySet.as_manager()

    class Meta:
        ordering = ["-filed_on", "-pk"]
        verbose_name = _("filing")
        verbose_name_plural = _("filings")
        constraints = [
            models.CheckConstraint(
                name="releases_filing_after_period",
                condition=Q(filed_on__gte=models.F("period_end")),
                violation_error_message=_("A report cannot be filed before its period ends."),
            ),
            models.UniqueConstraint(fields=["form", "period_end", "filed_on"], name="releases_filing_once"),
        ]

    def __str__(self):
        return f"{self.form} {self.period_end}"

    @property
    def title(self):
        """How a text names this report."""
        period = {"10-K": _("fiscal year"), "10-Q": _("quarter")}.get(self.form)
        name = {"10-K": _("Annual Report"), "10-Q": _("Quarterly Report")}.get(self.form, _("Current Report"))
        ended = f" for the {period} ended {format_date(self.period_end, 'F j, Y')}" if period else ""
        return self.wording or f"{name} on Form {self.form}{ended}"
