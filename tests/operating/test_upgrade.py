"""The database of an older version comes up to this one, and this one's migrations let the older one go on."""

import io
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django_migration_linter import MigrationLinter

from operating import dump, load
from pipeline.models import Milestone
from releases import triggers
from releases.models import Revision

HERE = Path(__file__).resolve().parent
OURS = {config.label for config in apps.get_app_configs() if Path(config.path).parent == HERE.parent.parent}
# Written before there was a version that anybody ran.
BEFORE = set((HERE / "migrations_before_the_first_version.txt").read_text().split())
# Rows of all that a database consists of, each beginning with its name.
SCHEMA = {
    "sqlite": ["SELECT name, sql FROM sqlite_master"],
    "postgresql": [
        "SELECT table_name || '.' || column_name, data_type, character_maximum_length, is_nullable, is_identity, "
        "column_default FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    ],
}


def made_by_migrations():
    """The schema, what is in it in whatever order; the roles; the names of the migrations."""
    found = {}
    with connection.cursor() as cursor:
        for query in SCHEMA[connection.vendor]:
            cursor.execute(query)
            found |= {name: sorted(re.findall(r"\w+|[^\w\s,]", str(row))) for name, *row in cursor.fetchall()}
    roles = Group.objects.values_list("name", "permissions__content_type__app_label", "permissions__codename")
    return found, set(roles), dump.migrations()


@pytest.mark.django_db(transaction=True)
def test_demo_company_of_an_early_version_comes_up_to_this_one(client):
    """A backup made on SQLite with the schema of an early commit, without its files; on both databases.

    It takes every step since, and ends where squashed migrations have led the database that was here before.
    """
    fresh, errors = made_by_migrations(), io.StringIO()
    with pytest.raises(CommandError, match="not whole"):
        call_command("restore", HERE / "early.backup", replace=True, stdout=io.StringIO(), stderr=errors)
    assert all(line.endswith("is missing.") for line in errors.getvalue().splitlines())
    assert made_by_migrations() == fresh
    assert triggers.missing() == []
    assert (Revision.objects.count(), Milestone.objects.count()) == (43, 24)
    for revision in Revision.objects.public(timezone.now())[:3]:
        assert client.get(revision.get_absolute_url()).status_code == 200


SQUASHED = "releases", "0001_squashed_0016_desk_words"


@pytest.mark.django_db
def test_backup_that_saw_all_that_is_squashed_begins_with_that():
    """Also one that a version made which did not know the squashed migration."""
    migrations = [[app, name] for app, name in dump.migrations() if "squashed" not in name]
    _loader, seen = load.history(migrations)
    assert {SQUASHED, ("releases", "0018_row_counts_go")} <= seen
    assert ("releases", "0016_desk_words") not in seen


@pytest.mark.django_db
def test_backup_that_saw_a_part_of_it_goes_step_by_step():
    migrations = [[app, name] for app, name in dump.migrations() if app != "releases" or name < "0016"]
    _loader, seen = load.history(migrations)
    assert ("releases", "0015_desk_orders") in seen
    assert SQUASHED not in seen


@pytest.fixture
def static_folder(settings, tmp_path_factory):
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.ALLOWED_HOSTS = ["ir.velmora.example"]
    return settings.STATIC_ROOT


@pytest.mark.django_db
def test_upgrade_makes_everything_ready(static_folder):
    out = io.StringIO()
    call_command("upgrade", stdout=out, stderr=out, verbosity=0)
    assert (static_folder / "irsite/site.css").is_file()
    assert out.getvalue().endswith("restart the nodes one after the other.\n")


def test_upgrade_without_a_database_says_so(monkeypatch):
    def away():
        raise OperationalError("no route to host")

    monkeypatch.setattr(connection, "ensure_connection", away)
    with pytest.raises(CommandError, match="The database cannot be reached"):
        call_command("upgrade")


def test_migrations_of_every_app_are_read():
    assert {
        "contacts",
        "embargo",
        "events",
        "operating",
        "partners",
        "pipeline",
        "releases",
        "search",
    } <= OURS
    assert ("releases", "0013_feed_orders") in later_migrations()


def later_migrations():
    nodes = MigrationLoader(None).disk_migrations
    return sorted(key for key in nodes if key[0] in OURS and ".".join(key) not in BEFORE)


@pytest.mark.django_db
@pytest.mark.postgresql
def test_migrations_are_safe_while_the_old_version_runs():
    linter = MigrationLinter(
        str(HERE.parent.parent),
        quiet=["ok", "warning", "error"],
        ignore_name=["0022_audit_hashes"],  # what it makes unique was unique before
    )
    for app, name in later_migrations():
        linter.lint_migration(MigrationLoader(connection).disk_migrations[app, name])
    assert linter.nb_erroneous == 0


@pytest.mark.django_db
@pytest.mark.postgresql
def test_linter_finds_what_the_old_version_would_stumble_over():
    linter = MigrationLinter(str(HERE.parent.parent), quiet=["ok", "warning", "error"])
    linter.lint_migration(MigrationLoader(connection).disk_migrations["pipeline", "0003_changed_at"])
    assert linter.nb_erroneous == 1
