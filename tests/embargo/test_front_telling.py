"""The word to other processes through Redis: it makes them look at once, and nothing rests on it."""

import pytest
from django.db import connection
from redis.exceptions import ConnectionError as RedisAway

from contacts.models import Contact
from embargo.front import telling
from embargo.front.telling import Listener, Teller
from embargo.front.watching import watch
from partners.models import Partner
from pipeline.models import Compound
from releases.models import AuditEntry
from tests import builders

pytestmark = pytest.mark.django_db
REDIS = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}


class Stopped(BaseException):
    """Ends the listener's loop, which nothing else does."""


@pytest.fixture
def told(monkeypatch):
    """How often a change was told."""
    times = []
    monkeypatch.setattr(telling.teller, "tell", lambda: times.append(1))
    return times


def test_change_is_told_once_when_it_is_committed(records, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for contact in Contact.objects.all():
            contact.save()
        Partner.objects.create(name="P", slug="p").delete()
        assert not told
    assert len(told) == 1


def test_links_are_told(records, now, told, django_capture_on_commit_callbacks):
    compound = Compound.objects.create(name="A", slug="a")
    partnership = Partner.objects.create(name="P", slug="p").partnerships.create(kind="research")
    connection.run_on_commit.clear()
    with django_capture_on_commit_callbacks(execute=True):
        partnership.compounds.add(compound)
    assert told == [1]


def test_work_at_the_desk_is_not_told(people, records, now, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        builders.in_review(people, now)
    assert AuditEntry.objects.exists()
    assert not told


def test_own_process_looks_at_once_without_redis(settings, monkeypatch):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    before = watch._told
    Teller().tell()
    assert (telling.address(), watch._told) == (None, before + 1)


def test_save_does_not_wait_for_a_redis_that_is_away_and_the_log_says_so_once(settings, caplog):
    settings.CACHES = {"default": REDIS}
    teller = Teller()
    for _each in range(3):
        teller.tell()
    assert len([record for record in caplog.records if "Redis is away" in record.getMessage()]) == 1


def test_redis_is_tried_again_after_a_rest(settings, monkeypatch):
    settings.CACHES = {"default": REDIS}
    seconds, published = [0], []
    teller = Teller(timer=lambda: seconds[0])
    teller.tell()
    monkeypatch.setattr(teller.redis, "publish", lambda *words: published.append(words))
    teller.tell()
    assert not published
    seconds[0] = telling.REST
    teller.tell()
    assert published == [(telling.CHANNEL, b"")]


def test_listener_waits_longer_each_time_and_says_so_once(monkeypatch, caplog):
    waits = []

    def sleep(seconds):
        waits.append(seconds)
        if len(waits) == 8:
            raise Stopped

    def fail(listener):
        raise RedisAway("refused")

    monkeypatch.setattr(telling.time, "sleep", sleep)
    monkeypatch.setattr(Listener, "listen", fail)
    with pytest.raises(Stopped):
        Listener().run()
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    assert len([record for record in caplog.records if "Redis is away" in record.getMessage()]) == 1


def test_listener_that_hears_makes_the_process_look(monkeypatch):
    listener, before = Listener(), watch._told
    listener.wait = telling.LONGEST_WAIT
    listener.heard()
    assert (listener.wait, watch._told) == (telling.FIRST_WAIT, before + 1)
