import hashlib

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from irsite.demo.load import is_loaded


def static_fingerprint():
    """Changes when a static file does, or the way they are stored."""
    digest = hashlib.sha256(repr([settings.STORAGES["staticfiles"], settings.STATIC_ROOT]).encode())
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    for finder in get_finders():
        for path, storage in finder.list(ignored):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}".encode())
    return digest.hexdigest()


class Command(BaseCommand):
    help = "Makes the database and the static files ready, and loads the demo company into an empty newsroom."

    def handle(self, **options):
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"The database cannot be reached: {error}") from error
        call_command("migrate", verbosity=0, interactive=False)
        self.collect_static()
        if not is_loaded():
            self.stdout.write("Loading the demo company …")
            call_command("load_demo", stdout=self.stdout)
        call_command("create_people", stdout=self.stdout)

    def collect_static(self):
        stamp, fingerprint = settings.VAR_DIR / "static.sha256", static_fingerprint()
        if settings.STATIC_ROOT.is_dir() and stamp.is_file() and stamp.read_text() == fingerprint:
            return
        self.stdout.write("Collecting static files …")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(fingerprint)
