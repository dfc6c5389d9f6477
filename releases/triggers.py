"""The database itself refuses to change what was approved or recorded.

Code can be gone round, by a shell, by SQL, by a mistake; a trigger cannot. On both databases:

- a sealed revision (its hash is set) keeps its frozen columns and its tags;
- a file that a sealed revision includes keeps its bytes' name, its hash and its words;
- no revision and no audit entry is ever deleted, and an audit entry changes only by losing the
  account of a deleted user (the name stays).
"""

from django.db import connections

from .models import Attachment, AuditEntry, Revision
from .models.tags import TAGS

MESSAGE = "is on record and cannot be changed"
AUDIT_KEPT = [f.column for f in AuditEntry._meta.concrete_fields if f.name != "who"]
FILE_KEPT = ["ref", "file", "title", "alternative_text", "name", "content_type", "size", "sha256"]

PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def rules():
    """(name, event, table, condition) of every refusal; OLD and NEW as in SQL."""
    revision, audit, file = (model._meta.db_table for model in (Revision, AuditEntry, Attachment))
    yield "revision_frozen", "UPDATE", revision, f"OLD.sha256 <> '' AND ({_differs(Revision.FROZEN)})"
    yield "revision_kept", "DELETE", revision, "TRUE"
    yield "audit_frozen", "UPDATE", audit, f"({_differs(AUDIT_KEPT)}) OR NEW.who_id IS NOT NULL"
    yield "audit_kept", "DELETE", audit, "TRUE"
    files = Revision.attachments.through._meta.db_table
    sealed_file = (
        f"EXISTS (SELECT 1 FROM {files} AS t JOIN {revision} AS r ON r.id = t.revision_id "
        f"WHERE t.attachment_id = OLD.id AND r.sha256 <> '')"
    )
    yield "attachment_frozen", "UPDATE", file, f"({_differs(FILE_KEPT)}) AND {sealed_file}"
    for name in TAGS:
        table = getattr(Revision, name).through._meta.db_table
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            sealed = (
                f"EXISTS (SELECT 1 FROM {revision} AS r WHERE r.id = {row}.revision_id AND r.sha256 <> '')"
            )
            yield f"revision_{name}_{event.lower()}", event, table, sealed


def install(using="default", **kwargs):
    """(Re)create all triggers; connected to `post_migrate`."""
    connection = connections[using]
    create = {"sqlite": _create_sqlite, "postgresql": _create_postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for rule in rules():
            create(cursor, *rule)


def drop(using="default"):
    """Take all triggers away, for a database that is emptied as a whole, as tests do."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, _event, table, _condition in rules():
            of_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{of_table}")


def missing(using="default"):
    """The names of the triggers that the database lacks."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    return [name for name, *_rest in rules() if name not in present]


def _differs(columns):
    return " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in columns)


def _create_sqlite(cursor, name, event, table, condition):
    # IS NOT is SQLite's IS DISTINCT FROM, which older builds lack.
    condition = condition.replace("IS DISTINCT FROM", "IS NOT")
    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
    cursor.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{table} {MESSAGE}'); END"
    )


def _create_postgresql(cursor, name, event, table, condition):
    # The condition stands in the function: a trigger's own WHEN may not hold a subquery.
    result = "OLD" if event == "DELETE" else "NEW"
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{table} {MESSAGE}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {result}; END $$"
    )
    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
    cursor.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
