"""The database itself keeps `ArchiveCount` and `RowCount`, whichever way a row comes, changes or goes.

Migrations end with `install`, which counts anew: rows that were there before the triggers are in it too.
"""

from django.db import connections

from .models import ArchiveCount, AuditEntry, Release, Revision, RowCount

TEXTS, ARCHIVE, TABLES = (model._meta.db_table for model in (Revision, ArchiveCount, RowCount))
COUNTED = [model._meta.db_table for model in (Release, Revision, AuditEntry)]
STANDING = "{row}.public_from IS NOT NULL AND {row}.public_until IS NULL"
YEAR = {
    "sqlite": "CAST(strftime('%Y', {row}.date) AS INTEGER)",
    "postgresql": "EXTRACT(YEAR FROM {row}.date)",
}


def install(using="default", **kwargs):
    """(Re)create the triggers and count everything; connected to `post_migrate`."""
    connection = connections[using]
    create = {"sqlite": _create_sqlite, "postgresql": _create_postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        create(cursor)
        _count(cursor, YEAR[connection.vendor].format(row="r"))


def _count(cursor, year):
    cursor.execute(f"DELETE FROM {ARCHIVE}")
    cursor.execute(
        f"INSERT INTO {ARCHIVE} (year, category_id, standing) SELECT {year}, r.category_id, COUNT(*) "
        f"FROM {TEXTS} AS r WHERE {STANDING.format(row='r')} GROUP BY 1, 2"
    )
    cursor.execute(f"DELETE FROM {TABLES}")
    for table in COUNTED:
        cursor.execute(f"INSERT INTO {TABLES} (\"table\", rows) SELECT '{table}', COUNT(*) FROM {table}")


def _one_more(vendor):
    return (
        f"INSERT INTO {ARCHIVE} (year, category_id, standing) "
        f"VALUES ({YEAR[vendor].format(row='NEW')}, NEW.category_id, 1) "
        f"ON CONFLICT (year, category_id) DO UPDATE SET standing = {ARCHIVE}.standing + 1"
    )


def _one_less(vendor):
    year = YEAR[vendor].format(row="NEW")
    return (
        f"UPDATE {ARCHIVE} SET standing = standing - 1 WHERE year = {year} AND category_id = NEW.category_id"
    )


def _more_rows(table, number):
    """A table that was emptied as a whole begins anew."""
    return (
        f"INSERT INTO {TABLES} (\"table\", rows) VALUES ('{table}', {number}) "
        f'ON CONFLICT ("table") DO UPDATE SET rows = {TABLES}.rows + {number}'
    )


def _fewer_rows(table, number):
    return f"UPDATE {TABLES} SET rows = rows - {number} WHERE \"table\" = '{table}'"


def _create_sqlite(cursor):
    new, old = STANDING.format(row="NEW"), STANDING.format(row="OLD")
    more, less = _one_more("sqlite"), _one_less("sqlite")
    moved = f"UPDATE OF public_from, public_until ON {TEXTS}"
    triggers = [
        ("archive_counted_insert", f"INSERT ON {TEXTS} WHEN {new}", more),
        ("archive_counted_appear", f"{moved} WHEN ({new}) AND NOT ({old})", more),
        ("archive_counted_end", f"{moved} WHEN ({old}) AND NOT ({new})", less),
    ]
    for table in COUNTED:
        triggers.append((f"{table}_counted_insert", f"INSERT ON {table}", _more_rows(table, 1)))
        triggers.append((f"{table}_counted_delete", f"DELETE ON {table}", _fewer_rows(table, 1)))
    for name, event, act in triggers:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"CREATE TRIGGER {name} AFTER {event} BEGIN {act}; END")


def _create_postgresql(cursor):
    new, old = STANDING.format(row="NEW"), STANDING.format(row="OLD")
    _trigger(
        cursor,
        "archive_counted",
        f"INSERT OR UPDATE OF public_from, public_until ON {TEXTS} FOR EACH ROW",
        f"IF ({new}) AND (TG_OP = 'INSERT' OR NOT ({old})) THEN {_one_more('postgresql')}; "
        f"ELSIF TG_OP = 'UPDATE' AND ({old}) AND NOT ({new}) THEN {_one_less('postgresql')}; END IF;",
    )
    for table in COUNTED:
        # Once for a statement: thousands of rows that come at once change the number once.
        for event, seen, act in (("INSERT", "NEW", _more_rows), ("DELETE", "OLD", _fewer_rows)):
            _trigger(
                cursor,
                f"{table}_counted_{event.lower()}",
                f"{event} ON {table} REFERENCING {seen} TABLE AS changed FOR EACH STATEMENT",
                act(table, "(SELECT COUNT(*) FROM changed)") + ";",
            )


def _trigger(cursor, name, event, act):
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {act} RETURN NULL; END $$"
    )
    cursor.execute(f"CREATE OR REPLACE TRIGGER {name} AFTER {event} EXECUTE FUNCTION {name}()")
