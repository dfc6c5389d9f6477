"""Trading hours and disclosure rules of the exchanges, as data.

Sources: Nasdaq Rule 5250(b)(1) and IM-5250-1 (notify MarketWatch at least ten minutes before material news
between 7:00 and 20:00 ET, otherwise by 6:50 ET); NYSE Listed Company Manual 202.05 and 202.06 (ten minutes
between 7:00 and 16:00 ET; nothing material from 16:00 until 16:05 ET); Euronext Trading Manual (call from 7:15,
continuous trading from 9:00, closing auction and trading at last until 17:40). Holidays are not kept here.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models.findings import Finding


@dataclass(frozen=True)
class Exchange:
    """Times are the exchange's wall clock; every span includes its start and not its end."""

    name: str
    zone: ZoneInfo
    sessions: tuple[tuple[str, dt.time, dt.time], ...]
    desk: str = ""
    notice: tuple[dt.time, dt.time] | None = None
    quiet: tuple[dt.time, dt.time] | None = None


_SESSIONS = (
    (gettext_lazy("pre-market"), dt.time(4), dt.time(9, 30)),
    (gettext_lazy("open"), dt.time(9, 30), dt.time(16)),
    (gettext_lazy("after hours"), dt.time(16), dt.time(20)),
)
_EURONEXT = (
    (gettext_lazy("pre-market"), dt.time(7, 15), dt.time(9)),
    (gettext_lazy("open"), dt.time(9), dt.time(17, 40)),
)
_NEW_YORK = ZoneInfo("America/New_York")

EXCHANGES = {
    "XNAS": Exchange("Nasdaq", _NEW_YORK, _SESSIONS, "MarketWatch", (dt.time(7), dt.time(20))),
    "XNYS": Exchange(
        "NYSE",
        _NEW_YORK,
        _SESSIONS,
        "NYSE Market Watch",
        (dt.time(7), dt.time(16)),
        (dt.time(16), dt.time(16, 5)),
    ),
    **{
        code: Exchange(f"Euronext {place}", ZoneInfo(f"Europe/{place}"), _EURONEXT)
        for code, place in (("XAMS", "Amsterdam"), ("XBRU", "Brussels"), ("XPAR", "Paris"))
    },
}


# Codes of findings that ask for a word to the exchange.
ASKING = ("exchange-notice", "exchange-notice-early")
NOTICE = dt.timedelta(minutes=10)


def traded_on(listings):
    """The exchanges of the listings whose rules are known here, each once."""
    codes = dict.fromkeys(each.market_code for each in listings)
    return [EXCHANGES[code] for code in codes if code in EXCHANGES]


def findings_of(listings, at):
    return [finding for exchange in traded_on(listings) for finding in timing_findings(exchange, at)]


def asks_notice(listings, at):
    """Whether an exchange wants to be notified of material news that goes out at the instant `at`."""
    return any(finding.code in ASKING for finding in findings_of(listings, at))


def session(exchange, at):
    """What the exchange does at the instant `at`: pre-market, open, after hours or closed."""
    local = at.astimezone(exchange.zone)
    if local.weekday() < 5:
        for name, start, end in exchange.sessions:
            if start <= local.time() < end:
                return str(name)
    return _("closed")


def timing_findings(exchange, at):
    """What the exchange's rules ask of material news at the instant `at`."""
    local = at.astimezone(exchange.zone)
    weekday = local.weekday() < 5
    start, end = exchange.notice or (None, None)
    if exchange.notice and weekday and start <= local.time() < end:
        yield Finding(
            "exchange-notice",
            _("%(name)s wants material news notified to %(desk)s at least 10 minutes before it goes out.")
            % {"name": exchange.name, "desk": exchange.desk},
        )
    elif exchange.notice and weekday:
        yield Finding(
            "exchange-notice-early",
            _("%(name)s wants material news outside its hours notified to %(desk)s by 6:50 in the morning.")
            % {"name": exchange.name, "desk": exchange.desk},
        )
    if session(exchange, at) == _("open"):
        yield Finding(
            "market-open",
            _("%(name)s is open at that time; material news may halt trading.") % {"name": exchange.name},
        )
    if exchange.quiet and exchange.quiet[0] <= local.time() < exchange.quiet[1]:
        yield Finding(
            "quiet-minutes",
            _("%(name)s lets nothing material go out between %(start)s and %(end)s.")
            % {
                "name": exchange.name,
                "start": f"{exchange.quiet[0]:%H:%M}",
                "end": f"{exchange.quiet[1]:%H:%M}",
            },
        )
