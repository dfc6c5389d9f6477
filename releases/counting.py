"""The database itself keeps the counts of models/count.py, whichever way a row comes, changes or goes.

Migrations end with `install`, which counts anew: rows that were there before the triggers are in it too.
"""

from django.db import connections, transaction

from .models import ArchiveCount, AuditEntry, FiledCount, MonthCount, Release, Revision

TEXTS, ARCHIVE, FILED, MONTHS = (
    model._meta.db_table for model in (Revision, ArchiveCount, FiledCount, MonthCount)
)
# The tables of the desk's long lists, and the column that dates a row.
COUNTED = {
    model._meta.db_table: column
    for model, column in ((Release, "date"), (Revision, "date"), (AuditEntry, "at"))
}
# Tags by which readers choose.
LINKS = {name: getattr(Revision, f"{name}s").through._meta.db_table for name in ("compound", "partner")}
STANDING = "{row}.public_from IS NOT NULL AND {row}.public_until IS NULL"
PARTS = {
    "sqlite": "CAST(strftime('{format}', {value}) AS INTEGER)",
    "postgresql": "EXTRACT({name} FROM {value})::integer",
}


def install(using="default", **kwargs):
    """(Re)create the triggers and count everything; connected to `post_migrate`."""
    connection = connections[using]
    create = {"sqlite": _create_sqlite, "postgresql": _create_postgresql}[connection.vendor]
    # Readers see the counts of before until all are there again.
    with transaction.atomic(using=using), connection.cursor() as cursor:
        create(cursor)
        _count(cursor, connection.vendor)


def _year(vendor, value):
    return PARTS[vendor].format(name="YEAR", format="%Y", value=value)


def _month(vendor, value):
    return PARTS[vendor].format(name="MONTH", format="%m", value=value)


def _numbered(vendor, value):
    """A month as `MonthCount` numbers it; an instant counts in UTC."""
    if vendor == "postgresql" and value.endswith(".at"):
        value = f"({value} AT TIME ZONE 'UTC')"
    return f"({_year(vendor, value)} * 12 + {_month(vendor, value)} - 1)"


def _count(cursor, vendor):
    for table in (ARCHIVE, FILED, MONTHS):
        cursor.execute(f"DELETE FROM {table}")
    standing = f"FROM {TEXTS} AS r WHERE {STANDING.format(row='r')}"
    cursor.execute(
        f"INSERT INTO {ARCHIVE} (year, category_id, standing) "
        f"SELECT {_year(vendor, 'r.date')}, r.category_id, COUNT(*) {standing} GROUP BY 1, 2"
    )
    tagged = "".join(
        f"JOIN (SELECT 0 AS {name}, id AS revision_id FROM {TEXTS} "
        f"UNION ALL SELECT {name}_id, revision_id FROM {table}) AS {name} ON {name}.revision_id = r.id "
        for name, table in LINKS.items()
    )
    cursor.execute(
        f"INSERT INTO {FILED} (compound, partner, year, month, category_id, standing) "
        f"SELECT compound, partner, {_year(vendor, 'r.date')}, m.month * {_month(vendor, 'r.date')}, r.category_id, "
        f"COUNT(*) FROM {TEXTS} AS r {tagged}JOIN (SELECT 0 AS month UNION ALL SELECT 1) AS m ON 1 = 1 "
        f"WHERE {STANDING.format(row='r')} AND (compound > 0 OR partner > 0 OR m.month > 0) GROUP BY 1, 2, 3, 4, 5"
    )
    for table, column in COUNTED.items():
        cursor.execute(
            f'INSERT INTO {MONTHS} ("table", month, rows) '
            f"SELECT '{table}', {_numbered(vendor, f'r.{column}')}, COUNT(*) FROM {table} AS r GROUP BY 2"
        )


def _one_more(vendor):
    year, month = _year(vendor, "NEW.date"), _month(vendor, "NEW.date")
    yield (
        f"INSERT INTO {ARCHIVE} (year, category_id, standing) VALUES ({year}, NEW.category_id, 1) "
        f"ON CONFLICT (year, category_id) DO UPDATE SET standing = {ARCHIVE}.standing + 1"
    )
    tagged = ", ".join(
        f"(SELECT 0 AS {name} UNION ALL SELECT {name}_id FROM {table} WHERE revision_id = NEW.id) AS {name}s"
        for name, table in LINKS.items()
    )
    yield (
        f"INSERT INTO {FILED} (compound, partner, year, month, category_id, standing) "
        f"SELECT compound, partner, {year}, month, NEW.category_id, 1 "
        f"FROM {tagged}, (SELECT 0 AS month UNION ALL SELECT {month}) AS months "
        f"WHERE compound > 0 OR partner > 0 OR month > 0 "
        f"ON CONFLICT (compound, partner, year, month, category_id) DO UPDATE SET standing = {FILED}.standing + 1"
    )


