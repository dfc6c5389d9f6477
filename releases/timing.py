"""What a chosen instant means: in UTC and from now, at the exchanges, and by their rules."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from .desk import remaining
from .exchanges import asks_notice, findings_of, session, traded_on


@dataclass(frozen=True)
class Occasion:
    """What a move's form must know of the moment and the release; `is_news` is false for old texts and typos."""

    now: dt.datetime
    listings: tuple = ()
    warnings: tuple = ()
    is_news: bool = True


@dataclass(frozen=True)
class Timing:
    """An instant in words: `exchanges` holds (name, what it does then, its wall clock)."""

    at: dt.datetime
    from_now: str
    exchanges: list = field(default_factory=list)
    warnings: list = field(default_factory=list)


def timing_of(at, occasion):
    exchanges = traded_on(occasion.listings)
    return Timing(
        at=timezone.localtime(at),
        from_now=_from_now(at - occasion.now),
        exchanges=[
            (each.name, session(each, at), f"{at.astimezone(each.zone):%H:%M %Z}") for each in exchanges
        ],
        warnings=findings_of(occasion.listings, at) if occasion.is_news else [],
    )


def must_notify(at, occasion):
    return occasion.is_news and asks_notice(occasion.listings, at)


def _from_now(span):
    if not span:
        return _("now")
    return _("in %(span)s") % {"span": remaining(span)} if span > dt.timedelta(0) else _("past")
