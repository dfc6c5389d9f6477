"""Many requests for releases that are not there: somebody may be looking for one before it is out.

The prober sees no difference: an answer is the same, made in the same way and as fast. A miss is counted in the
process (`note`); a thread of its own writes the counts down every few seconds, where those of all processes meet,
and tells approvers once for each wave: by mail (embargo/alarm.py) and on the desk.

Addresses are personal data. They are written down only for those who miss often, and for a day.
"""

import datetime as dt
import logging
import re
import threading
from collections import Counter

from django.conf import settings
from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import F, Max, Sum
from django.utils import timezone

from . import outbox
from .clients import client_address
from .front import when_not_found
from .models import MissTally, MissWave

# The addresses under which something may appear. Robots that try /wp-login.php are no danger to an embargo.
RELEASE_LIKE = re.compile(r"/*(releases|files|events|pipeline|partners|feeds|api)/+[^/]", re.I)
SECONDS = 5  # between two looks of the thread
WINDOW = dt.timedelta(minutes=10)
# Within one wave it is quiet for less than this.
QUIET = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=1)
ADDRESSES = 20  # written down at a time; the others are in the sum alone
MOST_IN_MEMORY = 5000
EVERYBODY = ""

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_pending = Counter()
_thread = None
_started = False


def note_request(environ):
    """What the front calls for every request that is answered with 404."""
    note(environ.get("PATH_INFO", ""), client_address(environ))


def note(path, address):
    """Count a miss, if it is one for something that may appear. As cheap as counting is."""
    if not RELEASE_LIKE.match(path):
        return
    with _lock:
        _pending[EVERYBODY] += 1
        if address in _pending or len(_pending) < MOST_IN_MEMORY:
            _pending[address] += 1
    if _started and not (_thread and _thread.is_alive()):
        start()


def start():
    """Write the counts down from now on; asked by what serves, for commands and tests count nothing."""
    global _thread, _started
    with _lock:
        _started = True
        if note_request not in when_not_found:
            when_not_found.append(note_request)
        # A process that was forked has inherited the flag and not the thread.
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_run, name="misses", daemon=True)
            _thread.start()


def _run():
    stop = threading.Event()
    forgotten = None
    while not stop.wait(SECONDS):
        now = timezone.now()
        try:
            flush(now)
            if forgotten is None or now - forgotten > QUIET:
                forget(now)
                forgotten = now
        except DatabaseError:
            # Counts that could not be written are lost; those of a real wave come again.
            logger.warning("The misses of the last seconds could not be counted.", exc_info=True)
        finally:
            close_old_connections()


def flush(now):
    """Write down what was counted since the last time, and tell of a wave if it has become one."""
    global _pending
    with _lock:
        counted, _pending = _pending, Counter()
    if not counted:
        return
    total = counted.pop(EVERYBODY)
    with transaction.atomic():
        # The sum first: its row is the lock by which the processes go one after another.
        _add(now, EVERYBODY, total)
        for address, count in counted.most_common(ADDRESSES):
            _add(now, address, count)
        _judge(now, total)


def forget(now):
    """Take away addresses that are older than a day."""
    MissTally.objects.filter(at__lt=now - KEPT).delete()


def _add(now, address, count):
    at = now.replace(second=0, microsecond=0)
    MissTally.objects.bulk_create([MissTally(at=at, address=address)], ignore_conflicts=True)
    MissTally.objects.filter(at=at, address=address).update(misses=F("misses") + count)


def _judge(now, fresh):
    wave = MissWave.objects.filter(last_at__gt=now - QUIET).order_by("-pk").first()
    if wave is not None:
        MissWave.objects.filter(pk=wave.pk).update(last_at=now, misses=F("misses") + fresh)
        return
    lately = MissTally.objects.filter(at__gt=now - WINDOW)
    total = lately.filter(address=EVERYBODY).aggregate(n=Sum("misses"))["n"] or 0
    per_address = lately.exclude(address=EVERYBODY).values("address").annotate(n=Sum("misses"))
    most = per_address.aggregate(most=Max("n"))["most"] or 0
    if total < settings.MISSES_FROM_ALL and most < settings.MISSES_FROM_ONE:
        return
    first = lately.order_by("at").values_list("at", flat=True).first()
    wave = MissWave.objects.create(began_at=first, last_at=now, misses=total)
    outbox.post("misses_rose", wave.pk, due=now, payload={"wave": wave.pk}, subject=str(wave))


# What people are told


def recent_wave(now):
    """The newest wave of the last day, None if there was none."""
    return MissWave.objects.filter(last_at__gt=now - KEPT).order_by("-pk").first()


def sources(wave, most=5):
    """(how many addresses are known, `[(address, misses)]` of those with the most), as long as they are kept."""
    tallies = MissTally.objects.filter(at__gte=wave.began_at, at__lte=wave.last_at).exclude(address=EVERYBODY)
    rows = tallies.values("address").annotate(n=Sum("misses")).order_by("-n", "address")
    return rows.count(), [(row["address"], row["n"]) for row in rows[:most]]
