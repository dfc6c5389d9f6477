from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection


class Command(BaseCommand):
    help = (
        "Brings the database and the static files to this version, then runs every check. Nodes of the version "
        "before go on meanwhile: it may run before they are restarted."
    )
    # The checks come last: before the migrations they would judge the old database.
    requires_system_checks = []

    def handle(self, *, verbosity, **options):
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise CommandError(f"The database cannot be reached: {error}") from error
        # New files first: pages of the new version name them, and those of the old one stay where they are.
        self.step("Static files", "collectstatic", interactive=False, verbosity=0)
        self.step("Migrations", "migrate", interactive=False, verbosity=verbosity)
        self.step("Checks", "check", deploy=True, databases=["default"], fail_level="ERROR")
        self.stdout.write("This version is ready; restart the nodes one after the other.")

    def step(self, name, command, **options):
        self.stdout.write(f"{name} …")
        call_command(command, stdout=self.stdout, stderr=self.stderr, **options)
