import datetime as dt

import pytest
from django.core import mail
from django.db import OperationalError
from django.urls import reverse

from embargo import misses, outbox
from embargo.models import MissTally, MissWave, OutboxEntry
from tests import builders
from tests.desk import sit_down
from tests.fronts import Site

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def few(settings):
    settings.MISSES_FROM_ONE, settings.MISSES_FROM_ALL = 10, 30
    settings.MAIL = True
    misses._pending.clear()
    yield
    misses._pending.clear()


def probe(times, now, address="203.0.113.7"):
    for number in range(times):
        misses.note(f"/releases/abcdefg{number}/q4-results/", address)
    misses.flush(now)


def alerts():
    return OutboxEntry.objects.filter(carrier="alarm")


def test_few_misses_are_everyday(now):
    probe(9, now)
    assert not MissWave.objects.exists()


def test_many_misses_from_one_address_are_a_wave(now):
    probe(10, now)
    assert MissWave.objects.get().misses == 10
    assert alerts().count() == 1


def test_many_misses_from_many_addresses_are_a_wave(now):
    for number in range(30):
        misses.note("/files/abcdefgh/q4.pdf", f"203.0.113.{number}")
    misses.flush(now)
    assert MissWave.objects.count() == 1


def test_processes_are_counted_together(now):
    for _process in range(3):
        probe(4, now)
    assert MissWave.objects.count() == 1


def test_slow_probing_within_ten_minutes_counts(now):
    for minutes in range(0, 10, 2):
        probe(2, now + minutes * MINUTE)
    assert MissWave.objects.count() == 1


def test_misses_of_an_hour_ago_do_not_count(now):
    probe(9, now)
    probe(9, now + 11 * MINUTE)
    assert not MissWave.objects.exists()


def test_one_wave_is_told_once(now):
    for minutes in range(0, 120, 20):
        probe(15, now + minutes * MINUTE)
    assert alerts().count() == 1
    assert MissWave.objects.get().misses == 90


def test_next_wave_is_told_again(now):
    probe(10, now)
    probe(10, now + 61 * MINUTE)
    assert alerts().count() == 2


@pytest.mark.parametrize(
    "path", ["/wp-login.php", "/", "/releases/", "/favicon.ico", "/search/x", "/admin/releases/x"]
)
def test_other_misses_do_not_count(now, path):
    for _ in range(50):
        misses.note(path, "203.0.113.7")
    misses.flush(now)
    assert not MissTally.objects.exists()


@pytest.mark.parametrize(
    "path", ["//releases//x/y/", "/Releases/x/", "/feeds/compound/x.rss", "/pipeline/vlm-9/", "/api/x.json"]
)
def test_every_way_to_ask_for_something_that_may_appear_counts(now, path):
    misses.note(path, "203.0.113.7")
    misses.flush(now)
    assert MissTally.objects.filter(address="203.0.113.7", misses=1).exists()


def test_memory_is_bounded(now, monkeypatch):
    monkeypatch.setattr(misses, "MOST_IN_MEMORY", 10)
    for number in range(100):
        misses.note("/releases/x/", f"10.0.0.{number}")
    assert len(misses._pending) == 10
    misses.flush(now)
    assert MissTally.objects.get(address="").misses == 100


def test_few_addresses_are_written_down_and_for_a_day(now):
    for number in range(50):
        misses.note("/releases/x/", f"10.0.0.{number}")
    misses.flush(now)
    assert MissTally.objects.exclude(address="").count() == misses.ADDRESSES
    misses.forget(now + dt.timedelta(hours=25))
    assert not MissTally.objects.exists()


# What the prober sees


@pytest.fixture
def site(people, records, now, monkeypatch):
    monkeypatch.setattr("embargo.front.wsgi.when_not_found", [misses.note_request])
    return Site(now)


def asked_by(address):
    return {"REMOTE_ADDR": address}


def test_front_counts_what_it_answers_itself_and_what_django_answers(site):
    for _ in range(3):
        assert site.get("/releases/abcdefgh/x/", **asked_by("203.0.113.7")).status == 404
    assert site.made == 1
    assert misses._pending["203.0.113.7"] == 3


def test_prober_sees_no_difference_after_the_alarm(site, now):
    before = site.get("/releases/abcdefgh/x/")
    probe(40, now)
    assert MissWave.objects.exists()
    site.a_second_later()
    assert site.get("/releases/abcdefgh/x/") == before


def test_release_that_waits_is_counted_like_one_that_never_was(site, people, now):
    waiting = builders.scheduled(people, now, now + dt.timedelta(hours=3))
    for ref in (waiting.ref, "abcdefgh"):
        assert site.get(f"/releases/{ref}/x/", **asked_by("203.0.113.7")).status == 404
    assert misses._pending["203.0.113.7"] == 2


# What approvers are told


def test_approvers_get_one_mail_each(people, now):
    people.approver.email, people.writer.email = "arne@velmora.example", "wanda@velmora.example"
    people.approver.save()
    people.writer.save()
    probe(12, now)
    assert outbox.deliver_next(now)
    (letter,) = mail.outbox
    assert letter.to == ["arne@velmora.example"]
    for words in ("12 requests", "203.0.113.7 (12 times)", "Nothing was given away"):
        assert words in letter.body
    assert alerts().get().message == "1 approver was told."


def test_nobody_with_an_address_is_no_failure(people, now):
    probe(12, now)
    outbox.deliver_next(now)
    assert alerts().get().outcome == "dropped"


def test_without_mail_the_desk_alone_tells(people, settings, now):
    settings.MAIL = False
    probe(12, now)
    assert not alerts().exists()
    assert MissWave.objects.exists()


def test_desk_tells_approvers_for_a_day(client, monkeypatch, people, records, now):
    probe(12, now)
    sit_down(client, monkeypatch, people.approver, now + MINUTE)
    page = client.get(reverse("admin:index")).text
    assert "Somebody is looking for unpublished releases" in page
    assert "203.0.113.7 (12 times)" in page
    sit_down(client, monkeypatch, people.approver, now + dt.timedelta(hours=25))
    assert "Somebody is looking" not in client.get(reverse("admin:index")).text


def test_desk_of_a_writer_does_not(client, monkeypatch, people, records, now):
    probe(12, now)
    sit_down(client, monkeypatch, people.writer, now)
    assert "Somebody is looking" not in client.get(reverse("admin:index")).text


# The thread


def test_counting_goes_on_after_a_fault_of_the_database(monkeypatch, now, caplog):
    looks = iter([OperationalError("away"), None, StopIteration()])

    def flush(_now):
        error = next(looks)
        if error:
            raise error

    monkeypatch.setattr(misses, "SECONDS", 0)
    monkeypatch.setattr(misses, "flush", flush)
    monkeypatch.setattr(misses, "close_old_connections", lambda: None)
    with pytest.raises(StopIteration):
        misses._run()
    assert "could not be counted" in caplog.text
