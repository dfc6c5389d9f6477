"""What an autocomplete field of the desk says to a screen reader."""

import pytest
from playwright.sync_api import expect

from pipeline.models import Compound

from .desk import let_in

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(open_context, people, records):
    Compound.objects.create(name="VLM-101", slug="vlm-101")
    page = open_context(1280).new_page()
    let_in(page, people.approver)
    return page


def choose(page, box):
    box.click()
    page.click(".select2-results__option:has-text('VLM-101')")


def test_field_of_one_says_its_name_and_what_is_chosen(desk):
    desk.goto("/admin/pipeline/program/add/")
    box = desk.locator(".field-compound").get_by_role("combobox")
    expect(box).to_have_accessible_name("Compound")
    choose(desk, box)
    expect(box).to_have_accessible_name("Compound, VLM-101")


def test_field_of_several_says_its_name_and_what_is_chosen(desk):
    desk.goto("/admin/partners/partnership/add/")
    search = desk.locator(".field-compounds").get_by_role("searchbox")
    expect(search).to_have_accessible_name("Compounds")
    choose(desk, search)
    expect(search).to_have_accessible_name("Compounds, VLM-101")


def test_field_in_a_new_row_says_its_name(desk):
    desk.goto("/admin/releases/release/add/")
    desk.click("#releasecompound_set-group .add-row a")
    expect(desk.locator("#releasecompound_set-0").get_by_role("combobox").first).to_have_accessible_name(
        "Compound"
    )


def test_list_that_opens_and_its_search_field_say_the_name(desk):
    desk.goto("/admin/pipeline/program/add/")
    desk.locator(".field-compound").get_by_role("combobox").click()
    opened = desk.locator(".select2-dropdown")
    for role in ("listbox", "searchbox"):
        expect(opened.get_by_role(role)).to_have_accessible_name("Compound")


def test_field_says_what_is_wrong_with_it(desk):
    desk.goto("/admin/pipeline/program/add/")
    desk.click("input[name=_save]")
    box = desk.locator(".field-compound").get_by_role("combobox")
    expect(box).to_have_accessible_description("This field is required.")
    expect(box).to_have_attribute("aria-invalid", "true")
