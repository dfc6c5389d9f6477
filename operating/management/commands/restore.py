import datetime as dt
from pathlib import Path

from django.core.cache import cache
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from embargo.front.telling import teller
from operating import archive, files, load, since
from releases.record import problems


class Command(BaseCommand):
    help = (
        "Puts back what manage.py backup wrote, into a database of either kind. Every hash is verified before "
        "anything is touched. What was withdrawn since the backup stays withdrawn."
    )
    # The database that is replaced may be what a check finds something about.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--key-file", type=Path, help="the secret key of an encrypted backup")
        parser.add_argument("--check", action="store_true", help="verify the archive and change nothing")
        parser.add_argument("--replace", action="store_true", help="drop what the database holds now")
        parser.add_argument(
            "--keep-schedule",
            action="store_true",
            help="let releases that waited for their instant go out, though nothing here confirms it",
        )

    def handle(self, *, file, key_file, check, replace, keep_schedule, **options):
        try:
            keys = archive.read_keys(key_file) if key_file else ()
            manifest = archive.verify(file, keys)
            self.tell(file, manifest)
            if not check:
                self.restore(file, keys, manifest, replace=replace, keep_schedule=keep_schedule)
        except (archive.Damaged, *archive.BROKEN, load.Unknown, OSError) as error:
            raise CommandError(str(error)) from error

    def tell(self, file, manifest):
        rows = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(
            f"{file}: made {manifest['made_at']} from {manifest['database']}; {rows} rows, "
            f"{len(manifest['sha256'])} parts, every one as it was written."
        )

    def restore(self, path, keys, manifest, *, replace, keep_schedule):
        if not replace and connection.introspection.table_names():
            raise CommandError("The database is not empty. To drop all that it holds now, say --replace.")
        load.history(manifest["migrations"])  # Unknown before anything is touched
        now, made_at = timezone.now(), dt.datetime.fromisoformat(manifest["made_at"])
        with load.replaced():
            known = since.present(now)
            load.drop_all()
            self.load(path, keys, manifest)
            told = since.settle(known, made_at, now, keep_schedule=keep_schedule)
        cache.clear()
        teller.tell()  # processes that run drop their pages at once, and without Redis within a second
        for sentence in told:
            self.stdout.write(f"! {sentence}")
        self.verify()

    def load(self, path, keys, manifest):
        models = load.make_schema(manifest["migrations"])
        stored = 0
        for name, stream in archive.members(path, keys):
            if name.startswith(files.PREFIX):
                stored += files.put(name.removeprefix(files.PREFIX), stream, manifest["sha256"][name])
            elif name.startswith("database/"):
                label = name.split("/")[1]
                load.insert(models[label], manifest["tables"][label]["fields"], stream)
        load.finish(models.values())
        self.stdout.write(f"All rows are back; {stored} files were stored, the others were there.")

    def verify(self):
        found = list(problems())
        for problem in found:
            self.stderr.write(problem)
        if found:
            raise CommandError("The restored record is not whole; what is wrong stands above.")
        self.stdout.write("The record is whole: every revision, audit entry and file is as it was written.")
