"""The rows of the database, table by table, as one instant saw them, in a form of no database's own.

Values are written as JSON by the fields themselves, so that a backup of SQLite restores into PostgreSQL and
the other way round.
"""

import json
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

ROWS = 500
# Sign-ins that ended since must not come back to life; the generation goes on where readers' caches have it;
# counts are made anew.
COUNTS = {f"releases.{kind}count" for kind in ("archive", "filed", "change", "month")}
LEFT_OUT = {"sessions.session", "embargo.generation", *COUNTS}


@contextmanager
def snapshot():
    """Everything that is read inside is of one instant, and no writer waits for it."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    connection.ensure_connection()
    # Not `atomic`: our transactions on SQLite take the one write lock.
    connection.cursor().execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        connection.cursor().execute("ROLLBACK")


def kept_models(registry=apps):
    """Every model with a table of its own whose rows belong into a backup, tables of many-to-many included."""
    found = registry.get_models(include_auto_created=True)
    return [m for m in found if m._meta.managed and not m._meta.proxy and m._meta.label_lower not in LEFT_OUT]


def chunks(model):
    """The rows of a model as lists of lists of plain values, each of at most `ROWS`."""
    fields, chunk = model._meta.concrete_fields, []
    for row in model._base_manager.order_by("pk").iterator(chunk_size=ROWS):
        chunk.append([plain(field, row) for field in fields])
        if len(chunk) == ROWS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def plain(field, row):
    """A value as JSON can hold it, from which `field.to_python` makes the same value again."""
    value = field.value_from_object(row)
    if value is None or isinstance(value, bool | int | float | str) or isinstance(field, models.JSONField):
        return value
    return field.value_to_string(row)


def write(writer):
    """Add every table to the archive; what the manifest says of them."""
    tables = {}
    for model in kept_models():
        label, count = model._meta.label_lower, 0
        for number, chunk in enumerate(chunks(model)):
            content = "\n".join(json.dumps(row, ensure_ascii=False) for row in chunk)
            writer.add_bytes(f"database/{label}/{number:06}.jsonl", content.encode())
            count += len(chunk)
        tables[label] = {"fields": [field.attname for field in model._meta.concrete_fields], "rows": count}
    return tables


def migrations():
    """`[[app, name]]` of all migrations that the database has seen."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())
