import datetime as dt
import hashlib

import pytest
from django.core.files.storage import default_storage

from releases.exports import FORMS, ExportFailed, Form, kept
from releases.models import Issuer, RevisionExport
from tests.builders import approved, live


@pytest.fixture
def given(records):
    return {"issuer": records.issuer, "root": "https://ir.velmora.example"}


def stored_files():
    return [name for name in default_storage.listdir("")[1] if name.endswith(".pdf")]


def test_pdf_is_made_once(people, given, now):
    revision = live(people, now).live_revision(now)
    first = kept.kept(revision, ".pdf", **given)
    Issuer.objects.update(name="Another Name, Inc.")
    assert kept.kept(revision, ".pdf", **given | {"issuer": Issuer.objects.get()}) == first
    assert RevisionExport.objects.get().sha256 == hashlib.sha256(first).hexdigest()


def test_pdf_is_stored_under_a_random_name(people, given, now):
    revision = live(people, now).live_revision(now)
    kept.kept(revision, ".pdf", **given)
    (name,) = stored_files()
    assert name == RevisionExport.objects.get().file.name
    assert revision.ref not in name
    assert len(name) == 36


def test_pdf_is_ready_before_the_release_is_public(people, given, now):
    revision = approved(people, now).approved_revision()
    assert kept.prepare(revision, **given) == []
    assert RevisionExport.objects.get().revision == revision


def test_scheduling_changes_nothing_in_it(people, given, now):
    release = approved(people, now)
    early = FORMS[".pdf"].render(release.approved_revision(), **given)
    release.schedule(by=people.approver, now=now, at=now + dt.timedelta(hours=1))
    assert FORMS[".pdf"].render(release.approved_revision(), **given) == early


def test_failure_is_told_to_who_approved(people, given, now, monkeypatch):
    def fail(*args, **kwargs):
        raise ExportFailed("The PDF cannot be set.")

    monkeypatch.setitem(FORMS, ".pdf", Form("application/pdf", fail, kept=True))
    revision = approved(people, now).approved_revision()
    assert kept.prepare(revision, **given) == ["The PDF cannot be set."]


def test_lost_file_is_made_anew(people, given, now):
    revision = live(people, now).live_revision(now)
    content = kept.kept(revision, ".pdf", **given)
    default_storage.delete(RevisionExport.objects.get().file.name)
    assert kept.kept(revision, ".pdf", **given) == content
    assert stored_files() == [RevisionExport.objects.get().file.name]


def test_changed_file_is_made_anew(people, given, now):
    revision = live(people, now).live_revision(now)
    content = kept.kept(revision, ".pdf", **given)
    with default_storage.open(RevisionExport.objects.get().file.name, "wb") as file:
        file.write(b"%PDF-1.7 something else")
    assert kept.kept(revision, ".pdf", **given) == content


def test_two_who_ask_at_once_leave_one_file(people, given, now, monkeypatch):
    revision = live(people, now).live_revision(now)
    render = FORMS[".pdf"].render

    def render_while_another_is_quicker(*args, **kwargs):
        monkeypatch.setitem(FORMS, ".pdf", Form("application/pdf", render, kept=True))
        kept.kept(revision, ".pdf", **given)
        return render(*args, **kwargs)

    monkeypatch.setitem(FORMS, ".pdf", Form("application/pdf", render_while_another_is_quicker, kept=True))
    assert kept.kept(revision, ".pdf", **given).startswith(b"%PDF")
    assert stored_files() == [RevisionExport.objects.get().file.name]
