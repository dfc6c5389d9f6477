"""The one rule of visibility: a row is public from an instant, until an instant.

Every row that a stranger may see and that can be news is `Embargoed`. `public(now)` is the only place
that says what that means; views, feeds, files and counts ask it and never compare instants themselves.
"""

from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _


class EmbargoedQuerySet(models.QuerySet):
    def public(self, now):
        """Rows public at the instant `now`: half-open, so equality with `public_from` counts as public."""
        return self.filter(public_from__lte=now).filter(Q(public_until=None) | Q(public_until__gt=now))

    def ended(self, now):
        """Rows that were public and are not any more; one with an empty span never was."""
        return self.filter(public_until__lte=now).exclude(public_from=F("public_until"))

    def with_public(self, now, **related):
        """Prefetch only the public rows of each related name: `with_public(now, milestones=None)`.

        The value may be a queryset to start from (for ordering or further prefetching) or None.
        """
        return self.prefetch_related(
            *(
                Prefetch(name, (rows if rows is not None else related_rows(self.model, name)).public(now))
                for name, rows in related.items()
            )
        )


def related_rows(model, name):
    return model._meta.get_field(name).related_model._default_manager.all()


class Embargoed(models.Model):
    on_public_pages = True  # see embargo/generation.py

    public_from = models.DateTimeField(
        _("public from"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("The instant from which readers can see this. Empty: readers cannot see it."),
    )
    public_until = models.DateTimeField(
        _("public until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("The instant from which readers can no longer see this. Empty: no end."),
    )

    objects = EmbargoedQuerySet.as_manager()

    class Meta:
        abstract = True
        # "publish" decides who may make a row public, and who may change one that is.
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_public_span",
                condition=Q(public_until=None)
                | Q(public_from__isnull=False, public_until__gte=F("public_from")),
                violation_error_message=_("“Public until” needs a “public from” that is not after it."),
            )
        ]

    def is_public(self, now):
        return (
            self.public_from is not None
            and self.public_from <= now
            and (self.public_until is None or now < self.public_until)
        )


class Generation(models.Model):
    """One row: the number that every public change counts up; see embargo/generation.py."""

    number = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="embargo_generation_one_row", condition=Q(pk=1))]

    def __str__(self):
        return str(self.number)


class OutboxEntryQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(settled_at=None)

    def due(self, now):
        """Waiting, due at `now`, and not in the hands of another process."""
        free = Q(leased_until=None) | Q(leased_until__lte=now)
        return self.waiting().filter(free, due_at__lte=now)


class OutboxEntry(models.Model):
    """One thing to send because something became public; see embargo/outbox.py."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        DROPPED = "dropped", _("Not sent: no longer true")
        GIVEN_UP = "given up", _("Given up")
        INTERRUPTED = "interrupted", _("Not known whether it was sent")

    carrier = models.CharField(_("by"), max_length=40)
    key = models.CharField(_("fact"), max_length=200)
    subject = models.CharField(_("about"), max_length=600, blank=True)
    payload = models.JSONField(_("facts"), default=dict)
    due_at = models.DateTimeField(_("due at"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    leased_until = models.DateTimeField(_("next attempt not before"), null=True)
    outcome = models.CharField(_("state"), max_length=12, choices=Outcome, default=Outcome.WAITING)
    settled_at = models.DateTimeField(_("settled at"), null=True)
    message = models.TextField(_("what happened"), blank=True)

    objects = OutboxEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "-pk"]
        default_permissions = ("view",)
        verbose_name = _("outbox entry")
        verbose_name_plural = _("outbox")
        constraints = [models.UniqueConstraint(fields=["carrier", "key"], name="embargo_outbox_once")]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(settled_at=None), name="embargo_outbox_due"),
            models.Index(fields=["due_at", "id"], name="embargo_outbox_order"),
        ]

    def __str__(self):
        return f"{self.carrier}: {self.key}"


class MissTally(models.Model):
    """How often an address asked in vain within one minute; see embargo/misses.py. An empty address is everybody."""

    at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    misses = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["at", "address"], name="embargo_miss_tally_once")]

    def __str__(self):
        return f"{self.address or 'all'}: {self.misses}"


class MissWave(models.Model):
    """A time in which many asked in vain for releases; it holds no address."""

    began_at = models.DateTimeField()
    last_at = models.DateTimeField(db_index=True)
    misses = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(_("Many requests for releases that do not exist"))
