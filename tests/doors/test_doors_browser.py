"""The way in, in Chromium at both widths: axe finds nothing, no policy is broken, nothing is wider than the screen."""

import base64
from collections import defaultdict

import pytest
from django.utils import timezone

from tests.accessibility import bad_colors, is_too_wide, violations

from .entering import PASSWORD, shown_code, with_app

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def looked_at(page):
    """Looks at the page that is open; what is wrong with it is told at the end."""
    faults, broken, seen = [], [], defaultdict(set)
    page.on(
        "console", lambda message: broken.append(message.text) if "Security Policy" in message.text else None
    )

    def look(name):
        # The checker itself adds styles, so the policy is judged before it runs.
        faults.extend(broken)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            found = violations(page) + bad_colors(page, seen[width])
            faults.extend(f"{name}, {width}: {each}" for each in found)
            faults.extend([f"{name} is wider than {width}"] * is_too_wide(page))
        broken.clear()

    yield look
    assert not faults, "\n".join(faults)


def sign_in(page, password=PASSWORD, username="wanda"):
    page.goto("/admin/login/")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.press("#id_password", "Enter")
    page.wait_for_load_state()


def give(page, code):
    page.fill("#id_code", code)
    page.press("#id_code", "Enter")
    page.wait_for_load_state()


def test_writer_sets_up_an_app_and_comes_back_with_a_recovery_code(
    page, people, records, settings, looked_at
):
    settings.SECOND_FACTOR = True
    page.goto("/admin/")
    looked_at("signing in")
    sign_in(page)
    looked_at("setting up")
    secret = base64.b32decode(page.text_content(".door-secret").replace(" ", "")).hex()
    give(page, shown_code(secret))
    looked_at("recovery codes")
    page.click("button[data-action=copy]")
    codes = page.locator("#recovery-codes code").all_text_contents()
    page.click("text=I have kept them")
    page.wait_for_selector("#user-tools")
    page.context.clear_cookies()

    sign_in(page)
    looked_at("the code")
    page.click("text=use a recovery code")
    give(page, "wrong-code1")
    looked_at("a wrong recovery code")
    page.wait_for_timeout(1100)  # the wait after one wrong code
    give(page, codes[3])
    assert "9 are left" in page.text_content(".messagelist")


def test_administrator_takes_a_lost_app_away(page, people, records, looked_at):
    with_app(people.writer, timezone.now())
    sign_in(page, username="adam")
    page.goto(f"/admin/auth/user/{people.writer.pk}/change/")
    looked_at("a person")
    page.click("text=Reset >> visible=true >> nth=-1")
    page.wait_for_selector("text=Reset the second factor of wanda")
    looked_at("resetting")
    page.fill("[name=reason]", "Lost the phone")
    page.click("button:has-text('Reset the second factor')")
    assert "sets up a new app at the next sign-in" in page.text_content(".messagelist")


def test_page_that_asks_to_wait(page, people, records, looked_at):
    for _ in range(5):
        sign_in(page, "wrong")
    assert "Try again in 10 minutes." in page.text_content(".errornote")
    looked_at("waiting")
