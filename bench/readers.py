"""How fast readers are answered, beside a bare Django view, nginx and Wagtail: see bench/README.md."""

import argparse
import datetime as dt
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import filling
import servers
import wrk

RIVAL = Path(__file__).resolve().parent / "rivals"
PAGES_OF_ALL = 2_000
# So many texts that no page is asked for twice in one run, and so few that all are.
FULL, AGAIN = 5_000, 100


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, action="append", help="how many; may be given several times")
    parser.add_argument("--seconds", type=int, default=4, help="how long each address is asked")
    parser.add_argument("--wagtail", help="the python of an environment with wagtail, psycopg2 and granian")
    parser.add_argument(
        "--only-wagtail", action="store_true", help="nothing but our release page beside Wagtail's"
    )
    parser.add_argument("--fill-full", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit(
            "Set DATABASE_URL to a PostgreSQL server: a database is made on it for each number of releases."
        )
    if asked.fill_full:
        return fill_full()
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=servers.ROOT, check=True
    )
    if asked.only_wagtail:
        return as_full(asked)
    numbers = asked.releases or [1_000, 100_000]
    if len(numbers) > 1:
        for number in numbers:
            others = [
                "--seconds",
                str(asked.seconds),
                *(["--wagtail", asked.wagtail] if asked.wagtail else []),
            ]
            subprocess.run([sys.executable, __file__, "--releases", str(number), *others], check=True)
        return
    os.environ["DATABASE_URL"] = database(f"newsroom_{numbers[0]}")
    filling.set_up()
    filling.prepare()
    filling.fill(numbers[0])
    measure(numbers[0], asked)


def database(name):
    """The address of a database on the server, made if it is not there."""
    import psycopg2

    address = urlsplit(os.environ["DATABASE_URL"])
    server = psycopg2.connect(os.environ["DATABASE_URL"])
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {name}")
    server.close()
    # By hand: urlunsplit drops the empty host of a socket's address.
    query = f"?{address.query}" if address.query else ""
    return f"{address.scheme}://{address.netloc}/{name}{query}"


