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
    parser.add_argument("--times", type=int, default=16, help="how often each page is opened with each size")
    parser.add_argument(
        "--one", action="store_true", help="tell figures of one size to the program that asks"
    )
    asked = parser.parse_args()
    sizes = asked.releases or SIZES
    if asked.one:
        set_up(sizes[0])
        answer(pages, person)
        return
    # Each page is opened with each size in turn: what else the machine does for a while should not be taken for growth.
    programs = [Program(size) for size in sizes]
    names = [name for name in programs[0].names if all(name in each.names for each in programs)]
    show(sizes, ((name, measure(programs, name, asked.times)) for name in names))


def answer(pages, person):
    """Tell the names of the pages, then of each that is asked for what it took to open it: a line of JSON each."""
    asked = {name: (client(person, *at), address) for name, address, *at in pages()}
    say(json.dumps(list(asked)))
    for line in sys.stdin:
        say(json.dumps(opened(*asked[line.strip()])))


class Program:
    """This program once more, with releases of one size."""

    def __init__(self, size):
        command = [sys.executable, sys.argv[0], "--one", "--releases", str(size)]
        self._program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        # Before that it says what it fills in.
        names = next((line for line in self._program.stdout if line.startswith("[")), None)
        self.names = json.loads(names) if names else sys.exit(f"There are no {size} releases to look at.")

    def opened(self, name):
        self._program.stdin.write(f"{name}\n")
        line = self._program.stdout.readline()
        return json.loads(line) if line else sys.exit(f"{name} could not be opened.")


def measure(programs, name, times):
    """[(what a page costs at least, that of its statements among it, how many it makes)], for each program."""
    for program in programs:
        program.opened(name)  # the first time some things are read that are then kept
    rounds = [[program.opened(name) for program in programs] for _round in range(times)]
    return [figures(of_size) for of_size in zip(*rounds, strict=True)]


def figures(openings):
    own, sql, numbers = zip(*openings, strict=True)
    return min(own) + min(sql), min(sql), numbers[-1]


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


def opened(asking, address):
    """What opening a page takes beside its statements, what these take, and how many they are.

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

    with connection.execute_wrapper(count):
        start = time.thread_time()
        status = asking.get(address).status_code
        own = time.thread_time() - start - sum(within)
    if status != 200:
        sys.exit(f"{address} answered {status}")
    return own * 1000, sum(spent) * 1000, len(spent)


def show(sizes, pages):
    heads = " | ".join(f"{size:,}" for size in sizes)
    say(f"| page | {heads} | growth |\n|---|{'---:|' * (len(sizes) + 1)}")
    for name, of_page in pages:
        cells = " | ".join(f"{took:.0f} ({sql:.0f}, {number})" for took, sql, number in of_page)
        say(f"| {name} | {cells} | {(of_page[-1][0] / of_page[0][0] - 1) * 100:+.0f} % |")


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
