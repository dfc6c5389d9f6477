"""Statements that are put together once, and then run with other values.

To put a statement together takes Django ten times as long as the database takes to answer a small one, so a page
that everybody asks for keeps its own. Their querysets name what changes:

    live = Compiled(lambda: Revision.objects.public(Parameter("now", models.DateTimeField())).values_list("ref"))
    live.rows(now=now)
"""

from functools import cache, cached_property

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import RawSQL
from django.db.models.query import get_related_populators

from .prepared import Prepared


def union(querysets):
    """All rows of all querysets, as one."""
    first, *others = querysets
    return first.union(*others, all=True)


def places(queryset, limit, offset):
    """The keys at these places, for `pk__in`. Unlike those of a slice, they may be parameters."""
    sql, values = queryset.values("pk").query.sql_with_params()
    return RawSQL(f"{sql} LIMIT %s OFFSET %s", [*values, limit, offset])  # noqa: S611


class Parameter(models.Expression):
    """A value that is known only when the statement runs; `output_field` makes it what the database takes."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Compiled:
    """What the queryset asks that `make` returns; it is put together when first asked."""

    def __init__(self, make):
        self._make = make
        self._statement = cache(self._put_together)  # one for each kind of database

    def rows(self, **values):
        """The rows as lists of values; `values` are those of the parameters."""
        connection = connections[DEFAULT_DB_ALIAS]
        execute, fields, converters = self._statement(connection.vendor)
        given = {name: field.get_db_prep_value(values[name], connection) for name, field in fields.items()}
        with connection.cursor() as cursor:
            execute(cursor, given)
            answers = cursor.fetchall()
        return [_converted(list(row), converters, connection) for row in answers]

    def objects(self, **values):
        """The rows as the queryset itself would give them, with what it selects of related rows."""
        return [self._made(row) for row in self.rows(**values)]

    @cached_property
    def _made(self):
        return _maker(self._make().query)

    def _put_together(self, vendor):
        """(what executes it with a cursor and what is given, `{name: field}` of that, converters of columns)."""
        compiler = self._make().query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        names, fields, constants = [], {}, {}
        for parameter in parameters:
            if isinstance(parameter, Parameter):
                names.append(parameter.name)
                fields[parameter.name] = parameter.output_field
            else:
                names.append(f"p{len(constants)}")
                constants[names[-1]] = parameter
        # However often the statement uses a value, it is made ready for the database once, under its name.
        sql = sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in names)
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return _executing(vendor, sql, constants), fields, list(converters.items())


def _executing(vendor, sql, constants):
    if vendor == "postgresql":
        return Prepared(sql, constants).execute
    return lambda cursor, given: cursor.execute(sql, constants | given)


def _converted(row, converters, connection):
    """The row with its columns as Django reads them, where the driver reads them in another way."""
    for place, (functions, expression) in converters:
        for function in functions:
            row[place] = function(row[place], expression, connection)
    return row


def _maker(query):
    """What makes an object of a row, as Django's `ModelIterable` does."""
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    compiler.setup_query()
    model, places = (compiler.klass_info[name] for name in ("model", "select_fields"))
    own, further = slice(places[0], places[-1] + 1), list(compiler.annotation_col_map.items())
    names = [column.target.attname for column, _sql, _alias in compiler.select[own]]
    related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)

    def made(row):
        one = model.from_db(DEFAULT_DB_ALIAS, names, row[own])
        for each in related:
            each.populate(row, one)
        for name, place in further:
            setattr(one, name, row[place])
        return one

    return made