def measure(number, asked):
    pages, files = addresses(), {"FILES_URL": os.environ.get("FILES_URL", "")}
    say(f"\n### {number:,} releases, PostgreSQL, one worker, {asked.seconds} s each\n")
    with servers.newsroom(front=False, **files) as port:
        warm_up(port, pages["release pages, all different"])
        uncached = {name: wrk.run(port, each, seconds=asked.seconds) for name, each in pages.items()}
        page = servers.fetch(port, pages["release page"][0], **{"Accept-Encoding": "identity"})[2]
    with servers.newsroom(**files) as port:
        held = {name: wrk.run(port, each, seconds=asked.seconds) for name, each in pages.items()}
        tag = servers.fetch(port, pages["feed"][0])[1]["ETag"]
        held["feed, 304"] = wrk.run(port, pages["feed"], seconds=asked.seconds, **{"If-None-Match": tag})
        size = servers.memory(port)
    say("| page | uncached/s | p50 ms | p99 ms | statements | from the front/s | p50 ms | p99 ms | errors |")
    say("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, hot in held.items():
        cold = uncached.get(name)
        first = (
            f"{cold.per_second:,.0f} | {cold.p50:.1f} | {cold.p99:.1f} | {statements(pages[name][0])}"
            if cold
            else "| | |"
        )
        errors = hot.errors + (cold.errors if cold else 0)
        say(f"| {name} | {first} | {hot.per_second:,.0f} | {hot.p50:.2f} | {hot.p99:.2f} | {errors} |")
    say(f"\nMemory of the one process: {size:.0f} MB.\n")
    compare(page, held, uncached, asked)
    embargo(files)
    if failed := sum(each.errors for each in (*uncached.values(), *held.values())):
        sys.exit(f"{failed} answers failed.")


def compare(page, held, uncached, asked):
    """The same number of bytes from others."""
    say("| beside it | per second | p50 ms | p99 ms |\n|---|---:|---:|---:|")
    with servers.granian("bare:application", cwd=RIVAL / "bare", BYTES=str(len(page))) as port:
        row("a bare Django view", wrk.run(port, ["/"], seconds=asked.seconds))
    with tempfile.TemporaryDirectory() as folder, servers.nginx(Path(folder), page) as port:
        row("nginx, a file", wrk.run(port, ["/"], seconds=asked.seconds))
    row("our release page from the front", held["release page"])
    row("our release pages uncached", uncached["release pages, all different"])
    if asked.wagtail:
        as_full(asked)


def as_full(asked):
    """Release pages with the same words and parts, ours and Wagtail's; nothing of either is held whole."""
    say(
        "\n| release pages with About, safe harbor and contacts | per second | p50 ms | p99 ms |\n|---|---:|---:|---:|"
    )
    address = database("newsroom_full")
    filled = subprocess.run(
        [sys.executable, __file__, "--fill-full"], env=os.environ | {"DATABASE_URL": address},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    # Before them it says what it filled in.
    pages = [line for line in filled.stdout.splitlines() if line.startswith("/")]
    with servers.newsroom(front=False, DATABASE_URL=address) as port:
        warm_up(port, pages)
        ours = wrk.run(port, pages, seconds=asked.seconds)
        row("ours, each for the first time in its process", ours)
        row("ours, some of them again and again", wrk.run(port, pages[:AGAIN], seconds=asked.seconds))
    with wagtail(asked.wagtail) as port:
        pages = [f"/releases/release-{each}/" for each in range(1_000)]
        warm_up(port, pages)
        theirs = wrk.run(port, pages, seconds=asked.seconds)
        row("Wagtail", theirs)
        row("Wagtail, some of them again and again", wrk.run(port, pages[:AGAIN], seconds=asked.seconds))
    say(f"\nOurs is {ours.per_second / theirs.per_second:.1f} times as fast.")


def warm_up(port, pages):
    """Let a process that has just started load what it loads once, by a few of the pages."""
    wrk.run(port, pages[-AGAIN:], seconds=3)


def fill_full():
    """Fill the database, once, with texts that say all that a release says; writes the addresses of their pages."""
    import texts

    filling.set_up()
    filling.prepare()
    filling.PARTS.update(about=texts.ABOUT, safe_harbor=texts.SAFE_HARBOR, contact_block=texts.CONTACT_BLOCK)
    filling.fill(FULL)
    from releases.models import Revision

    public = Revision.objects.public(dt.datetime.now(dt.UTC)).filter(about=texts.ABOUT).newest_first()
    say("\n".join(row.get_absolute_url() for row in public.only("ref", "slug")))


def row(name, figures):
    say(f"| {name} | {figures.per_second:,.0f} | {figures.p50:.2f} | {figures.p99:.2f} |")
    if figures.errors:
        sys.exit(f"{name}: {figures.errors} answers failed, so this is no figure.")


def wagtail(python):
    """A newsroom on Wagtail with 1,000 releases, in a copy of its folder: it writes migrations and a logo there."""
    copy = Path(tempfile.mkdtemp()) / "wagtail"
    shutil.copytree(RIVAL / "wagtail", copy)
    shutil.copy(RIVAL.parent / "texts.py", copy)
    database("rival_newsroom")
    given = {"RIVAL_DATABASE": "rival_newsroom", "DJANGO_SETTINGS_MODULE": "rival_settings"}
    subprocess.run([python, "rival_fill.py", "1000"], cwd=copy, env=os.environ | given, check=True)
    return servers.granian(
        "rival_wsgi:application", cwd=copy, python=python, ready="/releases/release-1/", **given
    )


def addresses():
    """`{name: addresses}` of what readers ask for."""
    from releases.models import Revision

    now = dt.datetime.now(dt.UTC)
    public = Revision.objects.public(now)
    newest = [row.get_absolute_url() for row in public.newest_first().only("ref", "slug")[:PAGES_OF_ALL]]
    last, years = -(-public.count() // 25), public.dates("date", "year")
    year = years[len(years) // 2].year
    return {
        "release page": newest[:1],
        "release pages, all different": newest,
        "archive, first page": ["/releases/"],
        "archive, deepest page": [f"/releases/?page={last}"],
        "a year": [f"/releases/{year}/"],
        "feed": ["/feeds/releases.rss"],
        "search": ["/search/?q=survival"],
        "home": ["/"],
        "pipeline": ["/pipeline/"],
    }


def statements(address):
    from django.db import connection
    from django.test import Client

    asked = []

    def count(execute, sql, *given):
        asked.append(sql)
        return execute(sql, *given)

    client = Client(headers={"host": "127.0.0.1"})
    client.get(address)  # what is read once in a generation is read
    with connection.execute_wrapper(count):
        client.get(address)
    return len(asked)


def embargo(files):
    """What happens in the second after an embargo, while everybody reads."""
    with servers.newsroom(workers=2, **files) as port:
        at = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=5)
        address = scheduled(at)
        asked = []
        reader = threading.Thread(target=poll, args=(port, address, at.timestamp() + 2, asked))
        reader.start()
        load = wrk.run(port, ["/", "/releases/", "/feeds/releases.rss", address], seconds=7, connections=50)
        reader.join()
    seen = [begun + took - at.timestamp() for begun, took, status in asked if status == 200]
    if not seen or not 0 <= min(seen) < 1:
        sys.exit(f"The release of {at} was seen {f'{min(seen):.3f} s after it' if seen else 'by nobody'}.")
    after = [took * 1000 for begun, took, _status in asked if 0 <= begun - at.timestamp() < 1]
    say(
        f"\nAn embargo that ends under the load of 50 readers, two workers: {load.per_second:,.0f} answers a second. "
        f"One more reader, asking all the time, sees the release {min(seen) * 1000:.0f} ms after its instant; "
        f"in the second after it the answers take {statistics.median(after):.1f} ms in the middle "
        f"and {max(after):.0f} ms at most."
    )


def poll(port, address, until, asked):
    while (begun := time.time()) < until:
        status = servers.fetch(port, address)[0]
        asked.append((begun, time.time() - begun, status))


def scheduled(at):
    """The address of a release that two people bring out at `at`."""
    from django.contrib.auth.models import Group, User

    from contacts.models import Contact
    from releases.models import Category, Issuer, Release, ReleaseContact

    now = at - dt.timedelta(seconds=5)
    people = []
    for group in ("Writers", "Approvers"):
        person, _new = User.objects.get_or_create(username=f"bench-{group.lower()}", is_staff=True)
        person.groups.add(Group.objects.get(name=group))
        people.append(person)
    writer, approver = people
    release = Release.objects.create(
        headline=f"Results at {at:%H:%M:%S}", category=Category.objects.first(), body=filling.BODY,
        date=Issuer.objects.get().day(at), dateline_place="WEXCOMBE, Mass.",
    )  # fmt: skip
    ReleaseContact.objects.create(release=release, contact=Contact.objects.active().first(), position=1)
    release.record_author(writer)
    release.submit(by=writer, now=now)
    checked = release.checked(now)
    release.approve(by=approver, now=now, seen=checked.sha256, ticked=[each.key for each in checked.warnings])
    release.schedule(by=approver, now=now, at=at)
    return release.approved_revision().get_absolute_url()


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
