"""The rows that a release's page shows beside its words, all in one statement.

Each kind asks by the rule of its own model. A union brings them as JSON, in the order of their models, and they
come back as the rows that they are: a page costs the database the same with one as with many. Kinds that a release
has none of are left out, because the database takes longer to plan a question than to answer it.
"""

import datetime as dt
from functools import cache
from operator import itemgetter

from django.db import connection, models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery, Value, Window, prefetch_related_objects
from django.db.models.functions import Coalesce, JSONObject, RowNumber

from events.models import Event, Presentation, Slot
from partners.models import FormerName

from .compiled import Compiled, Parameter, union
from .models.attachment import Attachment
from .models.revision import Revision
from .page import EMBARGOED_TAGS, beyond, by_meeting, changes_among, neighbours

# What a release may be linked to and its page shows; the links are frozen with its words.
LINKED = (*EMBARGOED_TAGS, "attachments", "presentations", "slots")
# Of another release the page shows what a list does, and of a correction its note too.
ROW = ("id", "ref", "slug", "headline", "date", "released_at", "public_from")
CHANGE = (*ROW, "number", "kind", "note")
# Of a compound or a partner it shows a link with the name.
NAME = ("id", "slug", "name")
NAMED = ("compounds", "partners")
NEIGHBOURS = ("earlier", "later")
# Most neighbours of a release long past are dated so few days from it; to look further takes a statement more.
NEAR = 31
KINDS = (*LINKED, "meetings", "superseded", *NEIGHBOURS)


class AnyRevision:
    """Stands for the revision while the statement is put together."""

    def __getattr__(self, name):
        field = Revision._meta.pk if name == "pk" else Revision._meta.get_field(name)
        return Parameter(name, field)


def rows_beside(revision, now, linked=LINKED, *, is_past=False):
    """(tags as `public_tags` gives them, the rest of what `releases/release.html` shows of other rows).

    `linked` are those names of `LINKED` that may have rows; the others are not asked for. Where `now` is long past,
    the neighbours are looked for near the release first, lest all that came since be gone through.
    """
    rows = _rows(revision, now, linked, is_past)
    sides = {name: next(iter(rows[name]), None) for name in NEIGHBOURS}
    if is_past and None in sides.values():
        sides = dict(zip(NEIGHBOURS, neighbours(revision, now), strict=True))
    tagged = {name: rows[name] for name in (*EMBARGOED_TAGS, "attachments")}
    return tagged, {
        "changes": changes_among([*rows["superseded"], revision]),
        "meetings": _meetings(rows["presentations"], rows["slots"], rows["meetings"]),
        **sides,
    }


def _asked(revision, now, span):
    """`{kind: (rows, {name of a column: where its value comes from})}`."""
    live, events = Revision.objects.public(now), Event.objects.public(now)
    tags = {
        name: Revision._meta.get_field(name).related_model.objects.public(now).filter(revisions=revision.pk)
        for name in EMBARGOED_TAGS
    }
    talks, slots = (
        model.objects.public(now).filter(revisions=revision.pk, event__in=events)
        for model in (Presentation, Slot)
    )
    is_live = Exists(live.filter(attachments=OuterRef("pk")))
    tags |= {
        "attachments": Attachment.objects.filter(is_live, revisions=revision.pk),
        "presentations": talks,
        "slots": slots,
        "meetings": events.filter(Q(pk__in=talks.values("event")) | Q(pk__in=slots.values("event"))),
    }
    superseded = Revision.objects.superseded(now).filter(ref=revision.ref, number__lt=revision.number)
    row = {name: name for name in ROW}
    listed = live.released_by(now).filter(date__range=span) if span else live
    asked = {name: (rows, _columns(name, rows.model)) for name, rows in tags.items()}
    asked["partners"][1]["name"] = _name_on(revision.date)
    return {
        **asked,
        "superseded": (superseded, {name: name for name in CHANGE}),
        "earlier": (_first(beyond(listed, revision, "lt").newest_first()), row),
        "later": (_first(beyond(listed, revision, "gt").order_by("date", "released_at", "pk")), row),
    }


def _name_on(date):
    """As `Partner.name_on`: a release speaks of a partner by the name of its day."""
    former = FormerName.objects.filter(partner=OuterRef("pk"), until__gte=date).order_by("until")
    return Coalesce(Subquery(former.values("name")[:1]), "name")


def _first(revisions):
    return Revision.objects.filter(pk=Subquery(revisions.values("pk")[:1]))


def _columns(kind, model):
    names = NAME if kind in NAMED else (field.attname for field in model._meta.concrete_fields)
    return {name: name for name in names}


@cache
def _statement(kinds, is_past):
    """(`{kind: what makes a row of its columns}`, statement) for some kinds. A newsroom has some ten such sets."""
    span = [Parameter(name, models.DateField()) for name in ("first", "last")] if is_past else None
    asked = _asked(AnyRevision(), Parameter("now", models.DateTimeField()), span)
    asked = {kind: asked[kind] for kind in sorted(kinds)}
    return {kind: _maker(rows.model, names) for kind, (rows, names) in asked.items()}, Compiled(
        lambda: union(_told(asked))
    )


def _told(asked):
    for kind, (rows, columns) in asked.items():
        yield rows.order_by().values_list(
            Value(kind, models.CharField()),
            Window(RowNumber(), order_by=list(rows.model._meta.ordering)),
            JSONObject(**columns),
        )


def _kinds(revision, linked):
    """The kinds of rows that there may be."""
    kinds = {*NEIGHBOURS, *linked}
    if not kinds.isdisjoint(("presentations", "slots")):
        kinds.add("meetings")
    return frozenset(kinds | {"superseded"} if revision.number > 1 else kinds)


def _rows(revision, now, linked, is_past):
    """`{kind: rows}`, each in the order of its model."""
    rows = {kind: [] for kind in KINDS}
    makers, statement = _statement(_kinds(revision, linked), is_past)
    values = {name: getattr(revision, name) for name in ("pk", "ref", "number", "date", "released_at")}
    if is_past:
        values |= zip(("first", "last"), _span_near(revision.date), strict=True)
    for kind, _place, columns in sorted(statement.rows(now=now, **values), key=itemgetter(0, 1)):
        rows[kind].append(makers[kind](columns))
    return rows


def _span_near(date):
    """The days before and after a date that the calendar has."""
    day, end = date.toordinal(), dt.date.max.toordinal()
    return dt.date.fromordinal(max(day - NEAR, 1)), dt.date.fromordinal(min(day + NEAR, end))


def _maker(model, names):
    """Makes a row of the model from `{name: value}` as JSON has it."""
    fields = [field for field in model._meta.concrete_fields if field.attname in names]
    names = [field.attname for field in fields]

    def made(columns):
        return model.from_db(
            connection.alias, names, [_value(field, columns[field.attname]) for field in fields]
        )

    return made


def _value(field, stored):
    """A value of a column as Django would have read it itself."""
    value = field.to_python(stored)
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        return value.replace(tzinfo=dt.UTC)  # SQLite keeps no zone
    return value


def _meetings(talks, slots, events):
    if not events:
        return []
    by_key = {event.pk: event for event in events}
    for row in (*talks, *slots):
        row.event = by_key[row.event_id]
    # Only a release for a medical meeting has slots; it asks once more.
    announced = Presentation.objects.filter(pk__in=[talk.pk for talk in talks])
    prefetch_related_objects(slots, Prefetch("presentations", announced))
    return by_meeting(talks, slots, lambda event: True)
