from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from embargo.addresses import path_of
from embargo.changing import Changing
from embargo.models import Embargoed, EmbargoedQuerySet
from embargo.refs import RefField
from pipeline.models import Compound, TrialIdField


def validate_time_zone(name):
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone; write one like America/New_York."), params={"name": name}
        )


class EventQuerySet(EmbargoedQuerySet):
    def upcoming(self, on):
        """Events that are not over on the date `on`, the next one first."""
        return self.filter(Q(end_on__gte=on) | Q(end_on=None, start_on__gte=on)).order_by("start_on", "pk")

    def past(self, on):
        """Events that are over on the date `on`, the last one first."""
        return self.filter(Q(end_on__lt=on) | Q(end_on=None, start_on__lt=on)).order_by("-start_on", "-pk")


class Event(Changing, Embargoed):
    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("Medical conference")
        CALL = "call", _("Conference call")
        WEBCAST = "webcast", _("Webcast")
        MEETING = "meeting", _("Investor meeting")

    ref = RefField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    place = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("City and country, or “online”.")
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        blank=True,
        validators=[validate_time_zone],
        help_text=_("Where it takes place, such as America/Chicago. Empty: not stated; no zone is invented."),
    )
    start_on = models.DateField(_("first day"))
    end_on = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: the first day."))
    start_time = models.TimeField(
        _("starts at"), null=True, blank=True, help_text=_("For a call or webcast, in the zone of the event.")
    )
    web_address = models.URLField(
        _("web address"), blank=True, help_text=_("The webcast or the meeting's page.")
    )
    description = models.TextField(_("description"), blank=True)
    is_cancelled = models.BooleanField(
        _("cancelled"),
        default=False,
        help_text=_("It does not take place. It stays on the site, and calendars strike it out."),
    )

    objects = EventQuerySet.as_manager()

    class Meta(Embargoed.Meta):
        ordering = ["-start_on", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *Embargoed.Meta.constraints,
            models.CheckConstraint(
                name="events_event_days",
                condition=Q(end_on=None) | Q(end_on__gte=F("start_on")),
                violation_error_message=_("The last day cannot be before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.start_on})"

    def get_absolute_url(self):
        return f"{path_of('events:events')}{self.ref}/"


class Presentation(Changing, Embargoed):
    event = models.ForeignKey(Event, models.CASCADE, related_name="presentations", verbose_name=_("event"))
    title = models.CharField(_("title"), max_length=500)
    abstract_number = models.CharField(
        _("abstract number"), max_length=20, blank=True, help_text=_("Such as 8057 or LBA1, without “#”.")
    )
    presenter = models.CharField(_("presenter"), max_length=200, blank=True)
    compounds = models.ManyToManyField(
        Compound, related_name="presentations", blank=True, verbose_name=_("compounds")
    )
    trial_id = TrialIdField(_("trial id"))

    class Meta(Embargoed.Meta):
        ordering = ["pk"]
        verbose_name = _("presentation")
        verbose_name_plural = _("presentations")

    def __str__(self):
        return f"#{self.abstract_number} {self.title}" if self.abstract_number else self.title


class Slot(Changing, Embargoed):
    """A place in the programme. It may hold several presentations; a discussant's slot holds none."""

    ref = RefField()  # its identity in calendars
    event = models.ForeignKey(Event, models.CASCADE, related_name="slots", verbose_name=_("event"))
    presentations = models.ManyToManyField(
        Presentation, related_name="slots", blank=True, verbose_name=_("presentations")
    )
    date = models.DateField(_("date"))
    start = models.TimeField(_("start"), null=True, blank=True)
    end = models.TimeField(_("end"), null=True, blank=True)
    session = models.CharField(_("session"), max_length=300, blank=True)
    room = models.CharField(_("room"), max_length=120, blank=True)
    board = models.CharField(_("board"), max_length=20, blank=True)
    role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("Such as oral, poster, discussion.")
    )

    class Meta(Embargoed.Meta):
        ordering = ["date", "start", "pk"]
        verbose_name = _("slot")
        verbose_name_plural = _("slots")

    def __str__(self):
        return " ".join(
            str(part) for part in (self.date, self.start or "", self.session or self.role) if part
        )
