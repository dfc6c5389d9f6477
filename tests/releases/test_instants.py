import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from releases.exchanges import EXCHANGES, session, timing_findings
from releases.instants import instant

NEW_YORK = ZoneInfo("America/New_York")
NASDAQ, NYSE = EXCHANGES["XNAS"], EXCHANGES["XNYS"]


def new_york(*args):
    return dt.datetime(*args, tzinfo=NEW_YORK)


def test_ordinary_time_is_taken_in_the_zone():
    assert instant(dt.datetime(2025, 3, 4, 7), NEW_YORK) == dt.datetime(2025, 3, 4, 12, tzinfo=dt.UTC)


def test_skipped_time_is_refused():
    with pytest.raises(ValidationError, match="does not exist"):
        instant(dt.datetime(2025, 3, 9, 2, 30), NEW_YORK)


def test_doubled_time_asks_which():
    with pytest.raises(ValidationError, match="comes twice"):
        instant(dt.datetime(2025, 11, 2, 1, 30), NEW_YORK)


@pytest.mark.parametrize(("fold", "hour"), [(0, 5), (1, 6)])
def test_doubled_time_is_taken_as_told(fold, hour):
    chosen = instant(dt.datetime(2025, 11, 2, 1, 30), NEW_YORK, fold=fold)
    assert chosen.astimezone(dt.UTC) == dt.datetime(2025, 11, 2, hour, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (new_york(2025, 3, 4, 3, 59), "closed"),
        (new_york(2025, 3, 4, 7), "pre-market"),
        (new_york(2025, 3, 4, 9, 30), "open"),
        (new_york(2025, 3, 4, 16), "after hours"),
        (new_york(2025, 3, 4, 20), "closed"),
        (new_york(2025, 3, 8, 12), "closed"),
    ],
)
def test_session_of_the_exchange(at, state):
    assert session(NASDAQ, at) == state


@pytest.mark.parametrize(
    ("exchange", "at", "codes"),
    [
        (NASDAQ, new_york(2025, 3, 4, 7), ["exchange-notice"]),
        (NASDAQ, new_york(2025, 3, 4, 6, 59), ["exchange-notice-early"]),
        (NASDAQ, new_york(2025, 3, 4, 10), ["exchange-notice", "market-open"]),
        (NASDAQ, new_york(2025, 3, 4, 16, 1), ["exchange-notice"]),
        (NYSE, new_york(2025, 3, 4, 16, 1), ["exchange-notice-early", "quiet-minutes"]),
        (NYSE, new_york(2025, 3, 4, 16, 5), ["exchange-notice-early"]),
        (NASDAQ, new_york(2025, 3, 8, 12), []),
    ],
)
def test_timing_rules_of_the_exchanges(exchange, at, codes):
    assert [finding.code for finding in timing_findings(exchange, at)] == codes


def test_euronext_is_open_while_new_york_sleeps():
    at = dt.datetime(2025, 3, 4, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert session(EXCHANGES["XAMS"], at) == "open"
    assert [finding.code for finding in timing_findings(EXCHANGES["XAMS"], at)] == ["market-open"]
