import pytest

pytestmark = pytest.mark.browser


def test_writer_signs_in_at_the_desk(page, people):
    page.goto("/admin/")
    page.fill("#id_username", people.writer.username)
    page.fill("#id_password", "pass")
    page.press("#id_password", "Enter")
    page.wait_for_selector("#user-tools")
    assert page.text_content("#user-tools strong") == "Wanda"


def test_stylesheets_reach_the_browser(page):
    page.goto("/admin/login/")
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 10
