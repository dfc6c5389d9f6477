"""The WSGI application in front of Django's."""

import sys
import time
from dataclasses import dataclass
from threading import Event, Lock, local

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError

from .answering import answer
from .asking import read
from .counting import counters
from .holding import MAX_BODY, Entry, Store, may_hold
from .watching import watch

# Bounds what no row and no instant tells of, such as the age of the news in a sitemap; in seconds.
MAX_AGE = 300
# How long an answer from before is given while the database is away: a change by others is not seen then.
MAX_AGE_WHILE_AWAY = 3600
# How long a request waits for what another thread is making, before it makes it itself.
PATIENCE = 10

# Called with the environment of every request that is answered with 404, from the store too. What is added
# here is quick and raises nothing.
when_not_found = []

_of_thread = local()


@dataclass
class Made:
    """What Django made and the front does not hold; the server closes `response`."""

    status: str
    headers: list
    response: object

    @property
    def code(self):
        return int(self.status[:3])

    def holdable(self):
        return may_hold(self.status, self.headers) and not getattr(self.response, "streaming", True)

    def body(self):
        try:
            return b"".join(self.response)
        finally:
            self.response.close()  # only then Django ends the request and lets go of the connection


class Flight:
    """An answer in the making, for whoever asks for the same meanwhile."""

    def __init__(self):
        self.landed, self.entry = Event(), None


class Front:
    """`known` are the parameters that public views read, `passed` the beginnings of paths that are Django's alone."""

    def __init__(self, application, known=(), passed=(), watch=watch, timer=time.monotonic):
        self.application, self.watch, self.timer = application, watch, timer
        self.known, self.passed = frozenset(known), tuple(passed)
        # Addresses that anybody can invent have a store of their own: they push no page out.
        limit = settings.PAGE_FRONT_MB * 1024 * 1024
        self.pages, self.others = Store(limit * 7 // 8), Store(limit // 8)
        self.flights, self._lock = {}, Lock()

    def __call__(self, environ, start_response):
        return self.respond(self._find(environ), environ, start_response)

    def asked(self, environ):
        """What a stranger asks for that may be held; None for what is Django's alone."""
        asked = read(environ, self.known, self.passed) if settings.PAGE_FRONT else None
        return asked if asked and asked.may_hold else None

    def held(self, asked):
        """The `Entry` to answer with, if that takes no look at the database and no wait; None otherwise."""
        known = self.watch.at_once()
        return known and self._given(asked, *known)

    def store_of(self, entry):
        return self.pages if entry.is_page else self.others

    def respond(self, found, environ, start_response):
        """What was found, as WSGI wants it."""
        if found.code == 404:
            for note in when_not_found:
                note(environ)
        if isinstance(found, Entry):
            return answer(found, environ, start_response)
        start_response(found.status, found.headers)
        return found.response

    def _find(self, environ):
        """The `Entry` or what Django `Made`."""
        asked = read(environ, self.known, self.passed) if settings.PAGE_FRONT else None
        if asked is None or not asked.may_hold:
            return self._passed(environ, asked)
        period, now = self.watch.now()
        entry = self._given(asked, period, now)
        if entry is not None:
            return entry
        if period is None or asked.is_head:
            return self._passed(environ, asked)
        return self._made_once(asked, period, now, environ)

    def _given(self, asked, period, now):
        """What is held and may be given at this instant; None if there is nothing."""
        entry = self._held(asked)
        if self._is_right(entry, period):
            counters.hits += 1
            return entry
        if self.watch.seems_away() and self._may_stand_in(entry, now):
            counters.fallbacks += 1
            return entry
        return None

    def _passed(self, environ, asked):
        counters.passes += 1
        return self._ask(environ | {"QUERY_STRING": asked.query} if asked else environ)

    def _made_once(self, asked, period, now, environ):
        """What one thread makes while the others wait for it."""
        # A period is part of the key: whoever comes in the next one does not get what was made in this one.
        key = (period, asked.key)
        with self._lock:
            is_mine = key not in self.flights
            flight = self.flights.setdefault(key, Flight())
        if not is_mine:
            if flight.landed.wait(PATIENCE) and flight.entry:
                counters.waits += 1
                return flight.entry
            return self._passed(environ, asked)
        try:
            found = self._make(asked, period, now, environ)
            flight.entry = found if isinstance(found, Entry) else None
            return found
        finally:
            with self._lock:
                del self.flights[key]
            flight.landed.set()

    def _make(self, asked, period, now, environ):
        held = self._held(asked)
        if self._is_right(held, period):  # made between our look and our turn
            return held
        counters.misses += 1
        # The period was known before anything is read, so what is read is as new as its generation or newer.
        made = self._ask(asked.environ(environ, period, now))
        if made.code >= 500 and _of_thread.lost_the_database:
            self.watch.soon()
            if self._may_stand_in(held, now):
                counters.fallbacks += 1
                made.response.close()
                return held
        if not made.holdable():
            return made
        entry = Entry(period, self.timer(), made.status, made.headers, made.body(), is_page=not asked.query)
        self._hold(asked, entry)
        return entry

    def _ask(self, environ):
        head, _of_thread.lost_the_database = [], False
        response = self.application(
            environ, lambda status, headers, exc_info=None: head.extend((status, headers))
        )
        return Made(*head, response)

    def _held(self, asked):
        return self.pages.get(asked.key) or self.others.get(asked.key)

    def _hold(self, asked, entry):
        if len(entry.body) > MAX_BODY:
            return
        here = self.store_of(entry)
        there = self.others if here is self.pages else self.pages
        here.put(asked.key, entry)
        there.drop(asked.key)  # a page that was withdrawn, for one
        counters.entries = len(self.pages.entries) + len(self.others.entries)
        counters.bytes = self.pages.bytes + self.others.bytes

    def _is_right(self, entry, period):
        return entry is not None and entry.period is period and self.timer() - entry.born < MAX_AGE

    def _may_stand_in(self, entry, now):
        """Whether an answer from before may be given because the database is away: it is late at worst.

        Not after a change, which may have been a withdrawal, and not once anything that it could show has ended.
        """
        last = self.watch.last
        return (
            entry is not None
            and last is not None
            and entry.period.generation == last.generation
            and entry.period.shows_nothing_too_long(now)
            and self.timer() - entry.born < MAX_AGE_WHILE_AWAY
        )


def _note_lost_database(**kwargs):
    _of_thread.lost_the_database = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))


got_request_exception.connect(_note_lost_database, dispatch_uid="embargo-front")
