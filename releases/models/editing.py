import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

# The desk reports every twenty seconds; two missed reports mean that the page is closed.
PRESENT = dt.timedelta(seconds=50)


class EditingQuerySet(models.QuerySet):
    def present(self, now):
        return self.filter(seen_at__gt=now - PRESENT)


class Editing(models.Model):
    """Somebody has a release open for editing: a sign for colleagues, never a lock."""

    release = models.ForeignKey("releases.Release", models.CASCADE, related_name="editing")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(_("seen at"))

    objects = EditingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("editing")
        verbose_name_plural = _("editing")
        constraints = [models.UniqueConstraint(fields=["release", "user"], name="releases_editing_once")]

    def __str__(self):
        return f"{self.user}: {self.release}"
