from django.core.management.base import BaseCommand
from django.utils import timezone

from irsite.demo.load import is_loaded, load


class Command(BaseCommand):
    help = (
        "Loads the demo company with four years of releases, dated back from today, into an empty newsroom."
    )

    def handle(self, *args, **options):
        if is_loaded():
            self.stdout.write("The newsroom already has an issuer; nothing was changed.")
            return
        load(timezone.now())
        self.stdout.write("The demo company was loaded.")
