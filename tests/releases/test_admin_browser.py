import pytest

from pipeline.models import Compound
from releases.models import Release
from tests.desk import let_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
EDITOR = "#cke_id_body"


@pytest.fixture
def violations(page):
    """What the page's policy refused, as the console tells it."""
    found = []
    page.on(
        "console", lambda message: found.append(message.text) if "Content Security" in message.text else None
    )
    return found


def open_editor(page, address):
    page.goto(address)
    return page.frame_locator(f"{EDITOR} iframe.cke_wysiwyg_frame").locator("body")


def press(page, name):
    page.click(f"{EDITOR} .cke_button__{name}")


def answer_dialog(page, *answers):
    fields = page.locator("input.cke_dialog_ui_input_text:visible")
    fields.first.wait_for()
    for number, answer in enumerate(answers):
        fields.nth(number).fill(answer)
    page.click(".cke_dialog_ui_button_ok:visible")
    page.locator(".cke_dialog:visible").wait_for(state="hidden")


def test_every_button_works_under_the_page_s_policy(page, people, records, violations):
    let_in(page, people.writer)
    text = open_editor(page, "/admin/releases/release/add/")
    text.click()
    for name in ("bold", "italic", "superscript", "subscript"):
        press(page, name)
        page.keyboard.type(f"{name} ")
        press(page, name)
    for name in ("bulletedlist", "numberedlist", "blockquote"):
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")
        press(page, name)
        page.keyboard.type(name)
        press(page, name)
    press(page, "table")
    answer_dialog(page)
    page.keyboard.type("cell")
    page.keyboard.press("Control+End")
    press(page, "link")
    answer_dialog(page, "A link", "https://velmora.example/")
    press(page, "specialchar")
    page.click("a.cke_specialchar:has-text('©')")
    for name in ("undo", "redo", "maximize", "maximize"):
        press(page, name)
    page.fill("#id_headline", "Velmora Tests Its Editor")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    body = Release.objects.get().body
    for words in (
        "<strong>bold",
        "<em>italic",
        "<sup>super",
        "<sub>sub",
        "<table>",
        'href="https://velmora.example/"',
    ):
        assert words in body
    assert violations == []


def test_script_in_the_source_view_is_gone_when_saved(page, people, records, violations):
    let_in(page, people.writer)
    open_editor(page, "/admin/releases/release/add/").click()
    press(page, "source")
    page.fill(f"{EDITOR} textarea.cke_source", "<p onclick='alert(1)'>kept<script>alert(2)</script></p>")
    page.fill("#id_headline", "Velmora Is Safe")
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")
    assert Release.objects.get().body == "<p>kept</p>"
    assert violations == []


def test_compound_is_found_by_any_of_its_names(page, people, records):
    Compound.objects.create(name="VLM-101", slug="vlm-101").aliases.create(
        kind="generic", name="velmatuzumab"
    )
    let_in(page, people.writer)
    page.goto("/admin/releases/release/add/")
    page.click("#releasecompound_set-group .add-row a")
    page.click("#releasecompound_set-0 .select2-selection")
    page.fill(".select2-search__field:visible", "velmatu")
    page.wait_for_selector(".select2-results__option--highlighted:has-text('VLM-101')")
