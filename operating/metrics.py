"""Figures for Prometheus (https://prometheus.io): what this process counts, and what the database knows.

Several processes behind one port add up their counts in the folder that PROMETHEUS_MULTIPROC_DIR names.
"""

import os
from dataclasses import fields
from functools import cache

from django.db.models import Min, Sum
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily

from embargo import misses
from embargo.front import counters
from embargo.models import MissTally, OutboxEntry
from releases.models import FirstRead

TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Upper bounds of the spans between an instant and its first reader, in milliseconds.
FIRST_READS = (100, 250, 500, 1000, 2000, 5000, 10_000, 60_000, 600_000, 3_600_000)

counted = CollectorRegistry()
REQUESTS = Counter(
    "newsroom_requests",
    "Requests that Django answered; those that the page front answered stand in newsroom_front.",
    ["method", "view", "status"],
    registry=counted,
)
SECONDS = Histogram(
    "newsroom_request_seconds",
    "How long Django took for an answer, in seconds.",
    ["side"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=counted,
)
FRONT = Gauge(
    "newsroom_front",
    "What the page front has done since its process started; entries and bytes are what it holds now.",
    ["what"],
    multiprocess_mode="livesum",
    registry=counted,
)
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
FRONT_COUNTS = [field.name for field in fields(counters)]


def note(request, status, seconds):
    match = request.resolver_match
    view = match.view_name if match else "none"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, view, status).inc()
    SECONDS.labels("desk" if request.path.startswith("/admin") else "public").observe(seconds)
    note_front()


def note_front():
    for name in FRONT_COUNTS:
        _gauge(name).set(getattr(counters, name))


@cache
def _gauge(name):
    return FRONT.labels(name)


def text(now):
    """All figures at the instant `now`, in Prometheus' text format, as bytes."""
    note_front()
    known = CollectorRegistry()
    known.register(Known(now))
    return text_of_processes() + generate_latest(known)


def text_of_processes():
    """What this process counted; with PROMETHEUS_MULTIPROC_DIR, what all of them did."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest(counted)
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together)
    return generate_latest(together)


class Known:
    """What the database knows, the same whichever process is asked."""

    def __init__(self, now):
        self.now = now

    def collect(self):
        waiting = OutboxEntry.objects.waiting()
        overdue = waiting.filter(due_at__lte=self.now)
        oldest = overdue.aggregate(at=Min("due_at"))["at"]
        age = (self.now - oldest).total_seconds() if oldest else 0
        yield GaugeMetricFamily("newsroom_outbox_waiting", "Things to be sent, due or not.", waiting.count())
        yield GaugeMetricFamily(
            "newsroom_outbox_overdue", "Things that are due and not sent.", overdue.count()
        )
        yield GaugeMetricFamily("newsroom_outbox_oldest_seconds", "How long the oldest of them is due.", age)
        lately = MissTally.objects.filter(at__gt=self.now - misses.WINDOW, address=misses.EVERYBODY)
        missed = lately.aggregate(sum=Sum("misses"))["sum"] or 0
        yield GaugeMetricFamily(
            "newsroom_misses", "Requests in ten minutes for releases that are not there.", missed
        )
        yield first_reads()


def first_reads():
    """All texts by the milliseconds between their instant and their first reader."""
    pairs = FirstRead.objects.values_list("at", "revision__public_from").order_by()
    delays = [(at - public_from).total_seconds() * 1000 for at, public_from in pairs if public_from]
    buckets = [(str(bound), sum(delay <= bound for delay in delays)) for bound in FIRST_READS]
    return HistogramMetricFamily(
        "newsroom_first_read_milliseconds",
        "Between the instant of a text and its first reader.",
        buckets=[*buckets, ("+Inf", len(delays))],
        sum_value=sum(delays),
    )
