"""What goes out when something becomes public: in time, once, and only if it is still true."""

import datetime as dt
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from embargo import outbox
from embargo.models import OutboxEntry
from tests import builders

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def carried(monkeypatch):
    """A carrier of everything; the list of what it carried."""
    carried = []
    carrier = outbox.Carrier(
        "test", ("release_published", "release_withdrawn"), lambda *each: carried.append(each) or ""
    )
    monkeypatch.setattr(outbox, "carriers", {"test": carrier})
    return carried


def fails(monkeypatch, error):
    def carry(payload, now):
        raise error

    carries(monkeypatch, carry)


def carries(monkeypatch, carry, **given):
    carrier = outbox.Carrier("test", ("release_published",), carry, **given)
    monkeypatch.setattr(outbox, "carriers", {"test": carrier})


def deliver(now):
    while outbox.deliver_next(now):
        pass


def post(now, key="1"):
    outbox.post("release_published", key, due=now, payload={"key": key})


@pytest.mark.django_db
class TestDelivery:
    def test_nothing_goes_out_early(self, now, carried):
        post(now + MINUTE)
        deliver(now + MINUTE - dt.timedelta(microseconds=1))
        assert not carried
        deliver(now + MINUTE)
        assert carried == [({"key": "1"}, now + MINUTE)]

    def test_each_thing_goes_out_once(self, now, carried):
        post(now)
        post(now)
        deliver(now)
        deliver(now + MINUTE)
        assert len(carried) == 1

    def test_nothing_goes_out_if_the_move_fails(self, now, carried):
        with transaction.atomic():
            post(now)
            transaction.set_rollback(True)
        deliver(now)
        assert not carried

    def test_failure_is_tried_again_after_growing_waits(self, now, monkeypatch):
        fails(monkeypatch, OSError("no route"))
        post(now)
        deliver(now)
        entry = OutboxEntry.objects.get()
        assert (entry.attempts, entry.leased_until) == (1, now + dt.timedelta(seconds=30))
        assert entry.message == "OSError: no route"
        deliver(entry.leased_until)
        entry.refresh_from_db()
        assert entry.leased_until == now + dt.timedelta(seconds=30 + 60)

    def test_waits_grow_to_six_hours(self):
        waits = [outbox.wait_after(number) for number in range(1, outbox.ATTEMPTS)]
        assert waits == sorted(waits)
        assert waits[-1] == dt.timedelta(hours=6)

    def test_it_is_given_up_in_the_end(self, now, monkeypatch):
        fails(monkeypatch, OSError("no route"))
        post(now)
        for day in range(outbox.ATTEMPTS + 2):
            deliver(now + dt.timedelta(days=day))
        entry = OutboxEntry.objects.get()
        assert (entry.outcome, entry.attempts) == ("given up", outbox.ATTEMPTS)

    def test_failure_of_one_does_not_hold_up_another(self, now, carried, monkeypatch):
        carrier = outbox.Carrier("broken", ("release_published",), lambda *_: 1 / 0)
        monkeypatch.setitem(outbox.carriers, "broken", carrier)
        post(now)
        deliver(now)
        assert len(carried) == 1

    def test_what_is_not_true_any_more_is_dropped(self, now, monkeypatch):
        fails(monkeypatch, outbox.Dropped("It was withdrawn."))
        post(now)
        deliver(now)
        entry = OutboxEntry.objects.get()
        assert (entry.outcome, entry.message, entry.settled_at) == ("dropped", "It was withdrawn.", now)

    def test_late_writing_down_does_not_undo_that_of_another(self, now, monkeypatch):
        carries(monkeypatch, lambda *_: "Sent.", repeatable=True)
        post(now)
        slow = outbox.claim(now)
        deliver(now + outbox.LEASE)
        outbox._put_off(slow, "late", now + outbox.LEASE)
        assert OutboxEntry.objects.get().outcome == "delivered"

    def test_failure_is_tried_again_whatever_the_carrier(self, now, carried, monkeypatch):
        """A failure says that nothing was sent; only silence leaves it open."""
        with monkeypatch.context() as patch:
            fails(patch, OSError("no route"))
            post(now)
            deliver(now)
        OutboxEntry.objects.update(carrier="test")
        deliver(now + MINUTE)
        assert len(carried) == 1

    def test_what_ends_its_process_each_time_is_not_tried_for_ever(self, now, monkeypatch):
        carries(monkeypatch, lambda *_: "Sent.", repeatable=True)
        post(now)
        for number in range(outbox.ATTEMPTS):
            outbox.claim(now + number * outbox.LEASE)
        deliver(now + outbox.ATTEMPTS * outbox.LEASE)
        assert OutboxEntry.objects.get().outcome == "interrupted"

    def test_cancelled_is_not_sent_and_only_that(self, now, carried):
        post(now, key="1")
        post(now, key="12")
        outbox.cancel("release_published", "1")
        deliver(now)
        assert [payload for payload, _now in carried] == [{"key": "12"}]

    def test_command_sends_what_is_due(self, now, carried):
        post(now)
        call_command("deliver", once=True)
        assert len(carried) == 1


