"""Fills a database with live releases, written as the desk writes them: see bench/README.md."""

import datetime as dt
import io
import json
import os
import sys
import time
from functools import lru_cache
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
BATCH = 5_000
# Releases before this number are work in progress on top of a live text: as many at any size.
DRAFTS = 100
WORDS = "Phase Results Partner Quarter Trial Data Update Board Meeting Approval Filing Cohort Survival Dose".split()
COPY_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
BODY = "<p>" + "The company reported results of the study in patients with relapsed disease. " * 20 + "</p>"


# What texts say besides their body: columns of a revision. The comparison with others gives them some.
PARTS = {}


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
    """Add live releases until there are `wanted`: approved, sealed and on record as the desk does it.

    Each batch is a transaction of its own, so a run that was broken off goes on where it stopped.
    """
    from django.db import transaction

    from releases.models import Release

    there, start = Release.objects.count(), time.perf_counter()
    for first in range(there, wanted, BATCH):
        with transaction.atomic():
            add(range(first, min(first + BATCH, wanted)))
        sys.stderr.write(f"\r{min(first + BATCH, wanted):>7} releases")
    if wanted > there:
        tidy()
        spent = time.perf_counter() - start
        sys.stderr.write(f"\n{wanted - there} releases added in {spent:.0f} s\n")


def tidy():
    """What the database does by itself after some time: the figures should not depend on how long ago it was filled."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)" if connection.vendor == "postgresql" else "ANALYZE")


def add(numbers):
    """Texts get their keys first, so that tags can be written before them: a sealed text takes no more."""
    from contacts.models import Contact
    from partners.models import Partner
    from pipeline.models import Compound
    from releases.models import Category, ReleaseContact, Revision

    categories = list(Category.objects.values_list("pk", flat=True))
    tags = {
        "contacts": Contact.objects.active().first(),
        "compounds": Compound.objects.first(),
        "partners": Partner.objects.first(),
    }
    keys = {name: [row.pk] for name, row in tags.items()}
    refs = new_refs(len(numbers))
    releases = [a_release(*each, categories) for each in zip(numbers, refs, strict=True)]
    write(give_keys(releases))
    write([ReleaseContact(release_id=each.pk, contact_id=tags["contacts"].pk) for each in releases])
    revisions = give_keys([a_revision(release) for release in releases])
    for name, row in tags.items():
        through, tagged = getattr(Revision, name).through, f"{row._meta.model_name}_id"
        write([through(revision_id=each.pk, **{tagged: row.pk}) for each in revisions])
    write([sealed(revision, keys) for revision in revisions])
    write(list(search_entries(revisions)))
    write(list(record_of(revisions)))


def give_keys(rows):
    """The rows, each with a primary key that the database will give to no other."""
    from django.db import connection
    from django.db.models import Max

    model = type(rows[0])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, len(rows)],
            )
            keys = [key for (key,) in cursor.fetchall()]
    else:
        last = model.objects.aggregate(last=Max("pk"))["last"] or 0
        keys = range(last + 1, last + 1 + len(rows))
    for row, key in zip(rows, keys, strict=True):
        row.pk = key
    return rows


def write(rows):
    """All rows of one model at once; the database's triggers see each of them."""
    from django.db import connection

    if connection.vendor == "postgresql":
        copy(rows)
    else:
        type(rows[0]).objects.bulk_create(rows)


def copy(rows):
    """PostgreSQL takes rows several times as fast from a stream as from a statement."""
    from django.db import connection

    fields = [
        field for field in rows[0]._meta.concrete_fields if not (field.primary_key and rows[0].pk is None)
    ]
    names = [field.attname for field in fields]
    lines = "".join("\t".join([as_text(getattr(row, name)) for name in names]) + "\n" for row in rows)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {rows[0]._meta.db_table} ({columns}) FROM STDIN", io.StringIO(lines))


def as_text(value):
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, (list, dict)):
        value = json.dumps(value)
    return str(value).translate(COPY_ESCAPES)


def new_refs(many):
    """Free references. Among a million random ones two alike are likely."""
    from embargo.refs import new_ref
    from releases.models import Release

    refs = set()
    while len(refs) < many:
        drawn = {new_ref() for _each in range(many - len(refs))}
        refs |= drawn - set(Release.objects.filter(ref__in=drawn).values_list("ref", flat=True))
    return refs


def a_release(number, ref, categories):
    from releases.models import Release

    # Spread over 25 years at any number of releases.
    day = dt.date(2000, 1, 3) + dt.timedelta(days=number * 2_357 % 9_000)
    words = [WORDS[(number // step) % len(WORDS)] for step in (1, 7, 53, 311)]
    return Release(
        ref=ref,
        guid=f"tag:bench.invalid,{day}:release:{ref}",
        status="draft" if number < DRAFTS else "approved",
        headline=f"Tarnholt {' '.join(words)} {number}",
        # By another step than the days', so that a year of few releases holds all categories too.
        category_id=categories[number // 42 % len(categories)],
        date=day,
        dateline_place="WEXCOMBE, Mass.",
        body=BODY,
        created_at=noon(day),
        edited_at=noon(day),
    )


def a_revision(release):
    from releases.models import Revision

    return Revision(
        release_id=release.pk, ref=release.ref, guid=release.guid, number=1, kind="original",
        headline=release.headline, slug=release.ref, date=release.date, dateline=release.dateline_place,
        body=release.body, category_id=release.category_id, approved_at=noon(release.date), approver_name="Bench",
        **PARTS,
    )  # fmt: skip


def noon(day):
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


def sealed(revision, tags):
    """The text with its hash and its instant."""
    from releases.models.tags import TAGS

    revision.sha256 = revision.digest({name: tags.get(name, []) for name in TAGS})
    revision.public_from = revision.released_at = revision.approved_at
    return revision


def search_entries(revisions):
    from search.indexing import release_entry
    from search.models import Entry
    from search.words import fold

    folded = lru_cache(fold)  # all texts have the same body
    for revision in revisions:
        date, title, body = release_entry(revision)
        yield Entry(kind="release", row=revision.pk, date=date, title=fold(title), body=folded(body))


def record_of(revisions):
    """An approval of each text, chained to the last entry."""
    from releases.models import AuditEntry

    last = AuditEntry.objects.order_by("-pk").first()
    previous = last.sha256 if last else ""
    for revision in revisions:
        entry = AuditEntry(
            at=revision.approved_at, who_name="Bench", release_id=revision.release_id, revision_id=revision.pk,
            revision_sha256=revision.sha256, move="approve", from_status="in review", to_status="approved",
            previous=previous,
        )  # fmt: skip
        previous = entry.sha256 = entry.digest()
        yield entry
