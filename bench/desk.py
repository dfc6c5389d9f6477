"""How long the desk's pages take with 100,000 releases: see bench/README.md."""

import argparse
import datetime as dt
import os
import statistics
import sys
import time
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
BATCH = 5_000
WORDS = "Phase Results Partner Quarter Trial Data Update Board Meeting Approval Filing Cohort Survival Dose".split()
BODY = "<p>" + "The company reported results of the study in patients with relapsed disease. " * 20 + "</p>"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=7, help="how often each page is opened")
    asked = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        sys.exit("Set DATABASE_URL to a database of its own: this fills it.")
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("SECRET_KEY", "only-for-measuring")
    os.environ.setdefault("HTTPS", "off")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
    os.environ.setdefault("STATICFILES_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
    django.setup()
    prepare()
    fill(asked.releases)
    measure(asked.times)


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
    from releases.models import Category, Release, ReleaseContact, Revision

    categories = list(Category.objects.values_list("pk", flat=True))
    contact = Contact.objects.active().first()
    releases = Release.objects.bulk_create([a_release(number, categories) for number in numbers])
    ReleaseContact.objects.bulk_create(
        [ReleaseContact(release=release, contact=contact) for release in releases]
    )
    revisions = Revision.objects.bulk_create([a_revision(release) for release in releases])
    through = Revision.contacts.through
    through.objects.bulk_create([through(revision=revision, contact=contact) for revision in revisions])
    seal(revisions, {"contacts": [contact.pk]})
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


def measure(times):
    """Print how long each page takes (median and worst, without network) and how many queries it makes."""
    from django.conf import settings
    from django.contrib.auth.models import Group, User
    from django.db import connection
    from django.test import Client

    settings.ALLOWED_HOSTS.append("testserver")
    person, _created = User.objects.get_or_create(username="bench", defaults={"is_staff": True})
    person.groups.add(Group.objects.get(name="Approvers"))
    client = Client()
    client.force_login(person)
    say(f"{connection.vendor}, {total():,} releases\n")
    say("| page | median ms | worst ms | queries |\n|---|---:|---:|---:|")
    for name, address in pages():
        took, queries = open_page(client, address, times)
        say(f"| {name} | {statistics.median(took):.0f} | {max(took):.0f} | {queries} |")


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def total():
    from releases.models import Release

    return Release.objects.count()


def pages():
    from releases.models import Category, Release, Revision

    listed = "/admin/releases/release/"
    draft = Release.objects.drafts().latest("pk")
    live = Release.objects.filter(status="approved").latest("pk")
    category = Category.objects.first()
    return [
        ("desk", "/admin/"),
        ("list", listed),
        ("list, its last page", f"{listed}?p={-(-total() // 50)}"),
        ("search: one word", f"{listed}?q=Survival"),
        ("search: one release", f"{listed}?q={live.ref}"),
        ("filter: live", f"{listed}?state=live"),
        ("filter: draft", f"{listed}?state=draft"),
        ("filter: category", f"{listed}?category__id__exact={category.pk}"),
        ("one year", f"{listed}?date__year=2012"),
        ("edit form", f"{listed}{draft.pk}/change/"),
        ("page of a live release", f"{listed}{live.pk}/change/"),
        ("preview", f"{listed}{live.pk}/preview/"),
        ("approved texts", "/admin/releases/revision/"),
        ("record", "/admin/releases/auditentry/"),
        ("what was public", "/admin/public-at/?at=2012-01-01T12:00"),
        ("newest text", f"/admin/releases/revision/{Revision.objects.latest('pk').pk}/change/"),
    ]


def open_page(client, address, times):
    from django.db import connection

    queries = []

    def count(execute, sql, *given):
        queries.append(sql)
        return execute(sql, *given)

    client.get(address)  # templates are compiled at the first look, and the look itself goes on record
    with connection.execute_wrapper(count):
        response = client.get(address)
    if response.status_code != 200:
        sys.exit(f"{address} answered {response.status_code}")
    took = []
    for _each in range(times):
        start = time.perf_counter()
        client.get(address)
        took.append((time.perf_counter() - start) * 1000)
    return took, len(queries)


if __name__ == "__main__":
    main()
