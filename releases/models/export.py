from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from embargo.files import random_name

from .revision import Revision


class RevisionExport(models.Model):
    """A form of a revision that is made once and kept, under a name that nobody can guess.

    It has no visibility of its own: whoever serves it asks the revision's.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="exports", verbose_name=_("revision"))
    suffix = models.CharField(_("form"), max_length=12)
    file = models.FileField(_("file"), upload_to=random_name)
    sha256 = models.CharField("SHA-256", max_length=64)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        default_permissions = ()
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints = [
            models.UniqueConstraint(fields=["revision", "suffix"], name="releases_export_once"),
        ]

    def __str__(self):
        return f"{self.revision}{self.suffix}"
