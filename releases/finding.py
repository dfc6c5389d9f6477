"""The desk's search: every word that is asked for begins a word of what is searched.

PostgreSQL has an index of the words. SQLite reads all rows, which is fast enough for what fits on one machine.
"""

import re
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

_between_words = re.compile(r"[\W_]+")
# What is a word, and in which case, every locale sees alike.
_plain = re.compile(r"[0-9A-Za-z]+")

# What is searched, by table.
SEARCHED = {
    "releases_release": ("headline", "ref"),
    "releases_revision": ("headline", "ref"),
    "releases_auditentry": ("who_name", "reason", "detail"),
}

# A word stands in many rows if it does in so many of the newest.
SAMPLE, OFTEN = 1000, 100

# With less memory it would forget which rows of a page the index named, and cut them all anew. To compile the statement
# would take longer than the statement.
FOR_SEARCH = "SET LOCAL work_mem = '32MB'; SET LOCAL jit = off"

# Both cut a text alike, by the database's own idea of a letter. No word may be longer than a lexeme. The functions
# call none but the database's own: PostgreSQL computes indexes without looking into other schemas.
# The cost keeps a plan from cutting every text anew where it guesses that most hold a word.
COST = 1000
CUT = (
    "FROM unnest(regexp_split_to_array(lower(left(words, 100000)), '[^[:alnum:]]+')) AS word WHERE word <> ''"
)
FUNCTIONS = {
    "releases_words(words text) RETURNS tsvector": (
        f"array_to_tsvector(coalesce(array_agg(left(word, 100)), '{{}}')) {CUT}"
    ),
    "releases_asked(words text) RETURNS tsquery": (
        f"string_agg(quote_literal(left(word, 100)) || ':*', ' & ')::tsquery {CUT}"
    ),
}


def create(cursor):
    """The functions and indexes, on PostgreSQL."""
    for signature, selected in FUNCTIONS.items():
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {signature} LANGUAGE sql IMMUTABLE PARALLEL SAFE COST {COST} "
            f"AS $$ SELECT {selected} $$"
        )
    for table, columns in SEARCHED.items():
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin ({_words(table, columns)})"
        )


def _words(table, columns):
    return "releases_words(" + " || ' ' || ".join(f"{table}.{column}" for column in columns) + ")"


def containing(rows, asked, by="date", most=1000):
    """The newest rows with all the words of `asked`; a text without a letter or a digit asks for nothing."""
    words = [word for word in _between_words.split(asked.replace("\0", "")) if word]
    if not words:
        return rows
    table = rows.model._meta.db_table
    columns = SEARCHED[table]
    if connection.vendor == "postgresql":
        cut, asks = _words(table, columns), "releases_asked(%s)"
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(FOR_SEARCH)
            held = _with_letters(rows, asked, columns)
            # So gone through, a row costs a fifth of what it costs readers.
            search = Search(held, cut, asks, [" ".join(words)], rows, rows, by, OFTEN // 5)
            keys, _since = search.newest(most)
        # As one parameter: a thousand of them take longer to be written than to be read.
        found = RawSQL("SELECT unnest(%s::bigint[])", [keys])
        return rows.filter(pk__in=found) if keys else rows.none()
    for word in words:
        begins = rf"(^|[\W_]){re.escape(word)}"
        rows = rows.filter(Q(*[(f"{column}__iregex", begins) for column in columns], _connector=Q.OR))
    return rows


def _with_letters(rows, asked, columns):
    """The rows in which the letters of each word stand anywhere: told ten times as fast as where words begin.

    Of a word that is longer than a lexeme only the beginning is asked for.
    """
    for letters in _plain.findall(asked[:100]):
        rows = rows.filter(Q(*[(f"{column}__icontains", letters) for column in columns], _connector=Q.OR))
    return rows


@dataclass(frozen=True)
class Search:
    """The rows whose `words` hold what is asked, newest first; PostgreSQL alone.

    `words` and `asks` are SQL: the words of a row, and what they must hold, with `params` in it. `by` dates a row.
    `among` are rows to be gone through, if `rows` are chosen from them by more than an index; `sampled` those of them
    whose newest tell how often a word stands: often, if in `least` of `SAMPLE`. `loosely` are params that ask for the
    single words of a phrase, for an index of words names all that hold these.
    """

    rows: QuerySet
    words: str
    asks: str
    params: list
    among: QuerySet
    sampled: QuerySet
    by: str = "date"
    least: int = OFTEN
    loosely: list | None = None

    def newest(self, most, bound=None):
        """(the keys of the newest rows, at most so many; the day before which none was looked at, or None).

        Where many of the newest rows hold the words, they are gone through one by one until there are enough; else the
        index is asked. PostgreSQL itself cannot tell these cases: it takes every beginning of a word to stand in one
        row of fifty. The index may name too many to be looked at: `bound` is given how many of the newest `SAMPLE` it
        names, and tells the day before which no row is looked at, or None.
        """
        plainly = self._one_by_one(self.params)
        found, are_all = self._since(plainly, self.sampled, SAMPLE)
        often = len(found)
        if often >= self.least and not are_all:
            found, are_all = self._since(plainly, self.among, 2 * most * SAMPLE // often, most)
        if are_all or len(found) >= most:
            return found[:most], None
        since = bound(self._named_by_the_index(often)) if bound else None
        if since is None:
            return _keys(self._by_the_index(), most), None
        found = _keys(plainly.filter(**{f"{self.by}__gte": since}), most)
        return found, since if len(found) < most else None

    def _one_by_one(self, params):
        """The rows that hold what is asked, without the index of the words."""
        # Nothing is changed by the addition, but no index knows it.
        held = f"({self.words} || '') @@ {self.asks}"
        return self._in_order(self.rows.extra(where=[held], params=params))  # noqa: S610 (of ours alone)

    def _by_the_index(self):
        held = f"{self.words} @@ {self.asks}"
        rows = self.rows.extra(where=[held], params=self.params)  # noqa: S610 (of ours alone)
        # Sorted by what no index holds: so the index of the words is what there is to use.
        return rows.order_by(Coalesce(self.by, self.by).desc(), "-pk")

    def _named_by_the_index(self, often):
        """Of how many of the newest `SAMPLE` the index names, if so many hold what is asked."""
        if not self.loosely:
            return often
        return len(self._since(self._one_by_one(self.loosely), self.sampled, SAMPLE)[0])

    def _since(self, found, among, many, most=None):
        """(the keys of what is found, at most so many, as new as the newest `many` of the rows; are those all?)."""
        # Asked first: of a date that it knows the database tells how many rows are newer.
        last = self._in_order(among).values_list(self.by, flat=True)[many : many + 1].first()
        found = found if last is None else found.filter(**{f"{self.by}__gte": last})
        return _keys(found, most), last is None

    def _in_order(self, rows):
        return rows.order_by(f"-{self.by}", "-pk")


def _keys(rows, most):
    return list(rows.values_list("pk", flat=True)[:most])
