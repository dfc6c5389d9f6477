"""Whoever approves a text is told at once what its other forms cannot show."""

import pytest

from releases.exports import FORMS, ExportFailed, Form
from releases.models import RevisionExport
from tests import builders
from tests.desk import messages, move, page_of, panel, sit_down

from .builds import table

WIDE = table([[f"{number},000,000.0" for number in range(40)]])


@pytest.fixture
def approver(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.approver, now)


def approved(approver, people, now, **fields):
    """The messages after an approval at the desk."""
    release = builders.in_review(people, now, **fields)
    return messages(move(approver, release, "approve", **builders.read(release, now)))


def test_approval_makes_the_pdf(approver, people, now):
    approved(approver, people, now)
    assert RevisionExport.objects.get().suffix == ".pdf"


def test_plain_release_is_approved_without_a_word_about_forms(approver, people, now):
    assert (
        approved(approver, people, now) == "Approved. These words are frozen now; schedule or publish them."
    )


def test_approver_reads_before_approving_what_is_lost(approver, people, now):
    release = builders.in_review(people, now, body=f"<p>We report 你 results.</p>{WIDE}")
    told = approver.get(page_of(release)).content.decode()
    assert "A table is too wide for a page: the PDF gives it row by row." in told
    assert "ASCII has no spelling for U+4F60" in told


def test_writer_reads_it_beside_the_draft(approver, people, now):
    release = builders.draft(people, now, body=f"<p>We report results.</p>{WIDE}")
    approver.force_login(people.writer)
    told = panel(approver, release).content.decode()
    assert "A table is too wide for a page: the PDF gives it row by row." in told


def test_text_is_set_once_for_as_long_as_it_stays_the_same(approver, people, now, monkeypatch):
    release, set_ = builders.in_review(people, now), []
    monkeypatch.setattr("releases.other_forms.pdf.problems", lambda *args, **kwargs: set_.append(1) or [])
    for _look in range(2):
        assert b"Other forms" not in approver.get(page_of(release)).content
    assert len(set_) == 1


def test_approver_is_told_what_is_lost(approver, people, now):
    told = approved(approver, people, now, body=f"<p>We report results.</p>{WIDE}")
    assert "the PDF gives it row by row" in told
    assert "the text exhibit gives it row by row" in told


def test_approval_stands_if_the_pdf_cannot_be_made(approver, people, now, monkeypatch):
    def fail(*args, **kwargs):
        raise ExportFailed("The PDF cannot be set.")

    monkeypatch.setitem(FORMS, ".pdf", Form("application/pdf", fail, kept=True))
    told = approved(approver, people, now)
    assert "The PDF cannot be set." in told
    assert not RevisionExport.objects.exists()
