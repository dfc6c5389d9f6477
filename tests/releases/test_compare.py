import pytest

from releases.compare import Change, changes, compare, fields_of
from tests import builders


def test_a_changed_word_is_told_apart_from_its_neighbours():
    assert list(changes("sales of 3 million", "sales of 2 million")) == [
        Change("same", "sales of "), Change("removed", "3"), Change("added", "2"), Change("same", " million"),
    ]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), [("", "a b"), ("a b", ""), ("a\nb", "a\nc b"), ("same", "same")])
def test_both_texts_can_be_read_back_from_the_changes(old, new):
    runs = list(changes(old, new))
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new


@pytest.mark.django_db
def test_compare_covers_boilerplate_and_contacts(people, records, now):
    release = builders.live(people, now)
    revision = release.approved_revision()
    before = fields_of(revision, revision.tags())
    release.contacts.remove(records.media)
    records.filing.wording = "Newest Report"
    records.filing.save()
    composition = release.compose()
    after = fields_of(composition.revision, composition.tags)
    changed = {
        str(label) for _name, label, runs in compare(before, after) if any(run.kind != "same" for run in runs)
    }
    assert changed == {"Contacts", "Linked contacts", "Safe harbor"}
