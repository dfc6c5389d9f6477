"""A process that is killed in the middle of a move leaves nothing half done: each move is one transaction."""

import datetime as dt
import io
import os
import random
import signal
import time
import traceback
from contextlib import suppress

import pytest
from django.core.management import call_command
from django.db import connections, transaction

from events.models import Event
from releases.models import AuditEntry, MoveRefused, Release
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = 100
MOVES = 2  # that are let through at most before a kill
LONGEST = 0.04  # seconds into the next; a move takes some hundredths
MINUTE = dt.timedelta(minutes=1)


def killed(people, at, chance):
    """Let a process move releases until it is killed in the middle of it."""
    connections.close_all()  # a child must not share them
    ready, begun = os.pipe()
    child = os.fork()
    if child == 0:
        _move_until_killed(begun, people, at, chance)
    os.close(begun)
    for _move in range(1 + chance.randint(0, MOVES)):
        os.read(ready, 1)
    time.sleep(chance.random() * LONGEST)
    assert os.waitpid(child, os.WNOHANG) == (0, 0), "It ended by itself."
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ready)


def _move_until_killed(begun, people, at, chance):
    try:
        Release.objects.first()  # connects
        os.write(begun, b"!")
        while True:
            at += dt.timedelta(seconds=1)
            move(people, at, chance)
            os.write(begun, b"!")
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def move(people, now, chance):
    """One step of a release that was chosen at random, or a new one."""
    releases = list(Release.objects.exclude(status="withdrawn").order_by("?")[:1])
    if not releases or chance.random() < 0.05:
        write(people, now)
        return
    (release,) = releases
    step = chance.choice(STEPS[release.state(now)])
    with suppress(MoveRefused):
        step(release, people, now)


@transaction.atomic
def write(people, now):
    """A draft that announces an event of its own."""
    release = builders.draft(people, now, contacts=True)
    release.events.add(Event.objects.create(kind="call", name="Call", start_on=now.date()))


def submit(release, people, now):
    release.submit(by=people.writer, now=now)


def approve(release, people, now):
    builders.approve(release, people, now)


def schedule(release, people, now):
    release.schedule(by=people.approver, now=now, at=now + MINUTE)


def publish(release, people, now):
    release.publish(by=people.approver, now=now)


def hold(release, people, now):
    release.hold(by=people.approver, now=now)


def send_back(release, people, now):
    release.send_back(by=people.approver, now=now, reason="A wrong number.")


def revise(release, people, now):
    release.revise(by=people.approver, now=now, kind="correction", reason="A slip", note="It was 5, it is 6.")


def withdraw(release, people, now):
    release.withdraw(by=people.approver, now=now, reason="All is wrong.")


STEPS = {
    "draft": [submit],
    "in review": [approve, approve, send_back],
    "approved": [schedule, publish, send_back],
    "scheduled": [publish, hold, schedule, send_back],
    "live": [revise, revise, revise, withdraw],
}


def half_states(now):
    """A sentence for each state that no whole sequence of moves leads to."""
    for release in Release.objects.all():
        entries = AuditEntry.objects.filter(release=release).order_by("pk")
        last = entries.last()
        if release.status != (last.to_status if last else "draft"):
            yield f"{release.pk} is {release.status}, the record says {last.to_status}"
        if release.revisions.public(now).count() > 1:
            yield f"{release.pk} has two public texts"
        for revision in release.revisions.all():
            yield from half_done(revision, entries)


def half_done(revision, entries):
    moves = entries.filter(revision=revision)
    set_by = moves.filter(move__in=["schedule", "publish", "hold", "send_back"]).last()
    instant = set_by.instant if set_by else None
    if revision.public_from != instant:
        yield f"revision {revision.pk} appears at {revision.public_from}, the record says {instant}"
    if bool(revision.voided_at) != (moves.filter(move="send_back").exists()) and not revision.withdrawn_at:
        yield f"revision {revision.pk} is void by no entry"
    if bool(revision.withdrawn_at) != moves.filter(move="withdraw").exists():
        yield f"revision {revision.pk} is withdrawn by no entry"
    if not revision.sha256 or not moves.filter(move="approve").exists():
        yield f"revision {revision.pk} was not approved as a whole"
    if revision.number == 1 and revision.voided_at is None:
        yield from apart_from_its_fact(revision)


def apart_from_its_fact(revision):
    event = revision.events.get()
    if event.public_from != revision.public_from:
        yield f"event {event.pk} does not appear with its release"
    if revision.withdrawn_at and event.public_until != revision.withdrawn_at:
        yield f"event {event.pk} does not end with its release"


def test_a_hundred_kills_leave_the_record_whole_and_nothing_half_public(people, records, now):
    chance = random.Random(20250304)
    for _each in range(3):
        write(people, now)
    for number in range(KILLS):
        at = now + number * MINUTE / 2
        killed(people, at, chance)
        if number % 10 == 9:
            assert list(half_states(at + 10 * MINUTE)) == []
    verified = io.StringIO()
    call_command("verify_records", stdout=verified)
    assert "are as they were written" in verified.getvalue()
    # Enough came of it.
    assert set(AuditEntry.objects.values_list("move", flat=True)) >= {
        "submit",
        "approve",
        "publish",
        "revise",
    }
    assert AuditEntry.objects.count() > KILLS / 2
