import pytest

from .desk import sign_in

pytestmark = pytest.mark.browser


def test_writer_signs_in_at_the_desk_and_out(page, people):
    sign_in(page, people.writer)
    assert page.text_content("#user-tools strong") == "Wanda"
    page.click("#logout-form button")
    page.wait_for_selector("text=Log in again")
    page.goto("/admin/")
    assert page.locator("#id_password").is_visible()


def test_stylesheets_reach_the_browser(page):
    page.goto("/admin/login/")
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 10
