"""Opens feeds, calendars and API as programs do, with many releases: see bench/README.md.

DATABASE_URL=sqlite:////tmp/bench.sqlite3 .venv/bin/python bench/feeds.py --releases 100000
"""

import argparse
import statistics
import sys
import time

from filling import fill, prepare, set_up


def addresses():
    from releases.models import Revision

    last = Revision.objects.exclude(public_from=None).order_by("-date").first()
    compound, partner = last.compounds.first(), last.partners.first()
    yield from (f"/feeds/releases.{form}" for form in ("rss", "atom", "json"))
    yield f"/feeds/releases/{last.date.year}.rss"
    yield f"/feeds/category/{last.category.slug}.rss"
    yield from [f"/feeds/compound/{compound.slug}.rss"] if compound else []
    yield from [f"/feeds/partner/{partner.slug}.rss"] if partner else []
    yield from (
        "/feeds/",
        "/events.ics",
        "/api/releases.json",
        "/api/releases.json?page=1000",
        "/api/events.json",
    )


def measure(client, address, times):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    spent = []
    for _time in range(times):
        start = time.perf_counter()
        response = client.get(address)
        spent.append((time.perf_counter() - start) * 1000)
        if response.status_code != 200:
            sys.exit(f"{address} answers {response.status_code}.")
    with CaptureQueriesContext(connection) as made:
        client.get(address)
    return statistics.median(spent), len(made), len(response.content)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--releases", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=5)
    wanted = parser.parse_args()
    set_up()
    prepare()
    fill(wanted.releases)
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    for address in addresses():
        spent, queries, size = measure(client, address, wanted.times)
        sys.stdout.write(f"{spent:8.0f} ms {queries:4} queries {size / 1024:9.0f} kB  {address}\n")


if __name__ == "__main__":
    main()
