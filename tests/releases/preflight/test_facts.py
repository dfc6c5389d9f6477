"""Periods, tickers, annual reports and forward-looking words."""

import datetime as dt

import pytest

from releases.preflight import annual_report, forward_looking, periods, tickers
from releases.preflight.subject import Named

from . import words

JUNE_YEAR = dt.date(2024, 6, 30)


@pytest.mark.parametrize(
    ("headline", "date", "found"),
    [
        ("Velmora Reports Third Quarter 2024 Results", "2026-11-05", ["Third Quarter 2024"]),
        ("Velmora Reports Third Quarter 2024 Results", "2025-02-20", ["Third Quarter 2024"]),
        ("Velmora Reports Third Quarter 2024 Results", "2024-11-05", []),
        ("Velmora Reports Q3 2025 Financial Results", "2024-11-05", ["Q3 2025"]),
        ("Velmora Reports Fourth Quarter and Full Year 2024 Results", "2025-03-04", []),
        (
            "Velmora Reports Fourth Quarter and Full Year 2023 Results",
            "2025-03-04",
            ["Fourth Quarter and Full Year 2023"],
        ),
        ("Velmora Announces Fiscal Year 2023 Results", "2025-03-04", ["Fiscal Year 2023"]),
        ("Velmora Reports 2024 Second Quarter Results", "2024-08-01", []),
        ("Velmora Reports First Half 2024 Results", "2024-08-20", []),
        ("Velmora Reports Results, Up 40% from Third Quarter 2023", "2024-11-05", []),
        ("Velmora to Report First Quarter 2025 Results on May 8", "2025-03-25", []),
        ("Velmora Reports Results and Provides 2026 Guidance", "2025-03-25", []),
        ("Velmora Reports Phase 2 Results; Filing Planned for Q3 2026", "2025-03-25", []),
        ("Velmora Announces Results of Trial Begun in Q3 2020", "2025-03-25", []),
        (
            "Velmora Reports Financial Results for the First Quarter of 2024",
            "2025-03-25",
            ["First Quarter of 2024"],
        ),
        ("Velmora Presents Data of Its Third Quarter 2020 Study", "2025-03-25", []),
    ],
)
def test_reported_period_must_be_the_last_one(headline, date, found):
    assert words(periods.stale_period, headline=headline, date=dt.date.fromisoformat(date)) == found


def test_period_may_be_of_the_fiscal_year():
    headline = "Velmora Reports First Quarter 2025 Results"
    date = dt.date(2024, 11, 5)
    assert words(periods.stale_period, headline=headline, date=date) == ["First Quarter 2025"]
    assert words(periods.stale_period, headline=headline, date=date, annual_report=JUNE_YEAR) == []


@pytest.mark.parametrize(
    ("ended", "found"), [("March 31, 2023", ["quarter ended March 31, 2023"]), ("December 31, 2024", [])]
)
def test_first_paragraph_is_looked_at_and_no_other(ended, found):
    lead = f"Velmora today reported results for the quarter ended {ended}."
    body = f"{lead}\nIt reported results for the year ended May 1, 2020."
    assert words(periods.stale_period, body) == found


@pytest.mark.parametrize(("lead", "found"), [("third", ["third quarter of 2024"]), ("fourth", [])])
def test_headline_and_lead_must_report_one_quarter(lead, found):
    text = f"Velmora today announced results for the {lead} quarter of 2024."
    headline = "Velmora Reports Fourth Quarter 2024 Results"
    assert words(periods.different_periods, text, headline=headline) == found


LISTED = {
    "issuer": ("Velmora Bio, Inc.", "Velmora"),
    "listings": (("Nasdaq", "VLMZ", "XNAS"), ("Euronext Amsterdam", "VLMZ", "XAMS")),
    "partners": (Named(1, ("Lindquarry",)),),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Velmora Bio, Inc. (Nasdaq: VLMZ) said", []),
        ("Velmora Bio, Inc. (NASDAQ:VLMZ; Euronext: VLMZ) said", []),
        ("Velmora (Nasdaq Global Market: VLMZ) said", []),
        ("Velmora Bio, Inc. (Nasdaq: VLMX) said", ["Nasdaq: VLMX"]),
        ("Velmora Bio, Inc. (NYSE: VLMZ) said", ["NYSE: VLMZ"]),
        ("the Company (NYSE: ABC) said", ["NYSE: ABC"]),
        ("VELMORA BIO, INC. (Nasdaq: ABC) said", ["Nasdaq: ABC"]),
        ("Lindquarry plc (LSE: LQ) and Velmora (Nasdaq: VLMZ) said", []),
        ("Unknown Pharma (NYSE: UNK) said", []),
        ("Our ticker elsewhere (NYSE: VLMZ) said", ["NYSE: VLMZ"]),
        ("Velmora (ratio: ABC) said", []),
    ],
)
def test_ticker_beside_the_issuer_must_be_its_own(text, found):
    assert words(tickers.foreign_tickers, text, **LISTED) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We will start a study.", ["will"]),
        ("The data may change care.", ["may"]),
        ("It is on track.", ["on track"]),
        ("It was the upcoming meeting.", ["upcoming"]),
        ("On May 10 the incentive plan was adopted.", []),
        ("The estimated median was 3 months.", []),
        ("She joined the board.", []),
    ],
)
def test_forward_looking_words_need_a_caution(text, found):
    assert words(forward_looking.uncovered, text, safe_harbor="none") == found
    assert words(forward_looking.uncovered, text, safe_harbor="attach", safe_harbor_text="Risks.") == []


@pytest.mark.parametrize(
    ("text", "tripped"),
    [("She joined the board.", True), ("We expect data.", False), ("Velmora to Report", False)],
)
def test_safe_harbor_without_such_words_is_found(text, tripped):
    assert bool(words(forward_looking.unneeded, text, safe_harbor_text="We expect risks.")) is tripped
    assert words(forward_looking.unneeded, text, safe_harbor="none") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Form 10-K for the fiscal year ended June 30, 2023 and", ["June 30, 2023"]),
        ("Form 10-K for the fiscal year ended June 30, 2024 and", []),
        ("Form 10-K for the fiscal year ended June 30, 2025 and", ["June 30, 2025"]),
        ("Form 10-K for fiscal year 2023, filed", ["fiscal year 2023"]),
        ("Form 10-K for fiscal 2024, filed", []),
        ("Form 10-K and Form 10-Q for the quarter ended March 31, 2020", []),
        ("Form 10-K, as updated by later filings", []),
    ],
)
def test_newest_annual_report_must_be_named(text, found):
    assert words(annual_report.other_annual_report, safe_harbor_text=text, annual_report=JUNE_YEAR) == found


@pytest.mark.parametrize(("date", "found"), [("2025-09-20", []), ("2025-10-05", ["Form 10-K"])])
def test_annual_report_that_was_due_must_be_on_record(date, found):
    given = {
        "safe_harbor_text": "See our Form 10-K.",
        "date": dt.date.fromisoformat(date),
        "annual_report": JUNE_YEAR,
    }
    assert words(annual_report.missing_annual_report, **given) == found
    assert words(annual_report.missing_annual_report, **given, from_archive=True) == []
