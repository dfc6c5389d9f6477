"""Lists of the desk that stay fast however many rows there are."""

import datetime as dt
import re

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from embargo.admin.lists import CarefulList

from ..counts import Archive, month_span
from ..models import MonthCount

# So many rows of a choice are listed. Whoever looks for others chooses more narrowly, or turns the order.
MOST = 1_000


class KeyPaginator(Paginator):
    """Finds a page by its keys; what a list computes for a row it computes for the shown ones."""

    is_cut = False

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        keys = list(self.keys[start : min(start + self.per_page, self.count)])
        rows = {row.pk: row for row in self.object_list.filter(pk__in=keys)}
        return self._get_page([rows[key] for key in keys if key in rows], number, self)


class FirstRows(KeyPaginator):
    """The first `MOST` rows of any choice and order: to count all of them would take longer, the more there are."""

    @cached_property
    def found(self):
        return list(self.object_list.values_list("pk", flat=True)[: MOST + 1])

    @property
    def keys(self):
        return self.found[:MOST]

    @property
    def count(self):
        return len(self.keys)

    @property
    def is_cut(self):
        return len(self.found) > MOST


class AllRows(KeyPaginator):
    """All rows of a table in the order of their dates, which `MonthCount` counts; `year` chooses one."""

    def __init__(self, *args, field, year=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.field, self.year = field, year

    @cached_property
    def keys(self):
        kept = MonthCount.objects.filter(table=self.object_list.model._meta.db_table, rows__gt=0)
        if self.year:
            kept = kept.filter(month__gte=self.year * 12, month__lt=self.year * 12 + 12)
        months = {
            month_span(month // 12, month % 12 + 1): rows for month, rows in kept.values_list("month", "rows")
        }
        return DeskArchive(self.object_list.values_list("pk", flat=True), self.field, months)

    @cached_property
    def count(self):
        return self.keys.count()


class DeskArchive(Archive):
    """Rows in the order of their queryset, which begins with the newest `field`."""

    def __init__(self, rows, field, months):
        super().__init__(rows, {}, edges=months)
        self.field = field

    def dated(self, first, last):
        if self.field == "date":
            return self.revisions.filter(date__gte=first, date__lte=last)
        begin, end = (
            dt.datetime.combine(day, dt.time.min, dt.UTC) for day in (first, last + dt.timedelta(days=1))
        )
        return self.revisions.filter(**{f"{self.field}__gte": begin, f"{self.field}__lt": end})


class YearFilter(admin.SimpleListFilter):
    """The years from the first to the last row. Which of them are empty only a count of all rows would tell."""

    title = gettext_lazy("year")
    parameter_name = "year"
    field = "date"

    def lookups(self, request, model_admin):
        span = model_admin.model.objects.aggregate(first=Min(self.field), last=Max(self.field))
        if span["first"] is None:
            return []
        return [(str(year), str(year)) for year in range(span["last"].year, span["first"].year - 1, -1)]

    def queryset(self, request, queryset):
        chosen = is_year(self.value() or "")
        return queryset.filter(**{f"{self.field}__year": int(self.value())}) if chosen else queryset


def is_year(text):
    return bool(re.match(r"[1-9][0-9]{3}\Z", text))


class LongChangeList(CarefulList):
    def get_queryset(self, request, exclude_parameters=None):
        """Without the texts, which no list shows and which are long."""
        return super().get_queryset(request, exclude_parameters).only(*self.model_admin.listed)

    def get_ordering_field(self, field_name):
        """Stock hides the links of other columns but obeys an address that names one."""
        return super().get_ordering_field(field_name) if field_name in self.sortable_by else None

    def get_ordering(self, request, queryset):
        """Ties go the way of the column before, so that one index serves both directions."""
        *columns, _key = super().get_ordering(request, queryset)
        columns = columns or self.model_admin.get_ordering(request) or self._get_default_ordering()
        columns = [column for column in columns if column.lstrip("-") != "pk"]
        return [*columns, "-pk" if columns[-1].startswith("-") else "pk"]


class LongList:
    """For the admin of a table whose rows `MonthCount` counts by `dated_by`.

    Columns that it sorts by, and what it filters by, need an index: so only `sortable_by` can be sorted. Each names
    in `listed` the fields that its rows show.
    """

    dated_by = "date"
    show_full_result_count = False
    # They count the rows of every choice.
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50

    def get_changelist(self, request, **kwargs):
        return LongChangeList

    def get_paginator(self, request, queryset, per_page, orphans=0, allow_empty_first_page=True):
        chosen = {name for name, value in request.GET.items() if value} - {"p"}
        year = request.GET.get("year", "")
        if chosen - {"year"} or not self._is_year(year):
            return FirstRows(queryset, per_page, orphans, allow_empty_first_page)
        return AllRows(
            queryset, per_page, orphans, allow_empty_first_page, field=self.dated_by, year=int(year or 0)
        )

    def _is_year(self, year):
        """Whether the counts of months can tell of it: they know instants in UTC alone."""
        return not year or (
            self.dated_by == "date" and year.isascii() and year.isdecimal() and len(year) == 4
        )
