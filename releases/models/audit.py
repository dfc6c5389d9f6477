import datetime as dt
import hashlib
import json

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .issuer import Issuer


def name_of(user):
    """How the record and the desk name a person: the full name, or the user name where there is none."""
    return user.get_full_name() or user.get_username()


def lock_record():
    """Wait until nobody else writes the record: two entries after the same one would break its chain.

    A move takes this lock before any other, so that two moves can never wait for each other.
    """
    Issuer.objects.select_for_update().filter(pk=1).values_list("pk").first()


class AuditEntry(models.Model):
    """One act at the desk. Append-only, each entry carrying the hash of the one before it."""

    at = models.DateTimeField(_("at"))
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    who_name = models.CharField(_("name"), max_length=200)
    release = models.ForeignKey(
        "releases.Release", models.PROTECT, null=True, related_name="audit_entries", verbose_name=_("release")
    )
    move = models.CharField(_("move"), max_length=20)
    from_status = models.CharField(_("from"), max_length=12, blank=True)
    to_status = models.CharField(_("to"), max_length=12, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    detail = models.TextField(_("detail"), blank=True)
    instant = models.DateTimeField(_("public from"), null=True)
    revision = models.ForeignKey(
        "releases.Revision",
        models.PROTECT,
        null=True,
        related_name="audit_entries",
        verbose_name=_("revision"),
    )
    revision_sha256 = models.CharField(_("text"), max_length=64, blank=True)
    previous = models.CharField(_("hash before"), max_length=64)
    sha256 = models.CharField(_("hash"), max_length=64)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [
            models.Index("at", "id", name="releases_audit_order"),
            models.Index("move", "at", "id", name="releases_audit_move"),
            models.Index("who_name", "at", "id", name="releases_audit_person"),
            models.Index("revision_sha256", name="releases_audit_revision_sha256"),
        ]
        # `unique=True` would also keep an index for LIKE of each, to be written with every entry.
        constraints = [
            models.UniqueConstraint(fields=["previous"], name="releases_audit_previous_once"),
            models.UniqueConstraint(fields=["sha256"], name="releases_audit_sha256_once"),
        ]

    def __str__(self):
        return f"{self.at.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S} UTC, {self.who_name}: {self.move}"

    @classmethod
    @transaction.atomic
    def append(cls, **facts):
        """Write the next entry, in the transaction of the act that it records; `append_locked` says what it takes."""
        lock_record()
        return cls.append_locked(**facts)

    @classmethod
    def append_locked(cls, *, who, release=None, revision=None, **facts):
        """The same for whoever has the lock. `who` is None for what was done on the server itself."""
        last = cls.objects.order_by("-pk").first()
        entry = cls(
            who=who,
            who_name=name_of(who) if who else gettext("The server’s command line"),
            release=release,
            revision=revision,
            revision_sha256=revision.sha256 if revision else "",
            previous=last.sha256 if last else "",
            **facts,
        )
        entry.sha256 = entry.digest()
        entry.save(force_insert=True)
        return entry

    def digest(self):
        """SHA-256 of the entry's facts and of the hash before it."""
        facts = {
            "at": _utc(self.at),
            "who": self.who_name,
            "release": self.release_id,
            "move": self.move,
            "from": self.from_status,
            "to": self.to_status,
            "reason": self.reason,
            "detail": self.detail,
            "instant": _utc(self.instant) if self.instant else None,
            "revision": self.revision_sha256,
            "previous": self.previous,
        }
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def _utc(instant):
    return instant.astimezone(dt.UTC).isoformat()
