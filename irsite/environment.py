"""Settings out of the environment: a value that cannot be meant stops the start, in a sentence that names it."""

import re
import warnings
from email.utils import parseaddr
from importlib.util import find_spec
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from .file_address import accel_location, storage_at

SWITCHES = {
    "on": True,
    "true": True,
    "yes": True,
    "1": True,
    "off": False,
    "false": False,
    "no": False,
    "0": False,
}
DATABASES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


# Redis that is away costs counts, never an answer; the cache of a process stays small.
CACHES = {
    "django.core.cache.backends.redis.RedisCache": {"BACKEND": "irsite.doors.caches.FailOpenRedisCache"},
    "django.core.cache.backends.locmem.LocMemCache": {"OPTIONS": {"MAX_ENTRIES": 50_000}},
}


class Environment(environ.Env):
    def switch(self, name, *, default):
        """On or off. A misspelt “on” must not turn a protection off unnoticed."""
        value = self.str(name, default="").strip().lower()
        if value and value not in SWITCHES:
            raise ImproperlyConfigured(f"{name} is “{value}”; write on or off.")
        return SWITCHES.get(value, default)

    def choice(self, name, options, *, default):
        value = self.str(name, default="").strip().lower() or default
        if value not in options:
            raise ImproperlyConfigured(f"{name} is “{value}”; write {' or '.join(options)}.")
        return value

    def address(self, name):
        """The address of a site or a service without a slash at its end; empty if it is not set."""
        value = self.str(name, default="").strip().rstrip("/")
        if value and not _is_web_address(value):
            raise ImproperlyConfigured(
                f"{name} is “{value}”; write an address such as https://ir.example.com."
            )
        return value

    def addresses(self, name):
        """Origins with commas between them, such as https://ir.example.com."""
        values = [value.strip() for value in self.list(name, default=[])]
        for value in values:
            if not re.fullmatch(r"https?://[^\s/?#]+", value):
                raise ImproperlyConfigured(
                    f"{name} holds “{value}”; write origins such as https://ir.example.com."
                )
        return values

    def hosts(self, name, *, default):
        values = [value.strip() for value in self.list(name, default=default)]
        for value in values:
            if not re.fullmatch(r"\[[0-9a-fA-F:.]+\]|[^\s/:,]+", value):
                raise ImproperlyConfigured(
                    f"{name} holds “{value}”; write names alone, without https:// and without a port."
                )
        return values

    def sender(self, name, *, default):
        value = self.str(name, default="").strip() or default
        if not re.fullmatch(r"[^\s@]+@[^\s@]+", parseaddr(value)[1]):
            raise ImproperlyConfigured(f"{name} is “{value}”; write an address such as newsroom@example.com.")
        return value

    def public_key(self, name):
        """The public key of age (https://age-encryption.org), or nothing."""
        value = self.str(name, default="").strip()
        if value and not re.fullmatch(r"age1[02-9ac-hj-np-z]{58}", value):
            # It is not repeated: it may be the secret key by mistake.
            raise ImproperlyConfigured(f"{name} is not a public key of age, which begins with age1.")
        return value

    def token(self, name):
        value = self.str(name, default="").strip()
        if value and len(value) < 16:
            raise ImproperlyConfigured(
                f"{name} is too short to keep anybody out; write 16 characters or more."
            )
        return value

    def sentry(self, name):
        value = self.address(name)
        if value and find_spec("sentry_sdk") is None:
            raise ImproperlyConfigured(
                f"{name} is set and sentry-sdk is not installed: pip install -r requirements-sentry.txt."
            )
        return value

    def database(self, name, *, default):
        sentence = f"{name} is not the address of a database. Write postgres://user:password@host/name or sqlite:////path."
        try:
            with warnings.catch_warnings(action="ignore"):
                config = self.db_url(name, default=default)
        except ValueError as error:
            # The address holds a password, so the error does not repeat it.
            raise ImproperlyConfigured(sentence) from error
        if config.get("ENGINE") not in DATABASES or not config["NAME"]:
            raise ImproperlyConfigured(sentence)
        return config

    def number(self, name, *, default, least, most):
        value = self.str(name, default="").strip() or str(default)
        if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
            raise ImproperlyConfigured(f"{name} is “{value}”; write a number from {least} to {most}.")
        return int(value)

    def files(self, name, *, default):
        """The entry of `STORAGES` for uploads."""
        return storage_at(name, self.str(name, default="").strip() or default)

    def accel(self, name, storage):
        return accel_location(name, self.str(name, default="").strip(), storage)

    def mail(self, name):
        """Where mail goes, as Django's `EMAIL_…` settings; empty if nothing is set."""
        value = self.str(name, default="").strip()
        try:
            # The address holds a password, so the error does not repeat it.
            return self.email_url_config(value) if value else {}
        except (KeyError, ValueError, ImproperlyConfigured) as error:
            sentence = f"{name} is not the address of a mail server. Write smtp+tls://user:password@host:587."
            raise ImproperlyConfigured(sentence) from error

    def cache(self, name, *, default):
        try:
            config = self.cache_url(name, default=default)
            return config | CACHES.get(config["BACKEND"], {})
        except (ImproperlyConfigured, ValueError) as error:
            raise ImproperlyConfigured(
                f"{name} is not the address of a cache. Write redis://host:6379/0 or leave it out."
            ) from error


def _is_web_address(value):
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query
