"""Two people at the desk, in real browsers, from the first word to the withdrawal."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from pipeline.models import Compound
from releases.models import Boilerplate, Filing, Release
from tests import builders
from tests.builders import ZONE
from tests.desk import let_in, page_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
EDITOR = "#cke_id_body"


class Seat:
    """A person at a browser of their own."""

    def __init__(self, browser, base_url, person, zone):
        self.context = browser.new_context(base_url=base_url, timezone_id=zone)
        self.context.set_default_timeout(30_000)
        self.page, self.errors = self.context.new_page(), []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._hear)
        let_in(self.page, person)

    def _hear(self, message):
        if message.type == "error" or "Content Security" in message.text:
            self.errors.append(message.text)

    def open(self, release):
        self.page.goto(page_of(release))

    def make(self, move, **answers):
        """Open the form of a move, tick every box, answer what it asks, and press its button."""
        form = self.form(move)
        for box in form.locator("input[type=checkbox]:visible").all():
            box.check()
        for name, answer in answers.items():
            self._answer(form.locator(f"[name={name}]"), answer)
        form.locator("button[type=submit]").click()
        self.page.wait_for_load_state()

    def form(self, move):
        form = self.page.locator(f"form[action$='/moves/{move}/']")
        if not form.is_visible():
            self.page.locator("details", has=form).last.locator("> summary").click()
        return form

    def _answer(self, field, answer):
        if field.first.get_attribute("type") == "radio":
            field.and_(self.page.locator(f"[value={answer}]")).check()
        else:
            field.fill(answer)

    def press(self, name):
        self.page.click(f"{EDITOR} .cke_button__{name}")

    def answer_dialog(self, *answers):
        fields = self.page.locator("input.cke_dialog_ui_input_text:visible")
        fields.first.wait_for()
        for number, answer in enumerate(answers):
            fields.nth(number).fill(answer)
        self.page.click(".cke_dialog_ui_button_ok:visible")
        self.page.locator(".cke_dialog:visible").wait_for(state="hidden")

    def text(self):
        return self.page.frame_locator(f"{EDITOR} iframe.cke_wysiwyg_frame").locator("body")

    def state(self):
        return self.page.locator(".desk-state .badge").first.text_content()

    def told(self):
        return self.page.text_content(".messagelist")


@pytest.fixture
def sit(browser, live_server, people, records, working_day):
    """`sit(person, zone)`: a seat of their own; in the end no browser may have told of an error."""
    seats = []

    def take(person, zone="America/New_York"):
        seats.append(Seat(browser, live_server.url, person, zone))
        return seats[-1]

    yield take
    errors = [error for seat in seats for error in seat.errors]
    for seat in seats:
        seat.context.close()
    assert not errors, errors


@pytest.fixture
def stranger(browser, live_server):
    """Asks for public pages without any account: `stranger(address)` → (status, text)."""
    context = browser.new_context(base_url=live_server.url)

    def ask(address):
        answer = context.request.get(address, max_redirects=0)
        return answer.status, answer.text()

    yield ask
    context.close()


@pytest.fixture
def today(records, now):
    """The company's date; an annual report that is not stale on it."""
    Filing.objects.create(period_end=dt.date(2024, 12, 31), filed_on=dt.date(2025, 2, 20))
    return now.astimezone(ZONE).date()


def public_address(release):
    revision = release.standing_revisions().last()
    return revision.get_absolute_url()


def write_with_every_tool(desk):
    """Bold words, a list, a table with heads and a link, typed as a person types them."""
    keyboard = desk.page.keyboard
    desk.text().click()
    keyboard.type("We expect to report ")
    desk.press("bold")
    keyboard.type("strong results")
    desk.press("bold")
    keyboard.type(" soon.")
    keyboard.press("Enter")
    desk.press("bulletedlist")
    keyboard.type("First")
    keyboard.press("Enter")
    keyboard.type("Second")
    keyboard.press("Enter")
    keyboard.press("Enter")
    desk.press("link")
    desk.answer_dialog("Our site", "https://www.velmora.example/")
    keyboard.press("Control+End")
    keyboard.press("Enter")
    desk.press("table")
    desk.page.locator("select.cke_dialog_ui_input_select:visible").first.select_option("row")
    desk.answer_dialog()
    keyboard.type("Number")
    desk.press("source")
    desk.press("source")