def _one_less(vendor):
    year, month = _year(vendor, "NEW.date"), _month(vendor, "NEW.date")
    placed = f"year = {year} AND category_id = NEW.category_id"
    tagged = " AND ".join(
        f"({name} = 0 OR {name} IN (SELECT {name}_id FROM {table} WHERE revision_id = NEW.id))"
        for name, table in LINKS.items()
    )
    yield f"UPDATE {ARCHIVE} SET standing = standing - 1 WHERE {placed}"
    yield (
        f"UPDATE {FILED} SET standing = standing - 1 WHERE {placed} AND (month = 0 OR month = {month}) AND {tagged}"
    )


def _more_of_months(table, months):
    """`months` is a selection of months and numbers of rows. A table that was emptied as a whole begins anew."""
    return (
        f"INSERT INTO {MONTHS} (\"table\", month, rows) SELECT '{table}', month, number FROM ({months}) AS changed "
        f'WHERE TRUE ON CONFLICT ("table", month) DO UPDATE SET rows = {MONTHS}.rows + EXCLUDED.rows'
    )


def _fewer_of_months(table, months):
    number = f"(SELECT number FROM ({months}) AS changed WHERE changed.month = {MONTHS}.month)"
    return (
        f"UPDATE {MONTHS} SET rows = rows - {number} "
        f"WHERE \"table\" = '{table}' AND month IN (SELECT month FROM ({months}) AS gone)"
    )


def _create_sqlite(cursor):
    new, old = STANDING.format(row="NEW"), STANDING.format(row="OLD")
    more, less = "; ".join(_one_more("sqlite")), "; ".join(_one_less("sqlite"))
    moved = f"UPDATE OF public_from, public_until ON {TEXTS}"
    triggers = [
        ("archive_counted_insert", f"INSERT ON {TEXTS} WHEN {new}", more),
        ("archive_counted_appear", f"{moved} WHEN ({new}) AND NOT ({old})", more),
        ("archive_counted_end", f"{moved} WHEN ({old}) AND NOT ({new})", less),
    ]
    for table, column in COUNTED.items():
        came, went = (
            f"SELECT {_numbered('sqlite', f'{row}.{column}')} AS month, 1 AS number" for row in ("NEW", "OLD")
        )
        more, less = _more_of_months(table, came), _fewer_of_months(table, went)
        dated = f"UPDATE OF {column} ON {table} WHEN OLD.{column} IS NOT NEW.{column}"
        triggers += [
            (f"{table}_counted_insert", f"INSERT ON {table}", more),
            (f"{table}_counted_delete", f"DELETE ON {table}", less),
            (f"{table}_counted_dated", dated, f"{less}; {more}"),
        ]
    for name, event, act in triggers:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {act}; END")


def _create_postgresql(cursor):
    new, old = STANDING.format(row="NEW"), STANDING.format(row="OLD")
    more, less = ("; ".join(act("postgresql")) for act in (_one_more, _one_less))
    _trigger(
        cursor,
        "archive_counted",
        f"INSERT OR UPDATE OF public_from, public_until ON {TEXTS} FOR EACH ROW",
        f"IF ({new}) AND (TG_OP = 'INSERT' OR NOT ({old})) THEN {more}; "
        f"ELSIF TG_OP = 'UPDATE' AND ({old}) AND NOT ({new}) THEN {less}; END IF;",
    )
    for table, column in COUNTED.items():
        _count_rows_on_postgresql(cursor, table, column)


def _count_rows_on_postgresql(cursor, table, column):
    """Once for a statement: thousands of rows that come at once change each number once."""
    month = _numbered("postgresql", f"changed.{column}")
    months = f"SELECT {month} AS month, COUNT(*) AS number FROM changed GROUP BY 1"
    for event, seen, act in (
        ("INSERT", "NEW", _more_of_months(table, months)),
        ("DELETE", "OLD", _fewer_of_months(table, months)),
    ):
        _trigger(
            cursor,
            f"{table}_counted_{event.lower()}",
            f"{event} ON {table} REFERENCING {seen} TABLE AS changed FOR EACH STATEMENT",
            f"{act};",
        )
    came, went = (
        f"SELECT {_numbered('postgresql', f'{row}.{column}')} AS month, 1 AS number" for row in ("NEW", "OLD")
    )
    _trigger(
        cursor,
        f"{table}_counted_dated",
        f"UPDATE OF {column} ON {table} FOR EACH ROW WHEN (OLD.{column} IS DISTINCT FROM NEW.{column})",
        f"{_fewer_of_months(table, went)}; {_more_of_months(table, came)};",
    )


def _trigger(cursor, name, event, act):
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {act} RETURN NULL; END $$"
    )
    cursor.execute(f"CREATE OR REPLACE TRIGGER {name} AFTER {event} EXECUTE FUNCTION {name}()")
