"""“Import…” at the desk: whatever is pasted or uploaded is answered with a sentence, and nothing is lost."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pipeline.models import Compound
from releases.models import Boilerplate, Release
from tests.desk import messages, sit_down

pytestmark = pytest.mark.django_db
WIRES = Path(__file__).parent / "wires"
IMPORT = "admin:releases_release_import"
CONFIRM = "admin:releases_release_import_confirm"


@pytest.fixture
def text():
    return (WIRES / "conference.txt").read_text()


@pytest.fixture
def desk(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.writer, now)


def read(desk, text="", **data):
    return desk.post(reverse(IMPORT), {"text": text, **data})


def file(data, name="release.txt"):
    return SimpleUploadedFile(name, data)


def answers(response, **changes):
    """What a browser would send from the page of confirmation."""
    data = {field.html_name: field.value() for field in response.context["form"]}
    return {name: value for name, value in (data | changes).items() if value not in (None, False)}


def confirm(desk, response, **changes):
    return desk.post(reverse(CONFIRM), answers(response, **changes), follow=True)


def errors(response, name=None):
    found = response.context["form"].errors
    return " ".join(found.get(name, []) if name else found.get("__all__", []))


def test_pasted_text_is_shown_before_anything_is_kept(desk, text):
    page = read(desk, text)
    assert "2014 AHO Spring Congress" in page.text
    assert not Release.objects.exists()


def test_uploaded_file_is_read_like_pasted_text(desk, text):
    page = read(desk, file=file(text.encode("utf-16")))
    assert page.context["parsed"].headline == read(desk, text).context["parsed"].headline


def test_confirmed_text_is_a_draft_of_who_imported_it(desk, text, people):
    page = confirm(desk, read(desk, text))
    assert "The text is a draft now." in messages(page)
    assert list(Release.objects.get().authors.all()) == [people.writer]


def test_draft_keeps_the_imported_words(desk, text):
    confirm(desk, read(desk, text))
    assert Release.objects.get().wire_text.split() == text.split()


def test_nothing_given_is_told(desk):
    assert "one of the two" in errors(read(desk))
    assert "one of the two" in errors(read(desk, "  \n "))


def test_both_given_is_told_and_the_pasted_text_stays(desk, text):
    page = read(desk, text, file=file(b"Another text."))
    assert "one of the two" in errors(page)
    assert page.context["form"]["text"].value() == text


def test_empty_file_is_told(desk):
    assert "empty" in errors(read(desk, file=file(b"")), "file")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\0\0\0\0word/document.xml", b"\0" * 50]
)
def test_binary_file_is_told(desk, data):
    assert "not plain text" in errors(read(desk, file=file(data, "release.docx")), "file")


def test_characters_that_no_text_holds_are_told(desk):
    assert errors(read(desk, "A headline\0 with a null"), "text")


@pytest.mark.parametrize("given", ["file", "text"])
def test_ten_megabytes_are_told(desk, given):
    words = "words " * (10 * 1024 * 1024 // 6)
    page = read(desk, file=file(words.encode())) if given == "file" else read(desk, words)
    assert "too long" in errors(page, given)


@pytest.mark.parametrize("missing", ["headline", "dateline", "contacts"])
def test_text_without_a_part_is_imported_all_the_same(desk, missing):
    parts = {
        "headline": "Velmora Reports Results",
        "dateline": "HALVERTON, Mass.--(BUSINESS WIRE)--Velmora (Nasdaq: VLMZ) reports results today.",
        "contacts": "Contact:\n\nIna Vesta, 555-0100",
    }
    if missing == "dateline":
        parts["dateline"] = "Velmora (Nasdaq: VLMZ) reports results today."
    else:
        del parts[missing]
    page = read(desk, "\n\n".join(["March 4, 2025", *parts.values()]))
    confirm(desk, page)
    assert "reports results today" in Release.objects.get().body


def test_date_that_does_not_exist_is_asked_for(desk):
    undated = "February 30, 2025\n\nVelmora Reports Results\n\nVelmora reports results today."
    page = read(desk, undated)
    assert "no date that exists" in errors(page, "publish_date")
    assert page.context["form"]["text"].value() == undated
    confirm(desk, read(desk, undated, publish_date="2025-02-28"))
    assert f"{Release.objects.get().date}" == "2025-02-28"


def test_unknown_slot_is_told_beside_its_field(desk, text):
    page = confirm(desk, read(desk, text), about_choice="version", about_text="{issuer} makes {things}.")
    assert "things" in errors(page, "about_text")
    assert page.context["form"]["about_text"].value() == "{issuer} makes {things}."


def test_refused_confirmation_keeps_nothing_and_loses_nothing(desk, text, records):
    Compound.objects.all().delete()
    before = Boilerplate.objects.count()
    typed = {"event_place": "Lowell", "about_choice": "version", "about_text": "[{issuer}"}
    page = confirm(desk, read(desk, text), category=records.category.pk, **typed)
    assert not Release.objects.exists()
    assert not Compound.objects.exists()
    assert Boilerplate.objects.count() == before
    form = page.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert form["wire_text"].value().split() == text.split()
    assert form["category"].value() == f"{records.category.pk}"


def test_new_meeting_without_a_name_is_told(desk, text):
    page = confirm(desk, read(desk, text), event_name="", event_end_on="2014-05-01")
    assert errors(page, "event_name")
    assert "before the first" in errors(page, "event_end_on")


def test_known_compound_is_matched_by_another_of_its_names(desk, text):
    compound = Compound.objects.create(name="Orlumab", slug="orlumab")
    compound.aliases.create(kind="code", name="O-RV2")
    page = read(desk, text)
    assert "Orlumab (known)" in page.text
    confirm(desk, page)
    assert compound in Release.objects.get().compounds.all()


def test_unticked_compound_is_not_created(desk, text):
    confirm(desk, read(desk, text), compound_0=False, compound_1=False)
    assert not Compound.objects.exists()


def test_text_in_force_stands_beside_the_new_one(desk, text):
    page = read(desk, text, publish_date="2024-04-08")
    assert "{issuer} makes medicines." in page.text


def test_way_back_shows_the_text_again(desk, text):
    page = read(desk, text)
    back = desk.post(reverse(IMPORT), answers(page, again="1"))
    assert back.context["form"]["text"].value().split() == text.split()


def test_start_again_leads_to_an_empty_form(desk, text):
    page = read(desk, text)
    assert "Start again" in page.text
    assert not desk.get(reverse(IMPORT)).context["form"]["text"].value()


def test_page_of_confirmation_is_not_reached_without_a_text(desk):
    assert desk.get(reverse(CONFIRM)).status_code == 302
    assert "one of the two" in errors(desk.post(reverse(CONFIRM), {"wire_text": ""}))


@pytest.mark.parametrize("name", [IMPORT, CONFIRM])
def test_only_who_writes_releases_imports(desk, client, people, text, name):
    client.force_login(people.administrator)
    assert desk.get(reverse(name)).status_code == 403
    assert desk.post(reverse(name), {"text": text, "wire_text": text}).status_code == 403
    assert not Release.objects.exists()
