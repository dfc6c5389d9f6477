"""Lists of the desk that stay fast however many rows there are."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from ..models import RowCount


class LongPaginator(Paginator):
    """Finds a page by its keys, from the nearer end; what a list computes for a row it computes for the shown ones."""

    @cached_property
    def count(self):
        if self.object_list.query.where:
            return super().count
        kept = RowCount.objects.filter(table=self.object_list.model._meta.db_table).first()
        return kept.rows if kept else super().count

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        return self._get_page(self._rows(start, min(start + self.per_page, self.count)), number, self)

    def _rows(self, start, stop):
        keys = self.object_list.values_list("pk", flat=True)
        if start <= self.count // 2:
            keys = list(keys[start:stop])
        else:
            keys = list(keys.reverse()[self.count - stop : self.count - start])[::-1]
        rows = {row.pk: row for row in self.object_list.filter(pk__in=keys)}
        return [rows[key] for key in keys if key in rows]


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
        chosen = self.value() in dict(self.lookup_choices)
        return queryset.filter(**{f"{self.field}__year": int(self.value())}) if chosen else queryset


class LongList:
    """For the admin of a table whose rows `RowCount` counts."""

    paginator = LongPaginator
    show_full_result_count = False
    list_per_page = 50
