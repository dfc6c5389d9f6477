"""Exchange and symbol beside the issuer's own name, against its listings."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, rule
from .mentions import flat

BEFORE = 120

_bracket = re.compile(r"\([^()\n]{0,30}?:[^()\n]{1,120}\)")
_pair = re.compile(
    r"(?P<exchange>[A-Z][A-Za-z&. ]{1,34}?)\s?:\s?"
    r"(?P<symbols>[A-Z0-9.]{1,8}(?:, ?[A-Z0-9.]{1,8}(?!\s?:|[A-Za-z])){0,3})\b"
)
_exchanges = re.compile(
    r"\b(?:nasdaq\w*|nyse|new york stock exchange|amex|otc\w*|tsxv?|tse|cse|lse|aim|euronext|six|sehk|hkex|asx|xetra|"
    r"fse|sto|omx|sgx|krx|kosdaq|ams|ebr|epa|x[a-z]{3})\b",
    re.I,
)
_suffix = re.compile(
    r"(?:,?\s(?:Inc|Corp|Ltd|Co|plc|AG|N\.V|S\.A|SE|LLC|A/S)\.?,?|[\])\"”#®™]|\(the “?[A-Z]\w+”?\)|\s)+\Z",
    re.I,
)
_we = re.compile(r"\b(?:the|our) company\s?\Z", re.I)


class Ticker(NamedTuple):
    exchange: str
    symbol: str
    start: int
    end: int


@rule(
    "ticker-differs",
    Level.WARNING,
    gettext_lazy("Exchange or symbol beside the issuer's name is none of its listings."),
)
def foreign_tickers(subject):
    if not subject.listings:
        return
    own = ", ".join(f"{exchange}: {symbol}" for exchange, symbol, _code in subject.listings)
    symbols = {symbol for _exchange, symbol, _code in subject.listings}
    names = _company_names(subject)
    for passage in subject.parts("headline", "subhead", "dateline", "body", "about", "safe harbor"):
        for bracket in _bracket.finditer(passage.text):
            for ticker in _tickers(bracket):
                if _is_listed(ticker, subject.listings):
                    continue
                ours = _is_ours(passage.text, bracket.start(), names)
                if not (ours or (ours is None and ticker.symbol in symbols)):
                    continue
                yield passage.spot(
                    ticker.start,
                    ticker.end,
                    _(
                        "“%(words)s” is not a listing of the company, which is listed as %(own)s. "
                        "Correct the text or the listing."
                    ),
                    own=own,
                )


def _company_names(subject):
    """`(name, whether it is ours)` without legal forms, the longest first."""
    names = [(name, True) for name in subject.issuer]
    names += [(name, False) for partner in subject.partners for name in partner.names]
    return sorted(
        ((_suffix.sub("", flat(name)).lower(), ours) for name, ours in names), key=lambda pair: -len(pair[0])
    )


def _is_ours(text, at, names):
    """Whether the issuer's name stands before the brackets at `at`; None if nobody's on record does."""
    before = _suffix.sub("", flat(text[max(0, at - BEFORE) : at].rsplit("\n", 1)[-1])).lower()
    if _we.search(before):
        return True
    return next((ours for name, ours in names if name and _ends_with(before, name)), None)


def _ends_with(text, name):
    at = len(text) - len(name)
    return text.endswith(name) and (at == 0 or not text[at - 1].isalnum())


def _tickers(bracket):
    inner = bracket[0]
    if not _exchanges.search(inner):
        return
    for pair in _pair.finditer(inner):
        for symbol in re.findall(r"[A-Z0-9.]+", pair["symbols"]):
            exchange = re.sub(r"^(?:and|or)\s", "", pair["exchange"].strip())
            yield Ticker(
                exchange, symbol.rstrip("."), bracket.start() + pair.start(), bracket.start() + pair.end()
            )


def _is_listed(ticker, listings):
    return any(
        ticker.symbol == symbol and _same_exchange(ticker.exchange, exchange, code)
        for exchange, symbol, code in listings
    )


def _same_exchange(written, exchange, code):
    """`NASDAQ`, `Nasdaq Global Market` and `NasdaqGS` are one; so are `Euronext` and `Euronext Amsterdam`."""
    written, exchange = _plain(written), _plain(exchange)
    return written == code.lower() or written.startswith(exchange) or exchange.startswith(written)


def _plain(exchange):
    exchange = exchange.lower().replace("new york stock exchange", "nyse").replace("the ", "")
    return re.sub(r"[^a-z]", "", exchange)
