import sys
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.test import override_settings
from django.utils import timezone

from operating.static_site import MANIFEST, Site, Unreachable


class Command(BaseCommand):
    help = (
        "Writes every public page, file, feed and calendar into a folder that works without a server: for an "
        "archive, or for the day the company is sold. What is not public is not asked for."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="a folder that is empty or not there yet")

    def handle(self, *, folder, **options):
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(f"{folder} is not empty.")
        scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
        site = Site(settings.SITE_URL or f"{scheme}://{settings.ALLOWED_HOSTS[0]}")
        try:
            # We are no stranger that asks too often.
            with override_settings(LIMITS=dict.fromkeys(settings.LIMITS, sys.maxsize)):
                site.read(timezone.now())
                listing = site.write(folder)
        except Unreachable as error:
            raise CommandError(str(error)) from error
        for address, status in site.broken.items():
            self.stderr.write(
                f"{address} answers {status} on the site too; its links lead to the page that says so."
            )
        self.stdout.write(
            f"{folder} holds {len(listing)} addresses; {MANIFEST} names status, type and SHA-256 of each."
        )
