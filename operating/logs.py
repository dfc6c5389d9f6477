"""Log lines that name the request and hold no text that may not be public.

What an exception says can be a row with all its words, as PostgreSQL's errors do, and a row in words is often
its headline. So exceptions are logged by their kind and place, and rows by their number.
"""

import contextvars
import datetime as dt
import json
import logging
import traceback

from django.db.models import Model

request_id = contextvars.ContextVar("request_id", default="")
# What a line about a request tells beside its words.
FACTS = ("method", "path", "status", "milliseconds")


def name_of_request(record):
    """The name of the request that a line is about; Django tells of some only after our middleware."""
    about = getattr(record, "request", None)
    return request_id.get() or getattr(about, "log_name", "")


def without_slug(request):
    """The path without the words that a headline or a name gave it: whoever is signed in may ask for what waits."""
    if request.resolver_match is None:
        first, slash, rest = request.path.lstrip("/").partition("/")
        return f"/{first}{slash}{'…' if rest else ''}"
    path, found = request.path, request.resolver_match.kwargs
    for words in filter(None, map(found.get, ("slug", "name"))):
        path = path.replace(str(words), "…")
    return path


def without_words(argument):
    """A row becomes its kind and number, an exception its kind."""
    if isinstance(argument, Model):
        return f"{argument._meta.label} {argument.pk}"
    return type(argument).__name__ if isinstance(argument, BaseException) else argument


class Discreet(logging.Formatter):
    def formatMessage(self, record):
        record.request = name_of_request(record)
        return super().formatMessage(record)

    def format(self, record):
        args, path = record.args, getattr(getattr(record, "request", None), "path", None)
        if isinstance(args, tuple):
            args = tuple(
                without_slug(record.request) if each == path else without_words(each) for each in args
            )
        record = logging.makeLogRecord(record.__dict__ | {"args": args, "exc_text": None})
        return super().format(record)

    def formatException(self, error):
        """Where it happened and what kind it was; not what it says."""
        kind, _value, place = error
        return "".join([*traceback.format_tb(place), kind.__name__])


class JSONLines(Discreet):
    """One object on one line: time in UTC, level, logger, message, request; for a request what it asked and got."""

    def format(self, record):
        facts = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": name_of_request(record),
            "message": Discreet("%(message)s").format(record),
        }
        facts |= {name: getattr(record, name) for name in FACTS if hasattr(record, name)}
        return json.dumps(facts, ensure_ascii=False, default=str)
