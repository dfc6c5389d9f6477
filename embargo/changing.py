"""Rows that know when they changed, for what tells a reader by a date that there is something new."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Changing(models.Model):
    """`changed_at` is the instant of the last saving of a column; what is saved unchanged does not move it.

    Whoever shows it takes care of the embargo: a change before the row was public is nobody's business.
    """

    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def save(self, **kwargs):
        columns = kwargs.get("update_fields")
        # The admin names the columns that its form changed: none, if only rows below were saved.
        if columns is None or columns:
            self.changed_at = timezone.now()
        if columns:
            kwargs["update_fields"] = {*columns, "changed_at"}
        super().save(**kwargs)
