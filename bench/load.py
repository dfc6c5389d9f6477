"""Readers who ask without a pause while something breaks: see bench/drill.py."""

import itertools
import threading
import time
from collections import Counter

from tests.operating.nodes import Visitor

PATHS = ("/", "/releases/", "/contacts/", "/feeds/releases.rss", "/admin/login/")


class Load:
    """Readers who ask without a pause; `seen` counts the answers by status, `slowest` is in seconds."""

    def __init__(self, port, *, tls, readers=4):
        self.seen, self.slowest, self.after, self.stopped = Counter(), 0.0, Counter(), threading.Event()
        self.port, self.tls, self.mark = port, tls, None
        self.threads = [threading.Thread(target=self.read, args=[number]) for number in range(readers)]

    def read(self, number):
        visitor = Visitor(self.port, tls=self.tls, forwarded=not self.tls)
        for path in itertools.islice(itertools.cycle(PATHS), number, None):
            if self.stopped.is_set():
                return
            start = time.monotonic()
            try:
                result = visitor.get(path).status
            except OSError as error:
                result = type(error).__name__
            self.slowest = max(self.slowest, time.monotonic() - start)
            self.seen["desk" if path.startswith("/admin") else "readers", result] += 1
            # Under way when the signal came.
            if self.mark is not None and start < self.mark:
                self.after[result] += 1

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        time.sleep(3)  # until every node has shown every page
        return self

    def __exit__(self, *error):
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def failed(self, *kinds, but=200):
        """How many answers were neither a page nor the status that may be."""
        return sum(
            count
            for (whose, status), count in self.seen.items()
            if whose in kinds and status not in (200, but)
        )

    def told(self):
        words = []
        for kind in ("readers", "desk"):
            rows = {status: count for (whose, status), count in self.seen.items() if whose == kind}
            failed = ", ".join(f"{count} × {status}" for status, count in rows.items() if status != 200)
            words.append(f"{kind}: {sum(rows.values())} requests, {failed or 'none failed'}")
        return f"{'; '.join(words)}; the slowest took {self.slowest:.1f} s"
