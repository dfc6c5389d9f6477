"""The cache as a help that may be missing: Redis that is away costs speed and counts, never an answer."""

import logging
import threading
from time import monotonic

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

# Where Redis stands in the same network it answers in a millisecond or not at all.
OPTIONS = {"socket_connect_timeout": 0.3, "socket_timeout": 0.5, "retry": Retry(NoBackoff(), 1)}
REST = 2.0  # seconds in which Redis is left alone after it failed

logger = logging.getLogger(__name__)


class Outage:
    """Whether Redis is away, for all threads of the process; told once in the log, and once when it is over."""

    def __init__(self):
        self.until, self.is_on, self._lock = 0.0, False, threading.Lock()

    def rests(self):
        return self.is_on and monotonic() < self.until

    def begin(self, error):
        self.until = monotonic() + REST
        with self._lock:
            was_on, self.is_on = self.is_on, True
        if not was_on:
            # The error names host and port; the address of Redis may hold a password, so it is not told.
            logger.warning("Redis is away (%s); limits count nothing until it is back.", type(error).__name__)

    def end(self):
        with self._lock:
            was_on, self.is_on = self.is_on, False
        if was_on:
            logger.warning("Redis is back.")


outage = Outage()


def _asked(name, otherwise):
    """The client's method of this name; while Redis is away it answers `otherwise(*arguments)`."""
    method = getattr(RedisCacheClient, name)

    def ask(self, *args, **kwargs):
        if outage.rests():
            return otherwise(*args, **kwargs)
        try:
            answer = method(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            outage.begin(error)
            return otherwise(*args, **kwargs)
        outage.end()
        return answer

    return ask


class FailOpenClient(RedisCacheClient):
    """As if nothing had been stored yet."""

    add = _asked("add", lambda *args: True)
    get = _asked("get", lambda key, default: default)
    set = _asked("set", lambda *args: None)
    touch = _asked("touch", lambda *args: False)
    delete = _asked("delete", lambda *args: False)
    get_many = _asked("get_many", lambda keys: {})
    has_key = _asked("has_key", lambda key: False)
    incr = _asked("incr", lambda key, delta: delta)
    set_many = _asked("set_many", lambda *args: None)
    delete_many = _asked("delete_many", lambda keys: None)
    clear = _asked("clear", lambda: False)


class FailOpenRedisCache(RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._class, self._options = FailOpenClient, {**OPTIONS, **self._options}
