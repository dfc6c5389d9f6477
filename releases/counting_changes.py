"""The database itself keeps `ChangeCount`, as it keeps the other counts: see counting.py."""

from django.db import connections, transaction

from .counting import LINKS, PARTS, TEXTS
from .models import ChangeCount, Revision

CHANGES = ChangeCount._meta.db_table
FILES = Revision.attachments.through._meta.db_table
PLACE = "at, compound, partner, year, month, category_id"
# What an instant of a text adds to what is public from then on.
ADDED = {"public_from": 1, "public_until": -1}


def install(using="default", **kwargs):
    """(Re)create the triggers and count everything; connected to `post_migrate`."""
    connection = connections[using]
    create = {"sqlite": _create_sqlite, "postgresql": _create_postgresql}[connection.vendor]
    # Nobody moves a release between the triggers and the count: PostgreSQL locks the table for the first.
    with transaction.atomic(using=using), connection.cursor() as cursor:
        create(cursor)
        cursor.execute(f"DELETE FROM {CHANGES}")
        for column in ADDED:
            cursor.execute(_all_of(connection.vendor, column))


def _place(vendor, row, column):
    """The columns of `PLACE` for an instant of a row; an instant counts in UTC."""
    instant, date = f"{row}.{column}", f"{row}.date"
    if vendor == "postgresql":
        instant = f"({instant} AT TIME ZONE 'UTC')"
    at = "{} * 12 + {} - 1".format(*_year_and_month(vendor, instant))
    return ", ".join([at, "compound", "partner", *_year_and_month(vendor, date), f"{row}.category_id"])


def _year_and_month(vendor, value):
    parts = {"YEAR": "%Y", "MONTH": "%m"}
    return [PARTS[vendor].format(name=name, format=form, value=value) for name, form in parts.items()]


def _all_of(vendor, column):
    tagged = " ".join(
        f"JOIN (SELECT 0 AS {name}, id AS revision_id FROM {TEXTS} "
        f"UNION ALL SELECT {name}_id, revision_id FROM {table}) AS {name}s ON {name}s.revision_id = r.id"
        for name, table in LINKS.items()
    )
    return _added(
        f"SELECT {_place(vendor, 'r', column)}, COUNT(*) * {ADDED[column]}, SUM({_files('r')}) * {ADDED[column]} "
        f"FROM {TEXTS} AS r {tagged} "
        f"WHERE r.{column} IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6"
    )


def _one(vendor, row, column):
    """`OLD` takes back what `NEW` once added."""
    number = ADDED[column] * (1 if row == "NEW" else -1)
    tagged = ", ".join(
        f"(SELECT 0 AS {name} UNION ALL SELECT {name}_id FROM {table} WHERE revision_id = {row}.id) AS {name}s"
        for name, table in LINKS.items()
    )
    return _added(
        f"SELECT {_place(vendor, row, column)}, {number}, {_files(row)} * {number} "
        f"FROM {tagged} WHERE {row}.{column} IS NOT NULL"
    )


def _files(row):
    return f"(SELECT COUNT(*) FROM {FILES} WHERE revision_id = {row}.id)"


def _added(selected):
    return (
        f"INSERT INTO {CHANGES} ({PLACE}, number, files) {selected} "
        f"ON CONFLICT ({PLACE}) DO UPDATE SET number = {CHANGES}.number + EXCLUDED.number, "
        f"files = {CHANGES}.files + EXCLUDED.files"
    )


def _triggers(vendor):
    """`(name, event, condition, statements)` of each."""
    came = [_one(vendor, "NEW", column) for column in ADDED]
    yield "changes_counted_insert", "INSERT", "NEW.public_from IS NOT NULL", came
    for column in ADDED:
        moved = [_one(vendor, row, column) for row in ("OLD", "NEW")]
        differs = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}[vendor]
        yield (
            f"changes_counted_{column}",
            f"UPDATE OF {column}",
            f"OLD.{column} {differs} NEW.{column}",
            moved,
        )


def _create_sqlite(cursor):
    for name, event, condition, acts in _triggers("sqlite"):
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(
            f"CREATE TRIGGER {name} AFTER {event} ON {TEXTS} WHEN {condition} BEGIN {'; '.join(acts)}; END"
        )


def _create_postgresql(cursor):
    for name, event, condition, acts in _triggers("postgresql"):
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {'; '.join(acts)}; RETURN NULL; END $$"
        )
        cursor.execute(
            f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON {TEXTS} FOR EACH ROW WHEN ({condition}) "
            f"EXECUTE FUNCTION {name}()"
        )