def draft_in_the_browser(desk, headline):
    desk.page.goto("/admin/releases/release/add/")
    write_with_every_tool(desk)
    desk.page.fill("#id_headline", headline)
    desk.page.select_option("#id_category", index=1)
    desk.page.click("input[name=_submit]")
    desk.page.wait_for_selector(".badge-in-review")
    return Release.objects.get()


def test_two_people_take_a_release_all_the_way(sit, stranger, people, today):
    author, approver = sit(people.approver, "Europe/Berlin"), sit(people.second, "Asia/Tokyo")
    release = draft_in_the_browser(author, "Velmora Goes All the Way")
    for words in ("<strong>strong results</strong>", "<li>First</li>", "<th", 'href="https://www.velmora'):
        assert words in release.body

    refuse_own_approval(author, release)
    approver.open(release)
    approver.make("approve")
    assert approver.state() == "Approved"

    schedule_for_tonight(approver, today)
    address = public_address(release)
    assert stranger(address)[0] == 404
    approver.make("hold", reason="The auditors call at six.")
    assert approver.state() == "Approved"
    approver.make("publish", no_notice="A trial run.")
    assert approver.state() == "Live"
    assert "Velmora Goes All the Way" in stranger(address)[1]
    approver.page.click("text=See it on the site")
    assert "Velmora Goes All the Way" in approver.page.text_content("h1")
    approver.open(release)

    correct(author, approver, release)
    status, page = stranger(public_address(release))
    assert status == 200
    assert "The table counted eleven." in page
    assert f"/releases/{release.ref}/revisions/1/" in page
    assert stranger(f"/releases/{release.ref}/revisions/1/")[0] == 200

    approver.make("withdraw", reason="It was sent by mistake.")
    assert approver.state() == "Withdrawn"
    status, page = stranger(public_address(release))
    assert status == 410
    assert "It was sent by mistake." in page


def refuse_own_approval(author, release):
    author.open(release)
    assert "somebody else must approve it" in author.page.text_content("#content")
    author.make("approve", emergency_reason="")
    assert "Give a reason." in author.page.text_content("#content")
    release.refresh_from_db()
    assert release.status == "in review"


def schedule_for_tonight(approver, today):
    """In the company's zone, whatever the browser's; the desk says so."""
    approver.make("schedule", day=f"{today:%Y-%m-%d}", time="23:59:59", no_notice="A trial run.")
    assert approver.state() == "Scheduled"
    assert "23:59:59 E" in approver.page.text_content(".desk-state")
    assert Release.objects.get().approved_revision().public_from.astimezone(ZONE).hour == 23


def correct(author, approver, release):
    approver.make(
        "revise",
        kind="correction",
        wrong="The table counted eleven.",
        right="It is twelve.",
        whose="The company’s.",
        reason="A reader wrote to us.",
    )
    author.open(release)
    author.text().click()
    author.page.keyboard.press("Control+Home")
    author.page.keyboard.type("Corrected. ")
    author.page.click("input[name=_submit]")
    author.page.wait_for_selector(".badge-in-review")
    approver.open(release)
    approver.make("approve")
    approver.make("publish", no_notice="A trial run.")
    assert approver.state() == "Live"


# Keyboard alone


def tab_to(desk, selector, most=250):
    """Tab on until the focus is on what `selector` names, as somebody without a mouse does."""
    for _press in range(most):
        if desk.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        desk.page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {selector}.")


def press_on(desk, selector, key="Enter"):
    tab_to(desk, selector)
    desk.page.keyboard.press(key)


def type_into(desk, selector, words):
    tab_to(desk, selector)
    desk.page.keyboard.type(words)


