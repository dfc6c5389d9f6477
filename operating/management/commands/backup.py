from pathlib import Path

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from operating import archive, dump, files


class Command(BaseCommand):
    help = (
        "Writes the database and all uploaded files into one archive with a manifest of hashes, encrypted if "
        "BACKUP_KEY holds a public key of age (https://age-encryption.org). Editing goes on meanwhile."
    )
    # A check that finds something must not stand between a newsroom and its backup.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", help="the archive; an older one is replaced")
        parser.add_argument(
            "--new-key",
            type=Path,
            metavar="KEY_FILE",
            help="make a key pair instead, and print the public one",
        )

    def handle(self, *, file, new_key, **options):
        if new_key:
            self.make_key(new_key)
        elif file is None:
            raise CommandError("Name the file to write.")
        else:
            self.back_up(file)

    def make_key(self, path):
        secret, public = archive.new_key()
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError as error:
            raise CommandError(
                f"{path} exists and is not overwritten: it may be the key of backups."
            ) from error
        path.write_text(f"# public key: {public}\n{secret}\n")
        self.stdout.write(
            f"{path} holds the secret key that restores need. Keep it off this machine.\nBACKUP_KEY={public}"
        )

    def back_up(self, path):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not that of this version. Run manage.py upgrade first.")
        try:
            with archive.written(path, settings.BACKUP_KEY) as writer:
                with dump.snapshot():
                    made_at = timezone.now()
                    migrations, tables = dump.migrations(), dump.write(writer)
                # After the rows: a file that a row of the snapshot names was stored before it.
                count = files.write(writer)
                writer.finish(
                    made_at=made_at.isoformat(),
                    database=connection.vendor,
                    migrations=migrations,
                    tables=tables,
                )
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error}") from error
        self.tell(path, tables, count)

    def tell(self, path, tables, count):
        rows = sum(table["rows"] for table in tables.values())
        secret = "encrypted" if settings.BACKUP_KEY else "NOT encrypted: BACKUP_KEY is not set"
        self.stdout.write(f"{path}: {rows} rows and {count} files, {path.stat().st_size} bytes, {secret}.")
