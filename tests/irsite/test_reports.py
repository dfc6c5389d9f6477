"""A fault at the desk is reported without the text that was at hand."""

import logging

import pytest
from django.core import mail
from django.test import Client
from django.utils.log import AdminEmailHandler

from operating.logs import Discreet
from releases.models import Release
from tests import builders
from tests.oracle.world import CANARY

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(settings, people, records, now):
    """What is mailed and logged when saving a draft fails in the database."""
    settings.ADMINS = [("Operator", "operator@velmora.example")]

    def fail(self, **kwargs):
        words = f"DETAIL: Failing row contains ({self.headline})"
        raise RuntimeError(words)

    lines, logger = [], logging.getLogger("django.request")
    mailing, writing = AdminEmailHandler(include_html=False), Lines(lines)
    with pytest.MonkeyPatch.context() as patch:
        release = builders.draft(people, now, headline=CANARY)
        patch.setattr(Release, "save", fail)
        for handler in (mailing, writing):
            logger.addHandler(handler)
        try:
            post(people.writer, release)
        finally:
            for handler in (mailing, writing):
                logger.removeHandler(handler)
    (letter,) = mail.outbox
    return letter, "\n".join(lines)


class Lines(logging.Handler):
    def __init__(self, lines):
        super().__init__()
        self.lines = lines
        self.setFormatter(Discreet("%(message)s"))

    def emit(self, record):
        self.lines.append(self.format(record))


def post(person, release):
    client = Client(raise_request_exception=False)
    client.force_login(person)
    typed = {
        "headline": CANARY,
        "body": CANARY,
        "date": "2025-03-04",
        "safe_harbor": "attach",
        "subheads": CANARY,
    }
    for prefix in ("releasecompound_set", "releasecontact_set", "attachments"):
        typed |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    response = client.post(f"/admin/releases/release/{release.pk}/change/?q={CANARY}", typed)
    assert response.status_code == 500
    assert CANARY not in response.text


def test_mail_about_a_fault_names_the_place_and_nothing_that_was_typed(report):
    letter, _lines = report
    told = letter.subject + letter.body + str(letter.alternatives)
    assert CANARY not in told
    assert "RuntimeError" in letter.body
    assert "test_reports.py" in letter.body


def test_log_of_a_fault_does_neither(report):
    _letter, lines = report
    assert CANARY not in lines
    assert "RuntimeError" in lines
