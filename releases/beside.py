"""The rows that a release's page shows beside its words, all in one statement.

Each kind asks by the rule of its own model. A union brings them as JSON, in the order of their models, and they
come back as the rows that they are: a page costs the database the same with everything as with nothing.
To put so long a statement together takes Django ten times as long as the database takes to answer it, so that is
done once; only its parameters change.
"""

import datetime as dt
import json
from functools import cache

from django.db import connection, models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery, Value, Window, prefetch_related_objects
from django.db.models.functions import Coalesce, JSONObject, RowNumber

from events.models import Event, Presentation, Slot
from partners.models import FormerName

from .models.attachment import Attachment
from .models.revision import Revision
from .page import EMBARGOED_TAGS, beyond, by_meeting, changes_among

# Of another release the page shows what a list does, and of a correction its note too.
ROW = ("id", "ref", "slug", "headline", "date", "released_at", "public_from")
CHANGE = (*ROW, "number", "kind", "note")


class Parameter(models.Expression):
    """A value that is known only when the statement runs: the attribute `name` of the revision, or the instant."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def prepared(self, revision, now):
        value = now if self.name == "now" else getattr(revision, self.name)
        return self.output_field.get_db_prep_value(value, connection)


class AnyRevision:
    """Stands for the revision while the statement is put together."""

    def __getattr__(self, name):
        field = Revision._meta.pk if name == "pk" else Revision._meta.get_field(name)
        return Parameter(name, field)


def rows_beside(revision, now):
    """(tags as `public_tags` gives them, the rest of what `releases/release.html` shows of other rows)."""
    rows = _rows(revision, now)
    tagged = {name: rows[name] for name in (*EMBARGOED_TAGS, "attachments")}
    return tagged, {
        "changes": changes_among([*rows["superseded"], revision]),
        "meetings": _meetings(rows["presentations"], rows["slots"], rows["meetings"]),
        "earlier": next(iter(rows["earlier"]), None),
        "later": next(iter(rows["later"]), None),
    }


def _asked(revision, now):
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
    asked = {name: (rows, _columns(rows.model)) for name, rows in tags.items()}
    asked["partners"][1]["name"] = _name_on(revision.date)
    return {
        **asked,
        "superseded": (superseded, {name: name for name in CHANGE}),
        "earlier": (_first(beyond(live, revision, "lt").newest_first()), row),
        "later": (_first(beyond(live, revision, "gt").order_by("date", "released_at", "pk")), row),
    }


def _name_on(date):
    """As `Partner.name_on`: a release speaks of a partner by the name of its day."""
    former = FormerName.objects.filter(partner=OuterRef("pk"), until__gte=date).order_by("until")
    return Coalesce(Subquery(former.values("name")[:1]), "name")


def _first(revisions):
    return Revision.objects.filter(pk=Subquery(revisions.values("pk")[:1]))


def _columns(model):
    return {field.attname: field.attname for field in model._meta.concrete_fields}


@cache
def _statement(vendor):
    """({kind: model}, SQL, parameters) for one kind of database."""
    asked = _asked(AnyRevision(), Parameter("now", models.DateTimeField()))
    first, *others = (
        rows.order_by().values_list(
            Value(kind, models.CharField()),
            Window(RowNumber(), order_by=list(rows.model._meta.ordering)),
            JSONObject(**columns),
        )
        for kind, (rows, columns) in asked.items()
    )
    models_asked = {kind: rows.model for kind, (rows, _from) in asked.items()}
    return models_asked, *first.union(*others, all=True).query.sql_with_params()


def _rows(revision, now):
    """`{kind: rows}`, each in the order of its model."""
    models_asked, sql, parameters = _statement(connection.vendor)
    given = [each.prepared(revision, now) if isinstance(each, Parameter) else each for each in parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        answers = sorted(cursor.fetchall())
    rows = {kind: [] for kind in models_asked}
    for kind, _place, columns in answers:
        rows[kind].append(_row(models_asked[kind], json.loads(columns)))
    return rows


def _row(model, columns):
    fields = [field for field in model._meta.concrete_fields if field.attname in columns]
    values = [_value(field, columns[field.attname]) for field in fields]
    return model.from_db(connection.alias, [field.attname for field in fields], values)


def _value(field, stored):
    """A value of a column as Django would have read it itself."""
    value = field.to_python(stored)
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        return value.replace(tzinfo=dt.UTC)  # SQLite keeps no zone
    return value


def _meetings(talks, slots, events):
    by_key = {event.pk: event for event in events}
    for row in (*talks, *slots):
        row.event = by_key[row.event_id]
    # Only a release for a medical meeting has slots; it asks once more.
    announced = Presentation.objects.filter(pk__in=[talk.pk for talk in talks])
    prefetch_related_objects(slots, Prefetch("presentations", announced))
    return by_meeting(talks, slots, lambda event: True)
