"""Which period it is: a span of time in which no public page changes.

A period has one generation (embargo/generation.py) and ends at the next instant at which a row appears or
disappears. The database is asked for the generation at most once a second, by a request that finds the last
look too old; the others go on meanwhile. At the end of a period nobody goes on: what is held is not true
any more from that very instant.
"""

import datetime as dt
import logging
import threading
import time
from dataclasses import dataclass

from django.db import Error, connection
from django.utils import timezone

from ..clock import generation_and_boundaries, next_turn
from ..models import Generation
from .counting import counters

EVERY = 1.0  # seconds between two looks
# Whoever finds a look much older than that (nobody asked for a while) waits for the new one, but not for long.
GRACE, PATIENCE = 0.25, 1.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Period:
    """From `start` until `end`, which is no part of it; no end is None. `ends` is when the first row disappears."""

    generation: int
    start: dt.datetime
    end: dt.datetime | None
    ends: dt.datetime | None

    def holds(self, now):
        # Before `start` too nothing may be given: a clock that is set back must not show what was ahead of it.
        return self.start <= now and (self.end is None or now < self.end)

    def shows_nothing_too_long(self, now):
        """Whether what was made in it is late at worst: it lacks what appeared since, and all it shows still stands."""
        return self.start <= now and (self.ends is None or now < self.ends)


class Watch:
    def __init__(self, clock=timezone.now, timer=time.monotonic):
        self.clock, self.timer = clock, timer
        self.last = None  # the last period that is known, over or not
        self.is_away = False  # whether the last look failed
        self._lock = threading.Lock()
        self._tried = self._seen = -float("inf")  # when the last look, and the last that succeeded, began
        self._told, self._told_before = 0, 0

    def seems_away(self):
        """Whether the database did not answer the last look, or lets it wait."""
        return self.is_away or self._hangs()

    def soon(self):
        """Something may have changed: the next request looks."""
        self._told += 1

    def at_hand(self):
        """The period, if it is known without a look or a wait; None if there is more to do. Never asks the database."""
        last = self.last
        if last is None or self.timer() - self._seen >= EVERY or self._told != self._told_before:
            known = self.at_once()
            return known and known[0]
        return last if last.holds(self.clock()) else None

    def at_once(self):
        """`now()`, if that takes neither a look nor a wait; None otherwise. Never asks the database."""
        now = self.clock()
        if self._is_to_look(now) and not (self._lock.locked() and self._wait(now) == 0):
            return None
        return (self.last if self._is_known(now) else None), now

    def now(self):
        """(period, now). The period is None if it cannot be known; then nothing that is held is given."""
        now = self.clock()
        if self._is_to_look(now):
            if self._lock.acquire(timeout=self._wait(now)):
                try:
                    if self._is_to_look(self.clock()):
                        self._look()
                finally:
                    self._lock.release()
            now = self.clock()
        return (self.last if self._is_known(now) else None), now

    def _is_known(self, now):
        return self.last is not None and self.last.holds(now)

    def _is_to_look(self, now):
        if self.is_away and self.timer() - self._tried < EVERY:
            return False
        is_fresh = self.timer() - self._seen < EVERY and self._told == self._told_before
        return not (is_fresh and self._is_known(now))

    def _wait(self, now):
        """How long to wait for the look of another thread, in seconds."""
        if self._hangs():
            return 0
        is_overdue = self.timer() - self._seen >= EVERY + GRACE or self._told != self._told_before
        return PATIENCE if is_overdue or not self._is_known(now) else 0

    def _hangs(self):
        return self._lock.locked() and self.timer() - self._tried >= PATIENCE

    def _look(self):
        told, self._tried = self._told, self.timer()
        counters.looks += 1
        try:
            self._read()
        except Error as error:
            self._failed(error)
            return
        if self.is_away:
            logger.warning("The database is back.")
        self.is_away, self._seen, self._told_before = False, self._tried, told

    def _read(self):
        try:
            self._compare()
        except Error:
            # The connection may be one from before the database was restarted; a new one decides.
            connection.close()
            self._compare()

    def _compare(self):
        """Keep the period if nothing changed; begin another one otherwise."""
        if self._is_known(self.clock()):
            number = Generation.objects.filter(pk=1).values_list("number", flat=True).first()
            if number == self.last.generation:
                return
        # The clock is read first: a boundary that passes meanwhile is an end of the new period.
        start = self.clock()
        generation, appears, ends = generation_and_boundaries(start)
        turn = next_turn(start)
        if generation is None:
            self.last = None
            logger.error("Nothing counts public changes, so no page is held. Run manage.py migrate.")
            return
        # In UTC as the clock is, for two zones are compared slowly, and every hit compares.
        end = min((each.astimezone(dt.UTC) for each in (appears, ends, turn) if each), default=None)
        counters.periods += 1
        self.last = Period(generation, start, end, ends)

    def _failed(self, error):
        counters.failed_looks += 1
        if not self.is_away:
            logger.error("The database is away; what is held goes on being served. %s", error)
        self.is_away = True
        connection.close()


watch = Watch()
