"""A word to the other processes that something public has changed, so that they look at once and not within a second.

Nothing rests on it: the word carries no content, and who misses it looks a moment later anyway. So Redis may be
away, emptied or restarted at any time. It is used where `CACHE_URL` names it.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from ..generation import watched_tables
from .watching import watch

# Channels belong to no database of Redis. Another newsroom's word on the same server costs one look.
CHANNEL = "newsroom.public-change"
# Whoever saves does not wait for a server that is away, in seconds.
TIMEOUT, REST = 0.5, 10
FIRST_WAIT, LONGEST_WAIT = 0.5, 30

logger = logging.getLogger(__name__)


def address():
    """The address of Redis; None where `CACHE_URL` names none."""
    location = settings.CACHES["default"].get("LOCATION", "")
    first = location[0] if isinstance(location, list | tuple) and location else location
    return first if str(first).startswith(("redis://", "rediss://")) else None


class Teller:
    """Tells this process at once, and the others through Redis."""

    def __init__(self, timer=time.monotonic):
        self.timer, self.rest_until = timer, -float("inf")
        self.redis = None

    def tell(self):
        watch.soon()
        if address() is None or self.timer() < self.rest_until:
            return
        try:
            self.redis = self.redis or client(socket_timeout=TIMEOUT)
            self.redis.publish(CHANNEL, b"")
        except Exception as error:  # whatever the library raises: a save never fails for it
            self.rest_until = self.timer() + REST
            logger.warning("Redis is away; the other processes see the change within a second. %s", error)


class Listener(threading.Thread):
    """Waits for the word of other processes. It never ends and never uses the database."""

    def __init__(self):
        super().__init__(name="public-changes", daemon=True)
        self.wait = FIRST_WAIT

    def run(self):
        while True:
            try:
                self.listen()
            except Exception as error:  # whatever the library raises: the thread goes on
                self.lost(error)
            time.sleep(self.wait)

    def listen(self):
        # A connection that died without a word is found out by a ping.
        with client(health_check_interval=15, socket_timeout=30).pubsub() as words:
            words.subscribe(CHANNEL)
            while True:
                heard = words.get_message(timeout=15)
                if heard is not None and heard["type"] in ("subscribe", "message"):
                    self.heard()

    def heard(self):
        if self.wait > FIRST_WAIT:
            logger.warning("Redis is back.")
        self.wait = FIRST_WAIT
        watch.soon()

    def lost(self, error):
        if self.wait == FIRST_WAIT:
            logger.warning("Redis is away; changes are seen within a second all the same. %s", error)
        self.wait = min(self.wait * 2, LONGEST_WAIT)


teller = Teller()


def client(**options):
    # Who waits decides how long; the library's own trying again would come on top of that.
    once = Retry(NoBackoff(), 0)
    return Redis.from_url(address(), socket_connect_timeout=TIMEOUT, retry=once, **options)


def listen():
    """Begin to listen, where there is a Redis to listen to; in a process that serves, after it was forked."""
    if address() is not None:
        Listener().start()


def connect():
    """Have changes told once their transaction is committed."""
    for signal in (post_save, post_delete, m2m_changed):
        signal.connect(_changed, dispatch_uid="embargo-front")


def _changed(sender, **kwargs):
    if sender._meta.db_table in _watched() and not _is_waiting():
        transaction.on_commit(teller.tell, robust=True)


def _is_waiting():
    """Whether this transaction tells already, as one that saves a thousand rows does."""
    return any(told == teller.tell for _saves, told, _robust in transaction.get_connection().run_on_commit)


def _watched():
    if not _tables:
        _tables.update(watched_tables())
    return _tables


_tables = set()
