"""Two people at one release, crashes, expired sessions and lost connections: nothing that was typed is gone."""

import pytest

from releases.models import Release
from tests import builders
from tests.desk import let_in, page_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
EDITOR = "#cke_id_body iframe.cke_wysiwyg_frame"
ADD = "/admin/releases/release/add/"
NEXT_REPORT = 21_000
SETTLED = 1_600
KEPT = 1_000


@pytest.fixture
def desk(page, people, records):
    page.clock.install()
    let_in(page, people.writer)
    return page


@pytest.fixture
def colleague(browser, live_server, people):
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    people.second.groups.set(people.writer.groups.all())
    let_in(page, people.second)
    yield page
    context.close()


def settle(page):
    """The editor is ready, and the page has looked at what the server sent."""
    page.frame_locator(EDITOR).locator("body.cke_editable").wait_for()
    page.clock.run_for(SETTLED)


def type_headline(page, words):
    settle(page)
    page.fill("#id_headline", words)
    page.clock.run_for(KEPT)


def headline(page):
    return page.input_value("#id_headline")


def restore(page):
    page.click("#desk-kept button:has-text('Put it into the form')")


def test_colleagues_see_each_other(desk, colleague, people, now):
    release = builders.draft(people, now)
    desk.goto(page_of(release))
    colleague.goto(page_of(release))
    colleague.wait_for_selector("text=Also open now at: Wanda Writer.")
    desk.clock.fast_forward(NEXT_REPORT)
    desk.wait_for_selector("text=Also open now at: Berta Approver.")


def test_newer_save_is_told_and_shown_beside_mine(desk, colleague, people, now):
    release = builders.draft(people, now)
    desk.goto(page_of(release))
    colleague.goto(page_of(release))
    colleague.fill("#id_headline", "Theirs of today")
    colleague.click("input[name=_continue]")
    colleague.wait_for_selector(".messagelist .success")
    desk.clock.fast_forward(NEXT_REPORT)
    desk.wait_for_selector("text=Berta Approver has saved this release since you opened it.")
    desk.fill("#id_headline", "Mine of today")
    desk.click("input[name=_continue]")
    desk.wait_for_selector("#conflict del:has-text('Theirs')")
    assert headline(desk) == "Mine of today"
    assert Release.objects.get().headline == "Theirs of today"


def test_text_is_offered_after_a_crash(desk, people, now):
    release = builders.draft(people, now)
    desk.goto(page_of(release))
    type_headline(desk, "Typed before the crash")
    again = desk.context.new_page()
    desk.close()
    again.goto(page_of(release))
    restore(again)
    assert headline(again) == "Typed before the crash"


def test_text_in_the_editor_is_offered_too(desk, people, now):
    release = builders.draft(people, now)
    desk.goto(page_of(release))
    settle(desk)
    desk.frame_locator(EDITOR).locator("body").click()
    desk.keyboard.type("Kept words ")
    desk.clock.run_for(KEPT)
    desk.wait_for_function("JSON.stringify(localStorage).includes('Kept words')")
    desk.goto(page_of(release))
    restore(desk)
    desk.frame_locator(EDITOR).locator("body:has-text('Kept words')").wait_for()


def test_text_of_a_new_release_is_offered_after_a_crash(desk):
    desk.goto(ADD)
    type_headline(desk, "Never saved")
    desk.goto(ADD)
    restore(desk)
    assert headline(desk) == "Never saved"


def test_text_that_was_saved_is_not_offered(desk):
    desk.goto(ADD)
    type_headline(desk, "Saved at once")
    desk.click("input[name=_save]")
    desk.wait_for_selector(".messagelist .success")
    desk.goto(ADD)
    settle(desk)
    assert desk.locator("#desk-kept").count() == 0


@pytest.mark.parametrize("lost", ["sessionid", None])
def test_text_is_offered_after_the_session_has_ended(desk, people, now, lost):
    release = builders.draft(people, now)
    desk.goto(page_of(release))
    type_headline(desk, "Typed before lunch")
    desk.context.clear_cookies(**({"name": lost} if lost else {}))
    desk.click("input[name=_save]")
    desk.wait_for_selector("#id_username" if lost else "text=What you typed into a release is kept")
    sign_in(desk, people.writer)
    desk.goto(page_of(release))
    restore(desk)
    assert headline(desk) == "Typed before lunch"


def test_lost_connection_is_told_and_the_text_kept(desk, people, now):
    release = builders.draft(people, now)
    desk.goto(page_of(release))
    desk.clock.run_for(SETTLED)
    desk.wait_for_load_state("networkidle")
    desk.context.set_offline(True)
    desk.fill("#id_headline", "Typed in a tunnel")
    desk.clock.run_for(NEXT_REPORT)
    desk.wait_for_selector("text=The newsroom does not answer.")
    desk.context.set_offline(False)
    desk.clock.run_for(NEXT_REPORT)
    desk.locator("#desk-offline").wait_for(state="detached")
    desk.goto(page_of(release))
    restore(desk)
    assert headline(desk) == "Typed in a tunnel"


def test_text_that_is_thrown_away_is_not_offered_again(desk, people, now):
    release = builders.draft(people, now)
    desk.goto(page_of(release))
    type_headline(desk, "Not wanted")
    desk.goto(page_of(release))
    desk.click("#desk-kept button:has-text('Throw it away')")
    desk.goto(page_of(release))
    settle(desk)
    assert desk.locator("#desk-kept").count() == 0


def test_finding_leads_to_its_words_in_the_editor(desk, people, now):
    release = builders.draft(people, now, body="<p>We report results in XX patients.</p>")
    desk.goto(page_of(release))
    desk.frame_locator("#cke_id_body iframe").locator("body:has-text('XX')").wait_for()
    desk.click("#preflight a[data-field=body]")
    selected = "() => document.querySelector('#cke_id_body iframe').contentDocument.getSelection().toString()"
    assert desk.evaluate(selected) == "XX"


def test_text_that_cannot_be_read_can_be_asked_for_again(desk, people, now):
    release = builders.draft(people, now)
    desk.route("**/panel/?fragment", lambda route: route.abort())
    desk.goto(page_of(release))
    desk.wait_for_selector("text=could not be read")
    desk.unroute("**/panel/?fragment")
    desk.click("#desk-panel a:has-text('Try again')")
    desk.wait_for_selector("#preflight")


def test_draft_that_is_public_in_an_earlier_text_says_so_and_can_be_withdrawn(page, people, records, now):
    release = builders.live(people, now)
    release.revise(by=people.approver, now=now, kind="typo", reason="A comma")
    people.approver.groups.add(*people.writer.groups.all())
    let_in(page, people.approver)
    page.goto(page_of(release))
    page.wait_for_selector("#desk-panel >> text=Text 1 is public since")
    form = page.locator("form[action$='/moves/withdraw/']")
    page.locator("details", has=form).last.locator("> summary").click()
    form.locator("[name=reason]").fill("Sent by mistake")
    form.locator("[name=confirmed]").check()
    form.locator("button[type=submit]").click()
    page.wait_for_selector(".desk-state .badge-withdrawn")


def test_time_is_told_in_all_clocks_while_it_is_chosen(page, people, records, now):
    let_in(page, people.approver)
    release = builders.approved(people, now)
    page.goto(page_of(release))
    page.click("summary:has-text('Schedule')")
    page.fill("#id_schedule_time", "23:59")
    page.wait_for_selector("#timing .timing-own:visible")
    assert "23:59:00" in page.text_content("#timing")
    assert "Nasdaq" in page.text_content("#timing")
