"""Rows deep in the archive, by a statement that is put together once and planned once for each connection.

A page deep in a large archive asks for the months of a year, too, and goes past the rows of one that stand before its
own. Therefore only keys are gone past, and everything else is asked for the rows that it shows.
"""

from functools import cache

from django.db import models

from .archive import FILTERS, filed_under
from .compiled import Compiled, Parameter, places
from .models import Revision

FIELDS = {
    "now": models.DateTimeField(),
    **{name: models.DateField() for name in ("first", "last")},
    **{name: models.BigIntegerField() for name in FILTERS},
    **{name: models.IntegerField() for name in ("limit", "offset")},
}


def rows(shown, now, chosen, first, last, start, stop, is_reversed):
    """The public releases dated from `first` to `last` at these places, newest first.

    `shown(revisions, now)` adds to a queryset what is shown of each, `chosen` are the rows that they are filed under.
    Places of a reversed list are counted from its oldest.
    """
    keys = {name: row.pk for name, row in chosen.items()}
    statement = _statement(shown, tuple(chosen), is_reversed)
    return statement.objects(now=now, first=first, last=last, limit=stop - start, offset=start, **keys)


@cache
def _statement(shown, chosen, is_reversed):
    return Compiled(lambda: _asked(shown, chosen, is_reversed))


def _asked(shown, chosen, is_reversed):
    values = {name: Parameter(name, field) for name, field in FIELDS.items()}
    public = Revision.objects.public(values["now"]).released_by(values["now"])
    dated = public.filter(date__gte=values["first"], date__lte=values["last"])
    listed = filed_under(dated, {name: values[name] for name in chosen}).newest_first()
    keys = places(listed.reverse() if is_reversed else listed, values["limit"], values["offset"])
    return shown(Revision.objects.filter(pk__in=keys).newest_first(), values["now"])
