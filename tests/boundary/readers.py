"""Fifty readers who ask again and again, and write down what they were told and when."""

import http.client
import itertools
import threading
import time
from dataclasses import dataclass

from tests.operating.nodes import HOST

READERS = 50
PAUSE = 0.2  # seconds between two questions of one reader
# A server that died takes its connections along; a reader's browser asks again.
TRIES, BETWEEN_TRIES = 20, 0.1
EVERYWHERE = ("/", "/releases/", "/feeds/releases.rss", "/sitemap-releases.xml")


@dataclass(frozen=True)
class Answer:
    path: str
    sent: float  # seconds since 1970, as the next
    received: float
    status: int
    words: frozenset  # those of the words looked for that stand in it


class Readers:
    def __init__(self, port, paths, words):
        self.port, self.paths, self.words = port, paths, words
        self.answers, self.lost, self.stopped = [], [], threading.Event()
        self.threads = [threading.Thread(target=self.read, args=[number]) for number in range(READERS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *failure):
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def read(self, number):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        # Each begins elsewhere, so that every address is asked for all the time.
        start = number * len(self.paths) // READERS
        for path in itertools.islice(itertools.cycle(self.paths), start, None):
            if self.stopped.wait(PAUSE):
                break
            self.ask(connection, path)
        connection.close()

    def ask(self, connection, path):
        for _try in range(TRIES):
            sent = time.time()
            try:
                connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
                response = connection.getresponse()
                body = response.read().decode().lower()
            except (OSError, http.client.HTTPException):
                connection.close()
                time.sleep(BETWEEN_TRIES)
                continue
            found = frozenset(word for word in self.words if word in body)
            self.answers.append(Answer(path, sent, time.time(), response.status, found))
            return
        self.lost.append(path)
