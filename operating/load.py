"""The rows of a backup into an empty database: first the schema of its time, then the rows, then the newer schema.

All of it is one transaction, on SQLite too: whatever fails leaves the database as it was.
"""

import json
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from .dump import kept_models


class Unknown(Exception):
    """The backup was made by a newer version than this one."""


@contextmanager
def replaced():
    """A transaction in which tables may be dropped and made. Outside of it keys are checked again."""
    # SQLite ignores this switch inside a transaction, and alters no table while it is on.
    connection.disable_constraint_checking()
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    finally:
        connection.enable_constraint_checking()


def history(migrations):
    """A loader of the migrations of this version in which each is there as the backup saw it: (loader, keys seen).

    A squashed one stands where the backup saw all that it replaces, and these stand everywhere else. Unknown if the
    backup saw one that this version does not know.
    """
    seen = {tuple(key) for key in migrations}
    loader = MigrationLoader(connection, replace_migrations=False)
    if missing := sorted(seen - loader.disk_migrations.keys()):
        raise Unknown(
            f"The backup knows a migration that this version does not: {missing[0][0]} {missing[0][1]}. "
            "Restore it with the version that made it, or a newer one."
        )
    for key, migration in loader.replacements.items():
        if seen.issuperset(migration.replaces):
            loader.graph.remove_replaced_nodes(key, migration.replaces)
            seen.add(key)
        else:
            loader.graph.remove_replacement_node(key, migration.replaces)
    return loader, seen & loader.graph.nodes.keys()


def drop_all():
    """Drop every table of the database, whoever made it: it is the newsroom's own."""
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        # A virtual table takes those that hold its words with it, which cannot be dropped by themselves.
        for name in [*_virtual_tables(cursor), *connection.introspection.table_names(cursor)]:
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(name)}{cascade}")


def _virtual_tables(cursor):
    if connection.vendor != "sqlite":
        return []
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'")
    return [name for (name,) in cursor.fetchall()]


def make_schema(migrations):
    """The schema of these migrations, empty; the models as they were then, by label."""
    loader, seen = history(migrations)
    executor = MigrationExecutor(connection)
    executor.loader = loader
    nodes = loader.graph.node_map
    state = executor.migrate(
        sorted(key for key in seen if not seen & {child.key for child in nodes[key].children})
    )
    state.clear_delayed_apps_cache()
    found = {model._meta.label_lower: model for model in kept_models(state.apps)}
    connection.check_constraints()  # and ask for them at the end again, in whatever order rows go and come
    with connection.cursor() as cursor:
        # Migrations write rows of their own; those of the backup take their place.
        for model in found.values():
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608  (our own tables, no input)
    return found


def insert(model, names, stream):
    """Insert the rows of one chunk exactly as they were: nothing is cleaned, stamped or signalled."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    fields = [fields[name] for name in names]
    rows = []
    for line in stream.read().decode().split("\n"):
        values = zip(fields, json.loads(line), strict=True)
        rows.append(model(**{field.attname: field.to_python(value) for field, value in values}))
    size = connection.ops.bulk_batch_size(fields, rows)
    for start in range(0, len(rows), size):
        model._base_manager._insert(
            rows[start : start + size], fields=fields, using=connection.alias, raw=True
        )


def finish(models):
    """Let new rows continue the numbers, and bring the schema to that of this version."""
    connection.check_constraints()
    ContentType.objects.clear_cache()  # the numbers are those of the backup now
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
    executor = MigrationExecutor(connection, _check_at_once)
    executor.migrate(executor.loader.graph.leaf_nodes())
    # All is applied: this tells the apps, which install their triggers.
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def _check_at_once(action, *args):
    """PostgreSQL alters no table whose keys it has still to check, which would be at the end of the transaction."""
    if action == "apply_start" and connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
