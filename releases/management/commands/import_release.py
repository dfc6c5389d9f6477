import datetime as dt
import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from ...importing.doubts import without_year
from ...importing.match import propose
from ...importing.parsed import UnreadableText
from ...importing.store import store
from ...importing.suggested import CONFIRMABLE, confirm_suggested
from ...importing.wire import decode, parse
from ...models import Category, Issuer


class Command(BaseCommand):
    help = (
        "Read a plain-text release into a draft. Known compounds, partners and contacts are linked; new ones, a new "
        "boilerplate version or annual report are only made where --confirm names their kind, and listed otherwise."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="a text file, or - for standard input")
        parser.add_argument(
            "--publish-date", metavar="YYYY-MM-DD", help="the release's date, over the text's own"
        )
        parser.add_argument("--category", metavar="ADDRESS", help="the address (slug) of a category")
        parser.add_argument(
            "--author", metavar="USERNAME", help="whose draft it is; that person cannot approve it"
        )
        parser.add_argument("--confirm", nargs="+", choices=[*CONFIRMABLE, "all"], default=[], metavar="KIND",
                            help=f"create what is new of these kinds: {', '.join(CONFIRMABLE)}, all")  # fmt: skip

    def handle(self, *, file, publish_date, category, author, confirm, **options):
        wire_text = _read(file)
        try:
            parsed = parse(wire_text)
        except UnreadableText as error:
            raise CommandError(str(error)) from error
        issuer = Issuer.objects.filter(pk=1).first()
        if issuer is None:
            raise CommandError("There is no issuer yet. Add it in the admin, or load the demo company.")
        on = _date(publish_date) or parsed.date
        if on is None:
            why = without_year(parsed.doubts) or "The text states no date that exists."
            raise CommandError(f"{why} Give one with --publish-date YYYY-MM-DD.")
        proposal = propose(parsed, issuer, on=on)
        kinds = set(CONFIRMABLE) if "all" in confirm else set(confirm)
        confirmed, doubts = confirm_suggested(proposal, kinds)
        proposal.doubts += doubts
        confirmed.category = _find(Category, category, "slug", "category")
        confirmed.from_archive = on < issuer.day(timezone.now())
        by = _find(get_user_model(), author, "username", "user")
        release = store(proposal, confirmed, wire_text=wire_text, by=by)
        self._report(release)

    def _report(self, release):
        self.stdout.write(f"Draft: {release.headline} ({release.date})")
        self.stdout.write(reverse("admin:releases_release_change", args=[release.pk]))
        for _code, sentence, place in release.import_notes:
            self.stdout.write(f"- {sentence}" + (f" [{' '.join(place.split())[:100]}]" if place else ""))
        if release.not_placed:
            self.stdout.write("Not placed:\n" + release.not_placed)


def _read(file):
    try:
        return decode(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes())
    except OSError as error:
        raise CommandError(f"The file cannot be read: {error.strerror or error}: {file}") from error
    except UnreadableText as error:
        raise CommandError(str(error)) from error


def _date(text):
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(f"“{text}” is not a date; write it like 2012-05-16.") from error


def _find(model, value, field, noun):
    if not value:
        return None
    try:
        return model.objects.get(**{field: value})
    except model.DoesNotExist as error:
        raise CommandError(f"There is no {noun} “{value}”.") from error
