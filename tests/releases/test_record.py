"""The record tells when somebody went round the code and the triggers."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from releases import triggers
from releases.models import AuditEntry, Revision
from releases.record import problems
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(people, records, now):
    return builders.live(people, now)


@pytest.fixture
def without_triggers():
    triggers.drop()
    yield
    triggers.install()


def test_untouched_record_is_whole(release, capsys):
    call_command("verify_records")
    assert "1 revisions and 3 audit entries" in capsys.readouterr().out


@pytest.mark.parametrize("column", ["headline", "body", "safe_harbor", "contact_block", "source_line"])
def test_changed_word_of_a_revision_is_named(release, without_triggers, column):
    Revision.objects.update(**{column: "changed"})
    assert any("is not the text that was approved" in problem for problem in problems())


def test_removed_tag_of_a_revision_is_named(release, without_triggers):
    Revision.objects.get().contacts.clear()
    assert any("is not the text that was approved" in problem for problem in problems())


def test_changed_audit_entry_is_named(release, without_triggers):
    AuditEntry.objects.filter(move="approve").update(who_name="Somebody Else")
    with pytest.raises(CommandError, match=r"approve.* was changed after it was written"):
        call_command("verify_records")


def test_removed_audit_entry_is_named(release, without_triggers):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM releases_auditentry WHERE move = 'approve'")
    assert any("does not follow the entry before it" in problem for problem in problems())


def test_text_swapped_with_its_hash_has_no_approval(release, without_triggers):
    revision = Revision.objects.get()
    revision.body = "<p>Other words.</p>"
    Revision.objects.update(body=revision.body, sha256=revision.digest(revision.tags()))
    assert any("has no approval on record" in problem for problem in problems())
