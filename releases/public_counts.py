"""The one question behind all counts of readers: how many releases were public at an instant, by place.

A place is a year and a category, or a month; any day of it stands for the year or the month. The database keeps how
many texts have an instant and no end (`ArchiveCount`, `FiledCount`); what appears or ends after the instant that is
asked for is undone. A text that appears later is taken off, one that ends later is added, and one that does both comes
to nothing. Whole months of such changes are kept too (`ChangeCount`); between the instant and the end of a month the
texts are counted.
"""

import datetime as dt
from calendar import monthrange
from functools import cache

from django.db import models
from django.db.models import Count, F, Func, OuterRef, Subquery, Sum, Value

from .compiled import Compiled, Parameter, union
from .models import ArchiveCount, ChangeCount, FiledCount, Revision

CATEGORIES, MONTHS = ("day", "category"), ("day",)
FIELDS = {
    **{name: models.DateTimeField() for name in ("since", "until")},
    **{name: models.BigIntegerField() for name in ("compound", "partner", "category")},
    **{name: models.IntegerField() for name in ("month", "sign", "first_year", "last_year")},
}
SIDES = {"public_from": 1, "public_until": -1}
CHOSEN = {"first_year": "year__gte", "last_year": "year__lte", "category": "category"}


class FirstDay(Func):
    """The first day of a month of a year, which are numbers."""

    function = "make_date"
    template = "%(function)s(%(expressions)s, 1)"
    output_field = models.DateField()

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, template="printf('%%%%04d-%%%%02d-01', %(expressions)s)")


def counted(place, now, filed=None, past=False, **chosen):
    """Rows of a day, perhaps a category, and a number, to be added up; `chosen` are of `CHOSEN`.

    Some may be of other years. `filed` are rows by their name: `{"compound": <Compound>}`. An instant that is long
    `past` takes less time if told.
    """
    filed = filed or {}
    return _statement(place, tuple(filed), tuple(chosen)).rows(**_values(now, filed, past), **chosen)


def counted_about(now):
    """Rows of a day and a number: how many each month holds of what is public at `now` or appears later in its month.

    With thousands a month it takes longer to leave these out than to look for a release in a month too many.
    """
    return _statement(MONTHS, (), (), ("public_until",)).rows(**_values(now, {}, past=False))


def parts(place, now, filed=None, past=False):
    """The same rows as querysets, for a union with others."""
    return _parts(place, tuple(filed or {}), (), _values(now, filed or {}, past))


def month_span(year, month):
    return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])


def cut(now, past=False):
    """(month, since, until, sign): all changes after `month`, as `ChangeCount` numbers it, are undone, and besides the
    texts that appeared or ended after `since` and not after `until` are added with this sign.

    They lie before the end of the month of `now`, since few have an instant later than the present; of an instant long
    past, before the nearer end.
    """
    at = now.astimezone(dt.UTC)
    first, last = (dt.datetime.combine(day, dt.time.max, dt.UTC) for day in month_span(at.year, at.month))
    month, before = at.year * 12 + at.month - 1, first - dt.timedelta(days=1)
    if past and now - before < last - now:
        return month - 1, before, now, 1
    return month, now, last, -1


def placed(revisions):
    return revisions.order_by().annotate(day=F("date"))


def filed_under(revisions, filed):
    """`filed` are rows or keys by their name."""
    for name, row in filed.items():
        revisions = revisions.filter(**{f"{name}s": row})
    return revisions


def _values(now, filed, past):
    values = dict(zip(("month", "since", "until", "sign"), cut(now, past), strict=True))
    return values | {name: filed[name].pk if name in filed else 0 for name in ("compound", "partner")}


@cache
def _statement(place, filed, chosen, sides=tuple(SIDES)):
    values = {name: Parameter(name, field) for name, field in FIELDS.items()}
    return Compiled(lambda: union(_parts(place, filed, chosen, values, sides)))


def _parts(place, filed, chosen, values, sides=tuple(SIDES)):
    """`filed` and `chosen` are names; `values` hold what stands for them. `sides` are those of `SIDES` to count."""
    keys = {name: values[name] for name in ("compound", "partner")}
    chosen = {CHOSEN[name]: values[name] for name in chosen}
    months = _dated(place, ChangeCount.objects.filter(at__gt=values["month"], **keys, **chosen))
    months = months.values(*place).annotate(undone=-Sum("number"))
    # Each asks one indexed instant alone: asked together, they would lead a database through the whole table. They are
    # counted by their very dates, and none is left out for its year: either would take longer than what it spares.
    of_texts = {name: value for name, value in chosen.items() if name == "category"}
    texts = (
        placed(_between(side, values))
        .filter(**of_texts)
        .annotate(told=_told({name: values[name] for name in filed}))
        .values(*place)
        .annotate(undone=Count("told") * SIDES[side] * values["sign"])
        for side in sides
    )
    undone = [rows.values_list(*place, "undone") for rows in (months, *texts)]
    return [_kept(place, filed, keys).filter(**chosen), *undone]


def _kept(place, filed, keys):
    if place == MONTHS:
        months = _dated(place, FiledCount.objects.filter(month__gt=0, **keys)).values(*place)
        return months.annotate(number=Sum("standing")).values_list(*place, "number")
    kept = FiledCount.objects.filter(month=0, **keys) if filed else ArchiveCount.objects.all()
    return _dated(place, kept).values_list(*place, "standing")


def _dated(place, counts):
    return counts.annotate(day=FirstDay("year", "month" if place == MONTHS else Value(1)))


def _between(name, values):
    return Revision.objects.filter(**{f"{name}__gt": values["since"], f"{name}__lte": values["until"]})


def _told(filed):
    """The key of a text that is filed so, or nothing. Asked of each text: a join would begin with all that are."""
    if not filed:
        return F("pk")
    return Subquery(filed_under(Revision.objects.filter(pk=OuterRef("pk")), filed).order_by().values("pk"))
