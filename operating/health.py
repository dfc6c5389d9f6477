"""Is this node fit to answer? What only it can know: its way to the database, to the files, and its clock.

What all nodes share and can do without for a while (the cache, the outbox) is told and takes no node away:
a load balancer that took all of them away would make a small fault a large one.
"""

import datetime as dt
import os
import time
from dataclasses import dataclass
from functools import cache as once

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.crypto import get_random_string

from embargo.models import OutboxEntry

# Embargoes are kept to the second, by the clock of each node.
CLOCKS_APART = 1.0
# `deliver` looks every second; a row that is due so long without an attempt means that nobody does.
OVERDUE = dt.timedelta(seconds=60)


@dataclass(frozen=True)
class Finding:
    name: str
    sentence: str  # empty: all is well
    decides: bool  # whether the node is not ready
    seconds: float


class Unfit(Exception):
    """A sentence on what is wrong."""


def findings(now):
    """What each check found, in the order in which they build on each other."""
    return [_checked(check, decides, now) for check, decides in CHECKS]


def is_ready(found):
    return not any(finding.sentence and finding.decides for finding in found)


def _checked(check, decides, now):
    start, sentence = time.perf_counter(), ""
    try:
        check(now)
    except Unfit as unfit:
        sentence = str(unfit)
    except Exception as error:  # whatever a driver or a storage raises: its words may hold a password
        sentence = f"It failed with {type(error).__name__}."
    return Finding(check.__name__, sentence, decides, time.perf_counter() - start)


def database(now):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def clock(now):
    """A database on this machine has this machine's clock."""
    if connection.vendor != "postgresql":
        return
    before = time.time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        theirs = float(cursor.fetchone()[0])
    apart = abs(theirs - (before + time.time()) / 2)
    if apart > CLOCKS_APART:
        raise Unfit(f"This clock and that of the database are {apart:.1f} s apart; look at NTP on both.")


def migrations(now):
    if not _is_migrated():
        _is_migrated.cache_clear()
        raise Unfit("The database lacks migrations; run manage.py upgrade.")


@once
def _is_migrated():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def storage(now):
    location = getattr(default_storage, "location", "")
    if os.path.isabs(location):
        if os.path.isdir(location) and not os.access(location, os.R_OK | os.W_OK):
            raise Unfit("The folder of uploaded files cannot be read and written.")
        if not os.path.isdir(location) and not os.access(os.path.dirname(location), os.W_OK):
            raise Unfit("The folder of uploaded files is not there.")
    else:
        default_storage.exists("readyz")


def shared_cache(now):
    value = get_random_string(8)
    cache.set("readyz", value, timeout=10)
    if cache.get("readyz") != value:
        raise Unfit("The cache does not keep what it is given; pages do without it.")


def outbox(now):
    overdue = OutboxEntry.objects.due(now - OVERDUE).count()
    if overdue:
        raise Unfit(f"{overdue} things are due for more than a minute; does manage.py deliver run?")


CHECKS = [
    (database, True),
    (clock, True),
    (migrations, True),
    (storage, True),
    (shared_cache, False),
    (outbox, False),
]
