"""A number in the database that is another after every change that a reader could see.

Whoever holds a public answer asks for the number before it is made: as long as the number stays, what was
made stays right. Triggers count, in the transaction of the change itself, so that `update()`, `bulk_create`
and plain SQL are counted like a save, and nothing that is rolled back is.

A model takes part by `on_public_pages = True`, as every embargoed one does; the tables that link its
relations take part with it. What readers never see (working texts, the audit, sessions) stays out, so
that work at the desk costs readers nothing.
"""

from django.apps import apps
from django.db import connection, connections

from .models import Generation

TABLE = Generation._meta.db_table
EVENTS = ("INSERT", "UPDATE", "DELETE")
FUNCTION = TRIGGER = "embargo_public_change"

# Called for every changed row, at the end of the transaction. The first call counts and leaves a mark that ends
# with the transaction, so that a load of a million rows writes this one row once.
COUNT = f"""
CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF current_setting('embargo.counted', true) IS DISTINCT FROM 'yes' THEN
    UPDATE {TABLE} SET number = number + 1 WHERE id = 1;
    PERFORM set_config('embargo.counted', 'yes', true);
END IF;
RETURN NULL; END $$
"""
PRESENT = {
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'",
}


def current():
    """The number as the database has it now; None where nothing counts."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {TABLE} WHERE id = 1")
        found = cursor.fetchone()
    return found and found[0]


def watched_tables():
    """The tables whose rows readers see, and those that link them."""
    models = [model for model in apps.get_models() if getattr(model, "on_public_pages", False)]
    links = [field.remote_field.through for model in models for field in model._meta.local_many_to_many]
    return sorted({model._meta.db_table for model in (*models, *links)})


def install(using="default", **kwargs):
    """(Re)create the row and all triggers; connected to `post_migrate`, because SQLite drops the triggers of a
    table that it rebuilds. A migration may have changed what readers see, so it counts."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if TABLE not in present:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (id, number) VALUES (1, 0) ON CONFLICT (id) DO NOTHING")
        if connection.vendor == "postgresql":
            cursor.execute(COUNT)
        for table in filter(present.__contains__, watched_tables()):
            for statement in _statements(connection.vendor, table):
                cursor.execute(statement)
        cursor.execute(f"UPDATE {TABLE} SET number = number + 1 WHERE id = 1")


def missing(using="default"):
    """The watched tables that lack a trigger."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        present = set(cursor.fetchall())
    return [
        table
        for table in watched_tables()
        if any((table, name) not in present for name in _names(connection.vendor, table))
    ]


def _names(vendor, table):
    return [TRIGGER] if vendor == "postgresql" else [f"{TRIGGER}_{table}_{event.lower()}" for event in EVENTS]


def _statements(vendor, table):
    if vendor == "postgresql":
        yield f'DROP TRIGGER IF EXISTS {TRIGGER} ON "{table}"'
        # Deferred, so that the one row of the number is locked at the very end: two moves that meet there
        # wait for each other's commit and never in a circle.
        yield (
            f'CREATE CONSTRAINT TRIGGER {TRIGGER} AFTER {" OR ".join(EVENTS)} ON "{table}" '
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {FUNCTION}()"
        )
        return
    for event, name in zip(EVENTS, _names(vendor, table), strict=True):
        yield f"DROP TRIGGER IF EXISTS {name}"
        yield (
            f'CREATE TRIGGER {name} AFTER {event} ON "{table}" '
            f"BEGIN UPDATE {TABLE} SET number = number + 1 WHERE id = 1; END"
        )
