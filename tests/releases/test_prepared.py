import pytest
from django.db import connection

from releases.prepared import Prepared

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def words():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE words (word varchar(10), kind text)")
        cursor.execute("INSERT INTO words VALUES ('50%', 'new'), ('half', 'new'), ('all', 'old')")
        yield cursor
        cursor.execute("DROP TABLE words")


@pytest.fixture
def statement():
    return Prepared("SELECT word FROM words WHERE kind = %(kind)s AND word > %(after)s", {"kind": "new"})


def answer(statement, cursor, **given):
    statement.execute(cursor, given)
    return cursor.fetchall()


def test_statement_is_planned_once_and_asked_with_other_values(words, statement):
    assert [answer(statement, words, after=word) for word in ("6", "a")] == [[("half",)]] * 2
    words.execute(
        "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = %s", [statement.name]
    )
    assert words.fetchall() == [(2, 0)]


def test_page_takes_no_helpers_from_others(words):
    words.execute("SHOW max_parallel_workers_per_gather")
    assert words.fetchall() == [("0",)]


def test_percent_sign_of_a_constant_is_no_value(words):
    statement = Prepared("SELECT kind FROM words WHERE word = %(word)s AND kind <> %(kind)s", {"word": "50%"})
    assert answer(statement, words, kind="old") == [("new",)]


def test_connection_that_knows_no_statement_is_asked_plainly(words, statement):
    answer(statement, words, after="a")
    words.execute("DEALLOCATE ALL")
    assert answer(statement, words, after="a") == [("half",)]


def test_connection_that_knows_the_statement_from_others_is_asked_plainly(words, statement):
    words.execute(f"PREPARE {statement.name} AS SELECT 1")
    assert answer(statement, words, after="a") == [("half",)]


def test_column_that_a_migration_changes_is_asked_plainly(words, statement):
    answer(statement, words, after="a")
    words.execute("ALTER TABLE words ALTER word TYPE varchar(20)")
    assert answer(statement, words, after="a") == [("half",)]
