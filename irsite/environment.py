"""Settings out of the environment: a value that cannot be meant stops the start, in a sentence that names it."""

import warnings
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

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

    def cache(self, name, *, default):
        try:
            return self.cache_url(name, default=default)
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
