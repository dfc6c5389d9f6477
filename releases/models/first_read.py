from django.db import models
from django.utils.translation import gettext_lazy as _

from .revision import Revision


class FirstRead(models.Model):
    """When a stranger first asked for a public text and got it: proof of how soon it could be read."""

    revision = models.OneToOneField(Revision, models.CASCADE, related_name="first_read", primary_key=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        default_permissions = ()
        verbose_name = _("first read")
        verbose_name_plural = _("first reads")

    def __str__(self):
        return f"{self.revision}: {self.at}"

    @property
    def delay(self):
        """How long after its instant the text was asked for; the time of drawing the page is not in it."""
        return self.at - self.revision.public_from
