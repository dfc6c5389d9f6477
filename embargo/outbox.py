"""What goes out because something became public: written with the move, sent when it is due, never before.

A move states a fact (`post`), in its own transaction. For each carrier that carries this fact there is one row
from then on, due at the public instant; `cancel` takes rows away that were not sent. `deliver_next` sends
what is due. Many processes may do that at once: a row is claimed under a lock and leased, so that each is
sent once.

A process that dies while it sends leaves nobody knowing whether the thing went out. After the lease it is sent again
only if its carrier is `repeatable`: whoever receives it twice has it once. Anything else is put down as interrupted,
for a person to decide; it is never sent twice.

A carrier asks again, at the moment of sending, whether the fact still holds: `Dropped` if not.
"""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from .models import OutboxEntry

LEASE = dt.timedelta(minutes=5)
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(seconds=30), dt.timedelta(hours=6)
ATTEMPTS = 25  # the last after some four days

logger = logging.getLogger(__name__)


class Dropped(Exception):
    """What was to be sent is not true any more, or not yet."""


@dataclass(frozen=True)
class Carrier:
    """`carry(payload, now)` sends and returns a sentence on what it did; any exception means: try again.

    An exception therefore says that nothing was sent, or that it is `repeatable`.
    """

    name: str
    facts: tuple
    carry: Callable
    is_wanted: Callable = lambda: True
    repeatable: bool = False


carriers = {}


def register(carrier):
    carriers[carrier.name] = carrier


def post(fact, key, *, due, payload, subject=""):
    """Something became public, or will at `due`. `fact` is a past tense: `release_published`.

    `subject` tells people at the desk what it is about.
    """
    OutboxEntry.objects.bulk_create(
        [
            OutboxEntry(
                carrier=carrier.name,
                key=f"{fact}:{key}:{due.isoformat()}",
                subject=subject,
                payload=payload,
                due_at=due,
            )
            for carrier in carriers.values()
            if fact in carrier.facts and carrier.is_wanted()
        ],
        ignore_conflicts=True,
    )


def cancel(fact, key):
    """It will not be, or not then: whatever was not sent is not going to be."""
    OutboxEntry.objects.waiting().filter(key__startswith=f"{fact}:{key}:").delete()


def deliver_next(now):
    """Send the next row that is due at `now`; False if there is none."""
    entry = claim(now)
    if entry is not None:
        deliver(entry, now)
    return entry is not None


def claim(now):
    """The next row that is due, leased to the caller alone; None if there is none."""
    with transaction.atomic():
        rows = OutboxEntry.objects.due(now).order_by("due_at", "pk")
        # SQLite has one writer at a time: there the transaction itself is the lock.
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        entry = rows.first()
        if entry is not None:
            # Whoever fails says so; only a process that died leaves an attempt without a word.
            entry.was_interrupted = entry.attempts > 0 and not entry.message
            entry.leased_until, entry.attempts, entry.message = now + LEASE, entry.attempts + 1, ""
            entry.save(update_fields=["leased_until", "attempts", "message"])
        return entry


def deliver(entry, now):
    """Send one row that the caller has claimed, and write down what came of it."""
    outcome = OutboxEntry.Outcome
    if entry.was_interrupted and not _may_repeat(entry):
        _settle(entry, outcome.INTERRUPTED, _("The process that sent it ended before it could say so."), now)
        return
    try:
        message = carriers[entry.carrier].carry(entry.payload, now)
    except Dropped as dropped:
        _settle(entry, outcome.DROPPED, str(dropped), now)
    except Exception as error:
        logger.exception("%s could not be sent.", entry)
        _put_off(entry, f"{type(error).__name__}: {error}", now)
    else:
        _settle(entry, outcome.DELIVERED, message, now)


def _may_repeat(entry):
    carrier = carriers.get(entry.carrier)
    # What takes the process down each time must not do so for ever.
    return carrier is not None and carrier.repeatable and entry.attempts <= ATTEMPTS


def wait_after(attempts):
    """How long a row rests after so many failures: 30 s, 1 min, 2 min … 6 h."""
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 12), LONGEST_WAIT)


def _put_off(entry, message, now):
    if entry.attempts >= ATTEMPTS:
        _settle(entry, OutboxEntry.Outcome.GIVEN_UP, message, now)
    else:
        _write(entry, message=message, leased_until=now + wait_after(entry.attempts))


def _settle(entry, outcome, message, now):
    _write(entry, outcome=outcome, message=message, settled_at=now)


def _write(entry, **columns):
    # Not if the lease ran out meanwhile and another process took the row in hand.
    OutboxEntry.objects.filter(pk=entry.pk, attempts=entry.attempts, settled_at=None).update(**columns)
