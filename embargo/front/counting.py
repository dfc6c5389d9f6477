"""What the front of this process has done since it started, for whoever watches it."""

from dataclasses import dataclass


@dataclass
class Counters:
    """Threads count without a lock: under load a number may be short by a few."""

    hits: int = 0  # answered from what is held
    misses: int = 0  # made by Django and then held, or not worth it
    waits: int = 0  # answered with what another thread was making at the time
    passes: int = 0  # not for the front: sessions, files, other methods, hosts or headers
    fallbacks: int = 0  # answered from an earlier period, because the database was away
    periods: int = 0  # how often all that was held fell: at a change, at an instant
    looks: int = 0  # questions to the database whether something changed
    failed_looks: int = 0
    entries: int = 0  # held now
    bytes: int = 0  # held now


counters = Counters()
