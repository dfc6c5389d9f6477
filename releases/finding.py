"""The desk's search: every word that is asked for begins a word of what is searched.

PostgreSQL has an index of the words. SQLite reads all rows, which is fast enough for what fits on one machine.
"""

import re

from django.db import connection, transaction
from django.db.models import Q
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

# With less memory it would forget which rows of a page the index named, and cut them all anew. Rows come in order from
# an index until there are enough: to sort them all, to start helpers or to compile the statement would take longer.
FOR_SEARCH = (
    "SET LOCAL work_mem = '32MB'; SET LOCAL enable_sort = off; SET LOCAL max_parallel_workers_per_gather = 0; "
    "SET LOCAL jit = off"
)

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
            keys, _bound = newest(held, by, most, cut, asks, [" ".join(words)], among=rows, least=OFTEN // 5)
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


def newest(
    rows, by, most, words, asks, params, among=None, sampled=None, bound=None, loosely=None, least=None
):
    """(the keys of the newest rows whose `words` hold what is asked, newest first; a bound); PostgreSQL alone.

    Where many of the newest rows do, they are gone through one by one until there are enough; else the index is asked.
    PostgreSQL itself cannot tell these cases: it takes every beginning of a word to stand in one row of fifty.
    `among` are rows to be gone through, if `rows` are chosen from them by more than an index; `sampled` those of them
    whose newest tell how often a word stands; `least` is used in place of `OFTEN`.

    The index may name too many to be looked at: `bound` is given how many of the newest `SAMPLE` it names, and tells
    the day before which no row is looked at, or None. `loosely` are params that ask for the single words of a phrase,
    for an index of words names all that hold these. The bound is returned if there may be more.
    """
    plainly = _one_by_one(rows, by, words, asks, params)
    among = (rows if among is None else among).order_by(f"-{by}", "-pk")
    sampled = among if sampled is None else sampled.order_by(f"-{by}", "-pk")
    found, are_all = _since(plainly, sampled, by, SAMPLE)
    often = len(found)
    if often >= (least or OFTEN) and not are_all:
        found, are_all = _since(plainly, among, by, 2 * most * SAMPLE // often, most)
    if are_all or len(found) >= most:
        return found[:most], None
    if bound:
        if loosely:
            often = len(_since(_one_by_one(rows, by, words, asks, loosely), sampled, by, SAMPLE)[0])
        if (since := bound(often)) is not None:
            found = list(plainly.filter(**{f"{by}__gte": since}).values_list("pk", flat=True)[:most])
            return found, since if len(found) < most else None
    indexed = rows.extra(where=[f"{words} @@ {asks}"], params=params)  # noqa: S610 (of ours alone)
    # Sorted by what no index holds: so the index of the words is what there is to use.
    indexed = indexed.order_by(Coalesce(by, by).desc(), "-pk")
    return list(indexed.values_list("pk", flat=True)[:most]), None


def _one_by_one(rows, by, words, asks, params):
    """The rows whose `words` hold what is asked, newest first, without the index of the words."""
    # Nothing is changed by the addition, but no index knows it.
    held = rows.extra(where=[f"({words} || '') @@ {asks}"], params=params)  # noqa: S610 (of ours alone)
    return held.order_by(f"-{by}", "-pk")


def _since(found, among, by, many, most=None):
    """(the keys of what is found, at most so many, as new as the newest `many` of the rows; whether those are all)."""
    # Asked first: of a date that it knows the database tells how many rows are newer.
    last = among.values_list(by, flat=True)[many : many + 1].first()
    found = found if last is None else found.filter(**{f"{by}__gte": last})
    return list(found.values_list("pk", flat=True)[:most]), last is None
