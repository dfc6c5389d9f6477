"""Numbers kept beside the rows that they count: counting a million takes too long for a page."""

from django.db import models

from .issuer import Category


class ArchiveCount(models.Model):
    """The texts of one year and category that have an instant and no end; releases/counts.py asks the clock."""

    year = models.PositiveSmallIntegerField()
    category = models.ForeignKey(Category, models.CASCADE, related_name="+")
    standing = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["year", "category"], name="releases_count_once")]

    def __str__(self):
        return f"{self.year}, {self.category}: {self.standing}"


class RowCount(models.Model):
    """How many rows a table of the desk holds."""

    table = models.CharField(max_length=60, unique=True)
    rows = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.table}: {self.rows}"
