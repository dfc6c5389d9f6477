"""Fills a database with live releases, written as the desk writes them: see bench/README.md."""

import datetime as dt
import os
import sys
import time
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
BATCH = 5_000
WORDS = "Phase Results Partner Quarter Trial Data Update Board Meeting Approval Filing Cohort Survival Dose".split()
BODY = "<p>" + "The company reported results of the study in patients with relapsed disease. " * 20 + "</p>"


def set_up():
    """Make Django ready for the database that `DATABASE_URL` names; the settings are those of a local trial."""
    if "DATABASE_URL" not in os.environ:
        sys.exit("Set DATABASE_URL to a database of its own: this fills it.")
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("SECRET_KEY", "only-for-measuring")
    os.environ.setdefault("HTTPS", "off")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
    os.environ.setdefault("STATICFILES_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
    django.setup()


def prepare():
    from django.core.management import call_command
    from django.db import connection

    if not connection.introspection.table_names():
        call_command("migrate", verbosity=0, skip_checks=True)
        call_command("load_demo", verbosity=0)


def fill(wanted):
    """Add live releases until there are `wanted`: approved, sealed and on record as the desk does it."""
    from django.db import connection, transaction

    from releases.models import Release

    there, start = Release.objects.count(), time.perf_counter()
    for first in range(there, wanted, BATCH):
        with transaction.atomic():
            add(range(first, min(first + BATCH, wanted)))
        sys.stderr.write(f"\r{min(first + BATCH, wanted):>7} releases")
    if wanted > there:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        spent = time.perf_counter() - start
        sys.stderr.write(f"\n{wanted - there} releases added in {spent:.0f} s\n")


def add(numbers):
    from contacts.models import Contact
    from partners.models import Partner
    from pipeline.models import Compound
    from releases.models import Category, Release, ReleaseContact, Revision

    categories = list(Category.objects.values_list("pk", flat=True))
    contact = Contact.objects.active().first()
    releases = Release.objects.bulk_create([a_release(number, categories) for number in numbers])
    ReleaseContact.objects.bulk_create(
        [ReleaseContact(release=release, contact=contact) for release in releases]
    )
    revisions = Revision.objects.bulk_create([a_revision(release) for release in releases])
    tags = {"contacts": contact, "compounds": Compound.objects.first(), "partners": Partner.objects.first()}
    for name, row in tags.items():
        through = getattr(Revision, name).through
        through.objects.bulk_create(
            [through(revision=each, **{row._meta.model_name: row}) for each in revisions]
        )
    seal(revisions, {name: [row.pk] for name, row in tags.items()})
    make_findable(revisions)
    put_on_record(revisions)


def a_release(number, categories):
    from embargo.refs import new_ref
    from releases.models import Release

    day = dt.date(2000, 1, 3) + dt.timedelta(days=number % 9_000)
    ref, words = new_ref(), [WORDS[(number // step) % len(WORDS)] for step in (1, 7, 53, 311)]
    return Release(
        ref=ref,
        guid=f"tag:bench.invalid,{day}:release:{ref}",
        # One in a thousand is work in progress.
        status="draft" if number % 1_000 == 0 else "approved",
        headline=f"Tarnholt {' '.join(words)} {number}",
        category_id=categories[number % len(categories)],
        date=day,
        dateline_place="WEXCOMBE, Mass.",
        body=BODY,
    )


def a_revision(release):
    from releases.models import Revision

    at = dt.datetime.combine(release.date, dt.time(12), dt.UTC)
    return Revision(
        release=release, ref=release.ref, guid=release.guid, number=1, kind="original", headline=release.headline,
        slug=release.ref, date=release.date, dateline=release.dateline_place, body=release.body,
        category_id=release.category_id, approved_at=at, approver_name="Bench",
    )  # fmt: skip


def seal(revisions, tags):
    """The rows and their tags are written: now the hash, and only then the instant, as the database wants it."""
    from django.db import connection

    from releases.models.revision import TAGS

    tags = {name: tags.get(name, []) for name in TAGS}
    for revision in revisions:
        revision.sha256 = revision.digest(tags)
        revision.public_from = revision.released_at = revision.approved_at
    at = connection.ops.adapt_datetimefield_value
    rows = [(each.sha256, at(each.public_from), at(each.released_at), each.pk) for each in revisions]
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE releases_revision SET sha256 = %s, public_from = %s, released_at = %s WHERE id = %s", rows
        )


def make_findable(revisions):
    from search.indexing import release_entry
    from search.models import Entry
    from search.words import fold

    entries = []
    for revision in revisions:
        date, title, body = release_entry(revision)
        entries.append(Entry(kind="release", row=revision.pk, date=date, title=fold(title), body=fold(body)))
    Entry.objects.bulk_create(entries)


def put_on_record(revisions):
    from releases.models import AuditEntry

    last = AuditEntry.objects.order_by("-pk").first()
    previous, entries = last.sha256 if last else "", []
    for revision in revisions:
        entry = AuditEntry(
            at=revision.approved_at, who_name="Bench", release_id=revision.release_id, revision=revision,
            revision_sha256=revision.sha256, move="approve", from_status="in review", to_status="approved",
            previous=previous,
        )  # fmt: skip
        previous = entry.sha256 = entry.digest()
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries)
