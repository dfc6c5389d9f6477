"""What a page costs with a thousand, a hundred thousand and a million releases: see bench/README.md."""

import argparse
import json
import logging
import os
import subprocess
import sys
import time

import filling
from readers import database

SIZES = [1_000, 100_000, 1_000_000]


def run(pages, person=False):
    """Open `pages()` in a database of each size and print one table of all.

    A page is (name, address), or (name, address, the instant as of which a person looks at the site).
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, action="append", help="how many; may be given several times")
    parser.add_argument(
        "--times", type=int, default=4, help="how often each page is opened in each of four rounds"
    )
    parser.add_argument("--one", action="store_true", help="print figures of one size as JSON")
    asked = parser.parse_args()
    sizes = asked.releases or SIZES
    if asked.one:
        set_up(sizes[0])
        figures = {name: measure(client(person, *at), address, asked.times) for name, address, *at in pages()}
        json.dump(figures, sys.stdout)
        return
    # Several times in turn: what else the machine does for a while should not be taken for growth.
    rounds = [[of_size(size, asked.times) for size in sizes] for _round in range(4)]
    show(sizes, [least(figures) for figures in zip(*rounds, strict=True)])


def least(figures):
    """Of several measurements of one size the least of each page."""
    return {name: min(each[name] for each in figures) for name in figures[0]}


def of_size(size, times):
    command = [sys.executable, sys.argv[0], "--one", "--releases", str(size), "--times", str(times)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return json.loads(said.splitlines()[-1])  # before that it says what it filled in


def set_up(size):
    """On PostgreSQL each size has a database of its own, filled once; SQLite gets a file of its own."""
    # A program that asks a thousand times is what the limits are there to stop.
    os.environ |= {f"LIMIT_{name}": "1000000" for name in ("SEARCH", "FEEDS", "API")}
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        os.environ["DATABASE_URL"] = database(f"newsroom_{size}")
    filling.set_up()
    logging.disable(logging.INFO)  # a line for each person who signs in
    filling.prepare()
    filling.fill(size)


def client(person, at=None):
    from django.conf import settings
    from django.contrib.auth.models import Group, User
    from django.test import Client

    from embargo.middleware import SESSION_KEY

    settings.ALLOWED_HOSTS.append("testserver")
    asking = Client()
    if person:
        user, _created = User.objects.get_or_create(username="bench", defaults={"is_staff": True})
        user.groups.add(Group.objects.get(name="Approvers"))
        asking.force_login(user)
    if at:
        session = asking.session
        session[SESSION_KEY] = at
        session.save()
    return asking


def measure(asking, address, times):
    """What a page costs at least, that of its statements among it, and how many statements it made.

    In milliseconds: processor time of this process, and as long as the statements took. So a machine that is busy
    with something else counts less than by the clock.
    """
    from django.db import connection

    spent, within = [], []

    def count(execute, *given):
        start, cpu = time.perf_counter(), time.thread_time()
        try:
            return execute(*given)
        finally:
            spent.append(time.perf_counter() - start)
            within.append(time.thread_time() - cpu)

    if (status := asking.get(address).status_code) != 200:
        sys.exit(f"{address} answered {status}")
    opened = []
    for _each in range(times):
        spent.clear()
        within.clear()
        with connection.execute_wrapper(count):
            start = time.thread_time()
            asking.get(address)
            own = time.thread_time() - start - sum(within)
        opened.append((own * 1000, sum(spent) * 1000, len(spent)))
    own, sql = (min(each) for each in list(zip(*opened, strict=True))[:2])
    return own + sql, sql, opened[-1][2]


def show(sizes, figures):
    heads = " | ".join(f"{size:,}" for size in sizes)
    say(f"| page | {heads} | growth |\n|---|{'---:|' * (len(sizes) + 1)}")
    for name in figures[0]:
        of_page = [each[name] for each in figures if name in each]
        cells = " | ".join(f"{took:.0f} ({sql:.0f}, {number})" for took, sql, number in of_page)
        say(f"| {name} | {cells} | {(of_page[-1][0] / of_page[0][0] - 1) * 100:+.0f} % |")


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
