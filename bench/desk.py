"""How long the desk's pages take with 100,000 releases: see bench/README.md."""

import argparse
import statistics
import sys
import time

import filling


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=7, help="how often each page is opened")
    asked = parser.parse_args()
    filling.set_up()
    filling.prepare()
    filling.fill(asked.releases)
    measure(asked.times)


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
        ("one year", f"{listed}?year=2012"),
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
