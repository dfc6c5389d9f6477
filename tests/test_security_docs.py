"""docs/security.md names what stops each threat: modules and tests that are there."""

import re
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/security.md").read_text()
NAMED = re.findall(r"`([^`\n]+)`", PAGE)
WHOLE = "\n".join(file.read_text() for file in (ROOT / "tests").rglob("test_*.py"))


def test_every_module_that_is_named_is_there():
    paths = [name for name in NAMED if re.fullmatch(r"[\w/]+(/|\.(py|md))", name)]
    places = (ROOT, ROOT / "tests", ROOT / "tests/oracle")
    assert len(paths) > 40
    assert not [path for path in paths if not any((place / path).exists() for place in places)]


def test_every_test_that_is_named_is_there():
    tests = [name for name in NAMED if re.fullmatch(r"test_\w+", name)]
    assert len(tests) > 10
    assert not [name for name in tests if f"def {name}(" not in WHOLE]


@pytest.fixture
def newsroom_role(records):
    """The role that the page gives to the serving process."""
    script = re.search(r"```sql\n(.*?)```", PAGE, re.S).group(1)
    with connection.cursor() as cursor:
        cursor.execute(script)
        cursor.execute("SET LOCAL ROLE newsroom")
        yield cursor


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE releases_auditentry CASCADE",
        "DELETE FROM releases_revision",
        "DELETE FROM releases_auditentry",
        "ALTER TABLE releases_revision DISABLE TRIGGER ALL",
        "DROP TRIGGER revision_frozen ON releases_revision",
        "DROP TABLE releases_auditentry",
    ],
)
def test_role_of_the_newsroom_cannot_go_round_the_record(newsroom_role, statement):
    with pytest.raises(ProgrammingError), transaction.atomic():
        newsroom_role.execute(statement)
    newsroom_role.execute("SELECT count(*) FROM releases_auditentry")
    newsroom_role.execute("UPDATE releases_issuer SET name = name")
