from django.core.management.base import BaseCommand, CommandError

from ...models import AuditEntry, Revision
from ...record import problems


class Command(BaseCommand):
    help = "Compute every revision's, audit entry's and file's hash again and name the first that fails."

    def add_arguments(self, parser):
        parser.add_argument(
            "--all", action="store_true", help="name every one that fails, not only the first"
        )

    def handle(self, **options):
        found = problems()
        first = next(found, None)
        if first is None:
            revisions, entries = Revision.objects.count(), AuditEntry.objects.count()
            self.stdout.write(f"{revisions} revisions and {entries} audit entries are as they were written.")
            if newest := AuditEntry.objects.order_by("-pk").first():
                # Whoever keeps it elsewhere can tell later whether all of the record was rewritten.
                self.stdout.write(f"The newest entry carries the hash {newest.sha256}.")
            return
        if options["all"]:
            for problem in (first, *found):
                self.stderr.write(problem)
        raise CommandError(first)
