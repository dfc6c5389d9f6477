from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from embargo.addresses import path_of
from embargo.changing import Changing
from embargo.models import Embargoed

trial_id_validator = RegexValidator(
    r"^NCT\d{8}\Z", _("A trial id is “NCT” and eight digits, such as NCT00796731.")
)


class TrialIdField(models.CharField):
    """A ClinicalTrials.gov identifier: `NCT` and eight digits."""

    default_validators = [trial_id_validator]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 11, "blank": True, **kwargs})


class Phase(models.TextChoices):
    """The stages of development, in their order."""

    PRECLINICAL = "0", _("Preclinical")
    PHASE_1 = "1", _("Phase 1")
    PHASE_1_2 = "1-2", _("Phase 1/2")
    PHASE_2 = "2", _("Phase 2")
    PHASE_2_3 = "2-3", _("Phase 2/3")
    PHASE_3 = "3", _("Phase 3")
    SUBMITTED = "4", _("Submitted")
    APPROVED = "5", _("Approved")
    DISCONTINUED = "9", _("Discontinued")


class Compound(Changing, Embargoed):
    name = models.CharField(
        _("name"),
        max_length=120,
        unique=True,
        help_text=_("As releases call it; the safe harbor names it so."),
    )
    slug = models.SlugField(
        _("address"), max_length=120, unique=True, help_text=_("Its page is /pipeline/…/ and never moves.")
    )
    target = models.CharField(_("target"), max_length=200, blank=True, help_text=_("Such as CD19 or HER2."))
    technology = models.CharField(
        _("technology"), max_length=200, blank=True, help_text=_("Such as antibody-drug conjugate.")
    )
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("Two or three sentences for the compound's page. No results here."),
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=10, help_text=_("Smaller numbers stand first in the pipeline.")
    )

    class Meta(Embargoed.Meta):
        ordering = ["order", "name"]
        verbose_name = _("compound")
        verbose_name_plural = _("compounds")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{path_of('pipeline:pipeline')}{self.slug}/"

    def names(self):
        """Every name that a text may use for this compound, its own first."""
        return [self.name, *(alias.name for alias in self.aliases.all())]


class Alias(models.Model):
    on_public_pages = True

    class Kind(models.TextChoices):
        CODE = "code", _("Code")
        GENERIC = "generic", _("Generic name")
        BRAND = "brand", _("Brand name")

    class Mark(models.TextChoices):
        NONE = "", _("none")
        REGISTERED = "®", "®"
        TRADE = "™", "™"

    compound = models.ForeignKey(Compound, models.CASCADE, related_name="aliases")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    mark = models.CharField(
        _("mark"),
        max_length=1,
        choices=Mark,
        blank=True,
        help_text=_("The mark that belongs to this name where a text first uses it."),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [models.UniqueConstraint(fields=["compound", "name"], name="pipeline_alias_once")]

    def __str__(self):
        return f"{self.name}{self.mark}"


class Indication(models.Model):
    on_public_pages = True

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("address"), max_length=200, unique=True)
    area = models.CharField(_("area"), max_length=120, blank=True, help_text=_("Such as haematology."))

    class Meta:
        ordering = ["name"]
        verbose_name = _("indication")
        verbose_name_plural = _("indications")

    def __str__(self):
        return self.name


class ProgramQuerySet(models.QuerySet):
    def public(self, now):
        """Programs of a public compound with at least one public milestone: nothing else says they exist."""
        return self.filter(
            Exists(Compound.objects.public(now).filter(pk=OuterRef("compound"))),
            Exists(Milestone.objects.public(now).filter(program=OuterRef("pk"))),
        )


class Program(models.Model):
    """A compound in an indication. Who develops it follows from the compound's partnerships."""

    on_public_pages = True

    compound = models.ForeignKey(Compound, models.CASCADE, related_name="programs")
    indication = models.ForeignKey(Indication, models.PROTECT, related_name="programs")
    line = models.CharField(
        _("setting"),
        max_length=200,
        blank=True,
        help_text=_("Such as first line, or in combination with … ."),
    )

    objects = ProgramQuerySet.as_manager()

    class Meta:
        ordering = ["compound__order", "compound__name", "pk"]
        verbose_name = _("program")
        verbose_name_plural = _("programs")
        constraints = [
            models.UniqueConstraint(fields=["compound", "indication", "line"], name="pipeline_program_once")
        ]

    def __str__(self):
        return f"{self.compound} – {self.indication}" + (f", {self.line}" if self.line else "")


class Milestone(Embargoed):
    """A phase that a program reached. A new phase is a new row, so the past stays readable."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="milestones")
    phase = models.CharField(_("phase reached"), max_length=3, choices=Phase)
    reached_on = models.DateField(_("reached on"))
    trial_id = TrialIdField(
        _("trial id"), help_text=_("The study at ClinicalTrials.gov, such as NCT00796731.")
    )
    note = models.CharField(
        _("note"),
        max_length=200,
        blank=True,
        help_text=_("One line for the timeline, such as “first patient dosed”."),
    )

    class Meta(Embargoed.Meta):
        ordering = ["-reached_on", "-pk"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self):
        return f"{self.program}: {self.get_phase_display()} ({self.reached_on})"
