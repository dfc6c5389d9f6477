"""Redis that is away: the cache says “nothing there” and nobody notices."""

import logging
import shutil
import socket
import subprocess
import time

import pytest

from irsite.doors import caches
from irsite.doors.caches import FailOpenRedisCache


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@pytest.fixture
def outage(monkeypatch):
    monkeypatch.setattr(caches, "outage", caches.Outage())
    return caches.outage


@pytest.fixture
def away(outage):
    return FailOpenRedisCache(f"redis://:secret@127.0.0.1:{free_port()}/0", {})


def test_nothing_is_there_and_nothing_raises(away):
    assert away.get("a", "default") == "default"
    assert away.get_many(["a"]) == {}
    assert (away.add("a", 1), away.incr("a"), away.has_key("a"), away.delete("a")) == (True, 1, False, False)
    assert (away.set("a", 1), away.touch("a"), away.set_many({"a": 1}), away.clear()) == (
        None,
        False,
        [],
        False,
    )
    assert away.delete_many(["a"]) is None
    assert away.get_or_set("b", 2) == 2


def test_outage_is_told_once_and_without_the_password(away, caplog):
    for _ in range(5):
        away.get("a")
        caches.outage.until = 0
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(told) == 1
    assert "Redis is away" in told[0]
    assert "secret" not in caplog.text


def test_redis_that_is_away_is_left_alone_for_a_while(away, monkeypatch):
    away.get("a")
    monkeypatch.setattr(away._cache, "get_client", pytest.fail)
    away.get("a")


def test_redis_that_does_not_answer_costs_a_moment_once(outage):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        cache = FailOpenRedisCache(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", {})
        start = time.monotonic()
        for _ in range(50):
            cache.get("a")
        assert time.monotonic() - start < 3


@pytest.mark.skipif(not shutil.which("redis-server"), reason="needs redis-server")
def test_counts_go_on_when_redis_is_back(outage, tmp_path, caplog):
    port = free_port()
    cache = FailOpenRedisCache(f"redis://127.0.0.1:{port}/0", {})
    assert cache.add("a", 0, 60)
    command = ["redis-server", "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        outage.until = 0
        cache.add("a", 0, 60)
        assert (cache.incr("a"), cache.incr("a"), cache.get("a")) == (1, 2, 2)
        assert "Redis is back." in caplog.text
    finally:
        server.kill()
        server.wait()
    assert cache.get("a") is None


def wait_for(port):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", port), 0.1).close()
        except OSError:
            time.sleep(0.02)
    raise AssertionError("redis-server does not answer.")
