"""What a text is filed under and goes out with, as keys."""

from functools import cache

from django.db import connection

# Related rows that are news themselves: they become public in the instant of the release.
FACTS = ("compounds", "contacts", "events", "presentations", "slots", "milestones", "partnerships")
# All that a revision is filed under or goes out with; frozen and hashed like its words.
TAGS = (*FACTS, "partners", "attachments")


def linked_keys(row):
    """`{name: sorted keys}` of all that a release or a revision links, in one query."""
    keys = {name: [] for name in TAGS}
    with connection.cursor() as cursor:
        cursor.execute(_statement(type(row)), [row.pk] * len(TAGS))
        for name, key in cursor.fetchall():
            keys[name].append(key)
    return {name: sorted(found) for name, found in keys.items()}


@cache  # every move asks for it, and the ORM takes longer to compose it than the database to answer
def _statement(model):
    return " UNION ALL ".join(_select(model._meta.get_field(name)) for name in TAGS)


def _select(field):
    """The names are those of our own models; the key of the row is the one value."""
    if field.many_to_many:
        table, row, key = field.m2m_db_table(), field.m2m_column_name(), field.m2m_reverse_name()
        return f"SELECT '{field.name}', {key} FROM {table} WHERE {row} = %s"  # noqa: S608
    # A release owns its files, and goes out with those that are included.
    table, row = field.related_model._meta.db_table, field.field.column
    return f"SELECT '{field.name}', id FROM {table} WHERE {row} = %s AND included"  # noqa: S608
