import pytest
from django.core.files.base import ContentFile

from releases.models import Attachment
from releases.widgets import StoredFileWidget
from tests import builders
from tests.releases import inspection_files as files

pytestmark = pytest.mark.django_db


def attach(release, content, name, title="Results", included=True):
    attachment = Attachment(release=release, title=title, file=ContentFile(content, name), included=included)
    attachment.full_clean()
    attachment.save()
    return attachment


def found(release, now):
    warnings = {each.code: each.sentence for each in release.warnings(now)}
    return {code: sentence for code, sentence in warnings.items() if code.startswith("file-")}


def test_file_that_says_nothing_more_raises_nothing(people, records, now):
    release = builders.draft(people, now)
    attach(release, files.pdf("Results", Author="Velmora Bio, Inc.", Title="Results"), "a.pdf")
    assert found(release, now) == {}


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (files.word(files.run("DRAFT")), "file-marked", "It is marked: DRAFT."),
        (files.word("<w:del/>"), "file-hides", "It keeps tracked changes."),
        (files.word(author="Wanda Writer"), "file-names", "Its author is: Wanda Writer."),
    ],
)
def test_approver_is_warned_of_what_a_file_says(people, records, now, content, code, words):
    release = builders.draft(people, now)
    attach(release, content, "a.docx")
    assert found(release, now) == {code: f"The file “Results” tells more than its words. {words}"}


def test_file_that_stays_inside_is_not_warned_of(people, records, now):
    release = builders.draft(people, now)
    attach(release, files.word(author="Wanda Writer"), "a.docx", included=False)
    assert found(release, now) == {}


def test_editor_sees_what_a_file_says_beside_it(people, records, now):
    attachment = attach(builders.draft(people, now), files.pdf(Author="<b>Wanda"), "a.pdf")
    assert "<li>Its author is: &lt;b&gt;Wanda.</li>" in StoredFileWidget(attachment).render("file", None)


def test_notes_are_kept_with_the_file(people, records, now):
    attachment = attach(builders.draft(people, now), files.pdf("DRAFT", Author="Wanda"), "a.pdf")
    assert Attachment.objects.get(pk=attachment.pk).notes == [["mark", "DRAFT"], ["author", "Wanda"]]
