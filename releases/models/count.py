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


class FiledCount(models.Model):
    """As `ArchiveCount`, of what is filed under a compound, a partner or both, by year and by month.

    Month 0 is the whole year; key 0 is any compound, any partner. Rows of any compound and any partner exist by
    month alone: their years are `ArchiveCount`'s.
    """

    compound = models.PositiveBigIntegerField(default=0)
    partner = models.PositiveBigIntegerField(default=0)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    category = models.ForeignKey(Category, models.CASCADE, related_name="+")
    standing = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "partner", "year", "month", "category"], name="releases_filed_count_once"
            )
        ]

    def __str__(self):
        return (
            f"{self.compound}, {self.partner}, {self.year}-{self.month:02}, {self.category}: {self.standing}"
        )


class ChangeCount(models.Model):
    """How many texts appear in a month of the clock, less those that end in it; keys and dates as in `FiledCount`.

    `at` is the month of the instant in UTC, numbered by year × 12 + month − 1; `year` and `month` are of the text's
    date, and there are no rows of whole years. Rows of any compound and any partner, keys 0, count every text.
    `files` is the same number of what is attached to them.
    """

    at = models.PositiveIntegerField()
    compound = models.PositiveBigIntegerField(default=0)
    partner = models.PositiveBigIntegerField(default=0)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    category = models.ForeignKey(Category, models.CASCADE, related_name="+")
    number = models.IntegerField()
    files = models.IntegerField(default=0, db_default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["compound", "partner", "at", "year", "month", "category"],
                name="releases_change_count_once",
            )
        ]

    def __str__(self):
        return f"{self.at // 12}-{self.at % 12 + 1:02}: {self.number:+} of {self.year}-{self.month:02}"


class MonthCount(models.Model):
    """How many rows of a table of the desk are dated in a month, which is numbered by year × 12 + month − 1."""

    table = models.CharField(max_length=60)
    month = models.PositiveIntegerField()
    rows = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["table", "month"], name="releases_month_count_once")]

    def __str__(self):
        return f"{self.table}, {self.month // 12}-{self.month % 12 + 1:02}: {self.rows}"
