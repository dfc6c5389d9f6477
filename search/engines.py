"""Full text in the database itself: FTS5 on SQLite, tsvector on PostgreSQL."""

from django.db import connection
from django.db.models import FloatField
from django.db.models.expressions import RawSQL

from releases.finding import Search

CREATE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_words USING fts5(title, body, content='search_entry', content_rowid='id', "
        "tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')",
        "CREATE TRIGGER search_entry_insert AFTER INSERT ON search_entry BEGIN "
        "INSERT INTO search_words(rowid, title, body) VALUES (new.id, new.title, new.body); END",
        "CREATE TRIGGER search_entry_delete AFTER DELETE ON search_entry BEGIN INSERT INTO "
        "search_words(search_words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); END",
        "CREATE TRIGGER search_entry_update AFTER UPDATE ON search_entry BEGIN INSERT INTO "
        "search_words(search_words, rowid, title, body) VALUES ('delete', old.id, old.title, old.body); "
        "INSERT INTO search_words(rowid, title, body) VALUES (new.id, new.title, new.body); END",
    ],
    "postgresql": [
        "ALTER TABLE search_entry ADD COLUMN words tsvector GENERATED ALWAYS AS ("
        "setweight(to_tsvector('english', left(title, 100000)), 'A') || "
        "setweight(to_tsvector('english', left(body, 250000)), 'B')) STORED",
        "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
    ],
}


def matching(entries, terms, *, ranked=False):
    """`entries` that hold every term, with their `rank` if that is asked for. The last word may be unfinished."""
    if connection.vendor == "sqlite":
        query = " ".join(_fts5(words, last=words is terms[-1]) for words in terms)
        # One pass over the matches: asking for the rank of each row by itself would match anew for each.
        tables, where = (
            ["search_words"],
            ["search_words.rowid = search_entry.id", "search_words MATCH %s"],
        )
        # Titles before texts. Not bm25: it weighs a word by how many rows hold it, and most of all those that nobody
        # may find yet, so that the order of what is found would tell of them.
        rank = RawSQL(
            "search_entry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)",
            [f"title : ({query})"],
            output_field=FloatField(),
        )
    else:
        query = _query(terms)
        tables, where = [], ["search_entry.words @@ to_tsquery('english', %s)"]
        rank = RawSQL(
            "ts_rank(search_entry.words, to_tsquery('english', %s))", [query], output_field=FloatField()
        )
    found = entries.extra(tables=tables, where=where, params=[query])  # noqa: S610 (words are parameters)
    return found.annotate(rank=rank) if ranked else found


def newest(entries, public, among, terms, most, bound):
    """(the keys of the newest `entries` that hold every term, a bound).

    `public` are more than those, and `among` still more, found by date alone. `bound` tells from which day on releases
    are looked through where very many hold the words: see releases/finding.py.
    """
    if connection.vendor == "sqlite":
        found = matching(entries.order_by("-date", "-pk"), terms)
        return list(found.values_list("pk", flat=True)[:most]), None
    single = [[word] for words in terms for word in words]
    search = Search(
        entries,
        words="search_entry.words",
        asks="to_tsquery('english', %s)",
        params=[_query(terms)],
        among=among,
        sampled=public,
        loosely=[_query(single)] if len(single) > len(terms) else None,
    )
    return search.newest(most, bound)


def _query(terms):
    return " & ".join(_tsquery(words, last=words is terms[-1]) for words in terms)


def _fts5(words, *, last):
    return f'"{" ".join(words)}"' + ("*" if last else "")


def _tsquery(words, *, last):
    return f"({' <-> '.join(words)}{':*' if last else ''})"