def test_keyboard_alone_takes_a_release_to_its_readers(sit, stranger, people, today):
    writer = sit(people.writer)
    writer.page.goto("/admin/")
    press_on(writer, "a[href$='/release/add/']")
    writer.page.wait_for_selector(f"{EDITOR} iframe")
    type_into(writer, "#id_headline", "Velmora Needs No Mouse")
    type_into(writer, "#id_category", "C")
    type_into(writer, f"{EDITOR} iframe", "We report results.")
    press_on(writer, "input[name=_submit]")
    writer.page.wait_for_selector(".badge-in-review")

    approver, release = sit(people.approver), Release.objects.get()
    approver.page.goto("/admin/")
    press_on(approver, f"a[href='{page_of(release)}']")
    approver.page.wait_for_selector("form[action$='/approve/']")
    press_through(approver, "approve")
    approver.page.wait_for_selector(".badge-approved")
    press_through(approver, "publish")
    approver.page.wait_for_selector(".desk-state .badge-live")
    assert stranger(public_address(release))[0] == 200


def press_through(desk, move):
    """Open the form with the keyboard, tick each box with Space, press the button with Enter."""
    form = desk.page.locator(f"form[action$='/moves/{move}/']")
    if not form.is_visible():
        summary = desk.page.locator("details", has=form).last.locator("> summary")
        summary.evaluate("element => element.id = 'opens-the-form'")
        press_on(desk, "#opens-the-form")
    for box in form.locator("input[type=checkbox]:visible").all():
        box.evaluate("element => element.dataset.box = 'next'")
        press_on(desk, "[data-box=next]", "Space")
        assert box.is_checked()
        box.evaluate("element => delete element.dataset.box")
    if form.locator("[name=no_notice]").count():
        type_into(desk, f"form[action$='/moves/{move}/'] [name=no_notice]", "A trial run.")
    press_on(desk, f"form[action$='/moves/{move}/'] button[type=submit]")


# Bad input to the import


WIRE = """March 4, 2025

Velmora Reports on VLM-7

HALVERTON, Mass.--(BUSINESS WIRE)--Velmora (Nasdaq: VLMZ) will report results with VLM-7.

About Velmora

Velmora makes medicines of a new kind.

Contact:

Ina Vesta, 555-0100
"""


def test_import_keeps_what_was_typed_where_a_slot_is_unknown(sit, people, today):
    Compound.objects.create(name="VLM-7", slug="vlm-7")
    writer = sit(people.writer)
    writer.page.goto("/admin/releases/release/import/")
    writer.page.click("input[value='Read the text']")
    assert "Paste a text or choose a file" in writer.page.text_content("#content")
    writer.page.fill("#id_text", WIRE)
    writer.page.click("input[value='Read the text']")
    writer.page.fill("[name=about_text]", "{issuer} makes {everything}.")
    writer.page.click("input[value='Make the draft']")
    row = writer.page.locator(".import-row", has=writer.page.locator("[name=about_text]"))
    assert "everything" in row.locator(".errorlist").text_content()
    assert writer.page.input_value("[name=about_text]") == "{issuer} makes {everything}."
    assert not Release.objects.exists()

    writer.page.fill("[name=about_text]", "{issuer} makes medicines of a new kind.")
    writer.page.click("input[value='Make the draft']")
    writer.page.wait_for_selector(".desk-state .badge-draft")
    assert Boilerplate.objects.filter(kind="about").count() == 2


def test_desk_counts_down_to_a_scheduled_release(sit, people, today, now):
    builders.scheduled(people, now, now + dt.timedelta(hours=1))
    approver = sit(people.second, "Pacific/Auckland")
    approver.page.goto("/admin/")
    countdown = approver.page.locator(".desk-countdown")
    assert re.fullmatch(r"in 59 min \d+ s", countdown.text_content())
    countdown.evaluate("(element, past) => element.dateTime = past", now.isoformat())
    expect(countdown).to_have_text("live now")
