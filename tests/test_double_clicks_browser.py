"""Whoever clicks twice means it once."""

import pytest
from playwright.sync_api import expect

from contacts.models import Contact

from .desk import let_in

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(open_context, people, records):
    Contact.objects.all().delete()
    page = open_context(1280).new_page()
    let_in(page, people.approver)
    page.goto("/admin/contacts/contact/add/")
    page.fill("#id_person", "Ana Petrova")
    return page


# What would be sent is counted and not sent: how far a first sending has come at the second click is chance.
CLICK_TWICE = """() => {
    let sent = 0;
    addEventListener("submit", (event) => {
        sent += !event.defaultPrevented;
        event.preventDefault();
    });
    const button = document.querySelector("input[name=_save]");
    button.click();
    button.click();
    return sent;
}"""


def test_second_click_sends_nothing(desk):
    desk.select_option("#id_kind", "media")
    assert desk.evaluate(CLICK_TWICE) == 1


def test_form_that_was_refused_is_sent_again(desk):
    desk.evaluate("document.querySelector('#contact_form').noValidate = true")
    desk.click("input[name=_save]")
    expect(desk.locator(".errornote")).to_be_visible()
    desk.select_option("#id_kind", "media")
    desk.click("input[name=_save]")
    expect(desk.locator(".messagelist .success")).to_be_visible()
