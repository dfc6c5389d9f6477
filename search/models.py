"""The search index: the words of everything that can be public, found through the rule of what is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """The folded words of one row. It holds texts that are not public yet, so it is never read but by `find`."""

    on_public_pages = True

    class Kind(models.TextChoices):
        RELEASE = "release", _("Release")
        COMPOUND = "compound", _("Compound")
        PARTNER = "partner", _("Partner")
        EVENT = "event", _("Event")

    kind = models.CharField(max_length=10, choices=Kind)
    row = models.PositiveBigIntegerField()
    date = models.DateField(null=True)
    title = models.TextField()
    body = models.TextField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["-date", "-id"], name="search_entry_newest")]
        constraints = [models.UniqueConstraint(fields=["kind", "row"], name="search_entry_once")]

    def __str__(self):
        return f"{self.kind} {self.row}"
