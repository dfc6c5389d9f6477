"""Statements that PostgreSQL plans once for each connection, because planning takes it five times as long as answering.

    statement = Prepared("SELECT name FROM category WHERE slug = %(slug)s AND kind = %(kind)s", {"kind": "a"})
    statement.execute(cursor, {"slug": "news"})

They are right behind a pooler too, which gives us a connection that knows less or more: then they are asked plainly.
"""

from hashlib import sha256
from weakref import WeakKeyDictionary

from django.db import DatabaseError
from psycopg2.extensions import AsIs

# No statement of this name, one already, and one whose columns a migration has changed since it was planned
# (https://www.postgresql.org/docs/current/errcodes-appendix.html).
UNFIT = {"26000", "42P05", "0A000"}

# Left to choose, it plans a prepared statement anew for all values of which it expects few rows; and it starts helpers,
# which takes longer than what a page asks for, and keeps them from the pages of others.
FOR_PAGES = "SET plan_cache_mode TO force_generic_plan; SET max_parallel_workers_per_gather TO 0"

_planned = WeakKeyDictionary()  # the names that a connection of the driver knows


def set_up(connection, **kwargs):
    """Said once to a new connection. Behind a pooler it may reach another one, which is slower then and not wrong."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(FOR_PAGES)


class Prepared:
    """`constants` are those of the values named in `sql` that never change."""

    def __init__(self, sql, constants):
        self.sql, self.constants = sql, constants
        # The same name is the same statement in every process, whoever else had the connection.
        self.name = f"newsroom_{sha256(repr((sql, constants)).encode()).hexdigest()[:32]}"

    def execute(self, cursor, given):
        """`given` are the values that change, always the same ones in the same order."""
        planned = _planned.setdefault(cursor.connection, set())
        preparing = "" if self.name in planned else self._preparing(cursor, given)
        values = ", ".join(f"%({name})s" for name in given)
        try:
            cursor.execute(f"{preparing}EXECUTE {self.name} ({values})", given)
            planned.add(self.name)
        except DatabaseError as error:
            if getattr(error.__cause__, "pgcode", None) not in UNFIT:
                raise
            cursor.execute(self.sql, self.constants | given)

    def _preparing(self, cursor, given):
        places = {name: AsIs(f"${place}") for place, name in enumerate(given, start=1)}
        sql = cursor.mogrify(self.sql, self.constants | places).decode()
        return f"PREPARE {self.name} AS {sql}; ".replace("%", "%%")
