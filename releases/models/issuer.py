from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from embargo.addresses import path_of
from embargo.changing import Changing
from embargo.files import clean_image, random_name
from embargo.refs import RefField
from events.models import validate_time_zone
from partners.renditions import LogoField

from .. import colours

ACCENT = "#0b5a6f"


def validate_accent(colour):
    """Links and buttons wear it on a white page; on a dark one it is lightened until it reads."""
    if not colours.is_colour(colour):
        raise ValidationError(_("Write the color as # and six digits, such as #0b5a6f."), code="accent")
    ratio = colours.contrast(colour, colours.LIGHT)
    if ratio < colours.NEEDED:
        raise ValidationError(
            _(
                "%(colour)s is too pale for text on white: its contrast is %(ratio)s to 1, and 4.5 is needed. "
                "Choose a darker one."
            ),
            code="accent-contrast",
            params={"colour": colour, "ratio": f"{int(ratio * 100) / 100:.2f}"},
        )


class Issuer(Changing):
    """The listed company whose newsroom this is: one row."""

    on_public_pages = True

    name = models.CharField(
        _("name"), max_length=200, help_text=_("The full name, such as “Example Bio, Inc.”.")
    )
    short_name = models.CharField(
        _("short name"), max_length=120, help_text=_("As running text says it; boilerplate's {issuer}.")
    )
    former_names = models.TextField(_("former names"), blank=True, help_text=_("One to a line."))
    place = models.CharField(
        _("place"),
        max_length=120,
        help_text=_("The dateline that a new release starts with, such as “BOSTON”."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        default="America/New_York",
        validators=[validate_time_zone],
        help_text=_("All times in the newsroom are shown in this zone, such as America/New_York."),
    )
    web_address = models.URLField(_("web address"), blank=True, help_text=_("The company's own site."))
    accent = models.CharField(
        _("accent color"),
        max_length=7,
        default=ACCENT,
        validators=[validate_accent],
        help_text=_(
            "The color of links and charts, such as #0b5a6f. It must be dark enough to read on white; "
            "the dark pages use a lighter tint of it."
        ),
    )
    logo = LogoField(
        _("logo"),
        upload_to=random_name,
        blank=True,
        width_field="logo_width",
        height_field="logo_height",
        help_text=_("PNG, JPEG or WebP, at least 128 pixels high. It stands at the head of every page."),
    )
    # A tag URI (RFC 4151) that names the newsroom for ever: what the identities of its feeds begin with.
    guid = models.CharField(_("feed identity"), max_length=200, editable=False)
    logo_ref = RefField()
    logo_width = models.PositiveIntegerField(null=True, editable=False)
    logo_height = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("issuer")
        verbose_name_plural = _("issuer")
        constraints = [models.CheckConstraint(name="releases_issuer_one_row", condition=Q(pk=1))]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.pk = 1
        self.guid = self.guid or self._new_guid()
        super().save(**kwargs)

    def _new_guid(self):
        host = urlsplit(self.web_address).hostname or "newsroom.invalid"
        return f"tag:{host},{self.changed_at:%Y-%m-%d}:newsroom"

    def clean(self):
        self.accent = self.accent.lower()
        if self.logo and not self.logo._committed:
            try:
                cleaned = clean_image(self.logo.file)
            except ValidationError as error:
                raise ValidationError({"logo": error}) from error
            self.logo.save(cleaned.name, cleaned, save=False)

    @property
    def zone(self):
        return ZoneInfo(self.time_zone)

    def names(self):
        """Every name that a text may use for the company."""
        former = (line.strip() for line in self.former_names.splitlines())
        return [name for name in (self.name, self.short_name, *former) if name]

    def day(self, now):
        """The date of the instant `now` in the company's zone."""
        return now.astimezone(self.zone).date()


class Listing(models.Model):
    """A symbol on an exchange."""

    on_public_pages = True

    issuer = models.ForeignKey(Issuer, models.CASCADE, related_name="listings")
    exchange = models.CharField(
        _("exchange"), max_length=40, help_text=_("As releases write it, such as Nasdaq.")
    )
    market_code = models.CharField(
        _("market code"),
        max_length=4,
        validators=[RegexValidator(r"^[A-Z0-9]{4}\Z", _("Four capital letters or digits, such as XNAS."))],
        help_text=_("ISO 10383, such as XNAS for Nasdaq or XNYS for the New York Stock Exchange."),
    )
    symbol = models.CharField(_("symbol"), max_length=12)
    order = models.PositiveSmallIntegerField(
        _("order"), default=10, help_text=_("The first is the main listing.")
    )

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [models.UniqueConstraint(fields=["exchange", "symbol"], name="releases_listing_once")]

    def __str__(self):
        return f"{self.exchange}: {self.symbol}"

    def clean(self):
        if ":" in self.exchange:
            raise ValidationError({"exchange": _("Write the exchange alone, without the symbol.")})


class Category(Changing):
    on_public_pages = True

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("Stands in links; never change it.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=10)

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{path_of('releases:archive')}?category={self.slug}"
