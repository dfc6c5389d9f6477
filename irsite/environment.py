"""Settings out of the environment: a value that cannot be meant stops the start, in a sentence that names it."""

import os
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
REDIS = ("redis", "rediss")
NO_CACHE = "%s is not the address of a cache. Write redis://host:6379/0 or leave it out."


class Environment(environ.Env):
    def str(self, name, default=""):
        """The text as it stands there. That of the library takes `$…` for the name of another variable."""
        return os.environ.get(name, default)

    def listed(self, name):
        """What stands there with commas between."""
        return [value for value in map(str.strip, self.str(name).split(",")) if value]

    def secret(self, name, *, default=""):
        value = self.str(name).strip() or default
        if not value:
            raise ImproperlyConfigured(
                f"{name} is not set. Set it to a long random text of your own (script/serve makes one in .env)."
            )
        return value

    def file(self, name, *, default):
        """A file that may be missing, unless it is named; a misspelt name must not go unnoticed."""
        path = self.str(name) or str(default)
        is_asked_for = bool(self.str(name)) or os.path.exists(path)
        if is_asked_for and (os.path.isdir(path) or not os.access(path, os.R_OK)):
            raise ImproperlyConfigured(f"{name} is “{path}”; there is no file there that can be read.")
        return path

    def folder(self, name):
        """A folder that is there and can be written; empty if it is not set."""
        value = self.str(name).strip()
        if value and not (os.path.isdir(value) and os.access(value, os.W_OK)):
            raise ImproperlyConfigured(f"{name} is “{value}”; there is no folder there that can be written.")
        return value

    def dotted(self, name, *, default):
        """The path of a class."""
        value = self.str(name).strip() or default
        if not re.fullmatch(r"[a-z_]\w*(\.\w+)+", value, re.ASCII):
            raise ImproperlyConfigured(f"{name} is “{value}”; write the path of a class, such as {default}.")
        return value

    def switch(self, name, *, default):
        """On or off. A misspelt “on” must not turn a protection off unnoticed."""
        value = self.str(name).strip().lower()
        if value and value not in SWITCHES:
            raise ImproperlyConfigured(f"{name} is “{value}”; write on or off.")
        return SWITCHES.get(value, default)

    def choice(self, name, options, *, default):
        value = self.str(name).strip().lower() or default
        if value not in options:
            raise ImproperlyConfigured(f"{name} is “{value}”; write {' or '.join(options)}.")
        return value

    def address(self, name):
        """The address of a site or a service without a slash at its end; empty if it is not set."""
        value = self.str(name).strip()
        if value and not _is_web_address(value):
            raise ImproperlyConfigured(
                f"{name} is “{value}”; write an address such as https://ir.example.com."
            )
        return value.rstrip("/")

    def addresses(self, name):
        """Origins with commas between them, such as https://ir.example.com."""
        values = self.listed(name)
        for value in values:
            if not (re.fullmatch(r"https?://[^\s/?#]+", value) and _is_web_address(value)):
                raise ImproperlyConfigured(
                    f"{name} holds “{value}”; write origins such as https://ir.example.com."
                )
        return values

    def hosts(self, name, *, default):
        values = self.listed(name) or default
        for value in values:
            if not re.fullmatch(r"\[[0-9a-fA-F:.]+\]|\*|\.?[\w-]+(\.[\w-]+)*\.?", value, re.ASCII):
                raise ImproperlyConfigured(
                    f"{name} holds “{value}”; write names alone, without https:// and without a port."
                )
        return values

    def sender(self, name, *, default):
        value = self.str(name).strip() or default
        address = parseaddr(value)[1] if value.isprintable() and "://" not in value else ""
        if not re.fullmatch(r"[^\s@:/]+@[\w.-]+", address):
            raise ImproperlyConfigured(f"{name} is “{value}”; write an address such as newsroom@example.com.")
        return value

    def public_key(self, name):
        """The public key of age (https://age-encryption.org), or nothing."""
        value = self.str(name).strip()
        if value and not re.fullmatch(r"age1[02-9ac-hj-np-z]{58}", value):
            # It is not repeated: it may be the secret key by mistake.
            raise ImproperlyConfigured(f"{name} is not a public key of age, which begins with age1.")
        return value

    def token(self, name):
        value = self.str(name).strip()
        if value and len(value) < 16:
            raise ImproperlyConfigured(
                f"{name} is too short to keep anybody out; write 16 characters or more."
            )
        return value

    def sentry(self, name):
        value = self.address(name)
        if value and find_spec("sentry_sdk") is None:
            raise ImproperlyConfigured(
                f"{name} is set and sentry-sdk is not installed: script/bootstrap requirements-sentry.txt."
            )
        return value

    def database(self, name, *, default):
        sentence = f"{name} is not the address of a database. Write postgres://user:password@host/name or sqlite:////path."
        value = self.str(name).strip() or default
        try:
            with warnings.catch_warnings(action="ignore"):
                config = self.db_url_config(value)
        except ValueError as error:
            # The address holds a password, so the error does not repeat it.
            raise ImproperlyConfigured(sentence) from error
        # A database in memory is for tests, which say so in so many words; it is gone with the process.
        is_forgotten = config.get("NAME") == ":memory:" and ":memory:" not in value
        if config.get("ENGINE") not in DATABASES or not config.get("NAME") or is_forgotten:
            raise ImproperlyConfigured(sentence)
        return config

    def number(self, name, *, default, least, most):
        value = self.str(name).strip() or str(default)
        if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
            raise ImproperlyConfigured(f"{name} is “{value}”; write a number from {least} to {most}.")
        return int(value)

    def files(self, name, *, default):
        """The entry of `STORAGES` for uploads."""
        return storage_at(name, self.str(name).strip() or default)

    def accel(self, name, storage):
        return accel_location(name, self.str(name).strip(), storage)

    def mail(self, name):
        """Where mail goes, as Django's `EMAIL_…` settings; empty if nothing is set."""
        value = self.str(name).strip()
        # The address holds a password, so the error does not repeat it.
        sentence = f"{name} is not the address of a mail server. Write smtp+tls://user:password@host:587."
        try:
            config = self.email_url_config(value) if value else {}
        except (KeyError, ValueError, ImproperlyConfigured) as error:
            raise ImproperlyConfigured(sentence) from error
        if config.get("EMAIL_BACKEND", "").endswith("smtp.EmailBackend") and not config["EMAIL_HOST"]:
            raise ImproperlyConfigured(sentence)
        return config

    def cache(self, name, *, default):
        value = self.str(name).strip() or default
        try:
            parts = urlsplit(value)
            _ = parts.port  # ValueError for what is none
            config = self.cache_url_config(value)
        except (ImproperlyConfigured, ValueError) as error:
            raise ImproperlyConfigured(NO_CACHE % name) from error
        if config["BACKEND"] not in CACHES or (parts.scheme in REDIS and not parts.hostname):
            raise ImproperlyConfigured(NO_CACHE % name)
        return config | CACHES[config["BACKEND"]]


def _is_web_address(value):
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query