@pytest.mark.django_db
class TestMoves:
    """`carried` holds what a release's moves led to."""

    def test_scheduled_release_goes_out_at_its_instant(self, people, records, now, carried):
        release = builders.scheduled(people, now, now + MINUTE)
        deliver(now)
        assert not carried
        deliver(now + MINUTE)
        assert [payload for payload, _now in carried] == [{"revision": release.approved_revision().pk}]

    @pytest.mark.parametrize("move", ["hold", "send_back"])
    def test_held_release_never_goes_out(self, people, records, now, carried, move):
        release = builders.scheduled(people, now, now + MINUTE)
        getattr(release, move)(by=people.approver, now=now, reason="Not yet.")
        deliver(now + MINUTE)
        assert not carried

    def test_release_moved_to_another_instant_goes_out_then(self, people, records, now, carried):
        release = builders.scheduled(people, now, now + MINUTE)
        release.hold(by=people.approver, now=now, reason="Later.")
        release.schedule(by=people.approver, now=now, at=now + 5 * MINUTE)
        deliver(now + MINUTE)
        assert not carried
        deliver(now + 5 * MINUTE)
        assert len(carried) == 1

    def test_withdrawal_goes_out_and_the_release_no_more(self, people, records, now, carried):
        release = builders.live(people, now)
        release.withdraw(by=people.approver, now=now + MINUTE, reason="Wrong.")
        assert [entry.key.split(":")[0] for entry in OutboxEntry.objects.all()] == ["release_withdrawn"]

    def test_approved_release_without_an_instant_has_no_row(self, people, records, now, carried):
        builders.approved(people, now)
        assert not OutboxEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
class TestKilled:
    """A process that is killed after it has sent and before it could write so down."""

    @pytest.fixture
    def sent(self, tmp_path, monkeypatch):
        return partial(self.send_and_be_killed, tmp_path / "sent", monkeypatch)

    def send_and_be_killed(self, sent, monkeypatch, now, **given):
        """A file that holds one byte for each time that something was sent."""
        survivor = os.getpid()

        def carry(payload, now):
            with sent.open("ab") as file:
                file.write(b".")
            if os.getpid() != survivor:
                os.kill(os.getpid(), signal.SIGKILL)
            return "Sent."

        carries(monkeypatch, carry, **given)
        post(now)
        connection.close()
        child = os.fork()
        if child == 0:
            try:
                deliver(now)
            finally:
                os._exit(0)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        return sent

    def test_thing_is_never_sent_twice(self, now, sent):
        sent = sent(now)
        deliver(now + outbox.LEASE)
        assert sent.read_bytes() == b"."
        assert OutboxEntry.objects.get().outcome == "interrupted"

    def test_thing_that_is_the_same_twice_is_sent_again(self, now, sent):
        sent = sent(now, repeatable=True)
        deliver(now + outbox.LEASE - MINUTE)
        assert sent.read_bytes() == b"."
        deliver(now + outbox.LEASE)
        assert sent.read_bytes() == b".."
        assert OutboxEntry.objects.get().outcome == "delivered"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_at_once_send_each_thing_once(now, monkeypatch):
    carried, both = [], threading.Barrier(2, timeout=10)
    carrier = outbox.Carrier(
        "test", ("release_published",), lambda payload, _now: carried.append(payload["key"]) or ""
    )
    monkeypatch.setattr(outbox, "carriers", {"test": carrier})
    for number in range(40):
        post(now, key=str(number))

    def run():
        try:
            both.wait()
            deliver(now)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        for future in [threads.submit(run) for _ in range(2)]:
            future.result()
    assert sorted(carried, key=int) == [str(number) for number in range(40)]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_claim_passes_by_what_another_holds(now, carried):
    post(now, key="1")
    post(now, key="2")

    def claim():
        try:
            return outbox.claim(now).payload["key"]
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads, transaction.atomic():
        mine = outbox.claim(now)
        others = threads.submit(claim).result(timeout=10)
    assert {mine.payload["key"], others} == {"1", "2"}


@pytest.mark.django_db
def test_desk_shows_what_failed_and_changes_nothing(people, now, client, monkeypatch):
    fails(monkeypatch, OSError("no route"))
    post(now)
    deliver(now)
    client.force_login(people.writer)
    address = "/admin/embargo/outboxentry/"
    assert b"OSError: no route" in client.get(address).content
    entry = f"{address}{OutboxEntry.objects.get().pk}"
    assert client.get(f"{entry}/change/").status_code == 200
    assert [client.get(f"{entry}/delete/").status_code, client.get(f"{address}add/").status_code] == [
        403,
        403,
    ]
