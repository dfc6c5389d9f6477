"""Every public page in Chromium: axe finds nothing, nothing is wider than the screen, little is loaded."""

import datetime as dt
import gzip
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from events.models import Event
from irsite.demo.load import load

from . import builders
from .pages import FAULTS, addresses, fault

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 390)
MAGNIFIED = (640, 320)  # 1280 at 200 % and at 400 %
# In the dark nothing but the colors is another.
RULES = {
    "light": {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
ERRORS = (404, 410, *FAULTS)
LIMIT = 100_000  # bytes of a page with all that it loads at first
PACKED = ("text/", "javascript", "json", "xml", "svg")


@pytest.fixture
def pages(live_server, transactional_db):
    now = timezone.now()
    load(now)
    return addresses(now) | {status: f"/fault/{status}" for status in FAULTS}


@pytest.fixture
def open_context(browser, live_server):
    """Makes contexts whose pages write what went wrong into the list `faults`."""
    faults, contexts = [], []

    def make(width, scheme, **options):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            **options,
        )
        contexts.append(context)
        for status in FAULTS:
            context.route(f"**/fault/{status}", _answering(status))
        context.on("page", lambda page: _listen(page, faults))
        return context

    yield make, faults
    for context in contexts:
        context.close()


def _answering(status):
    return lambda route: route.fulfill(status=status, content_type="text/html", body=fault(status))


def _listen(page, faults):
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    # A page that is not there says so in the console too.
    page.on(
        "console",
        lambda message: (
            faults.append(f"{page.url}: {message.text}")
            if message.type in ("error", "warning")
            and not any(f"status of {n}" in message.text for n in ERRORS)
            else None
        ),
    )


def too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(pages, open_context, scheme):
    make, faults = open_context
    axe = Axe()
    for width in WIDTHS:
        page = make(width, scheme).new_page()
        for kind, address in pages.items():
            page.goto(address)
            found = axe.run(page, options=RULES[scheme])
            faults += [
                f"{kind}, {width}, {rule['id']}: {rule['nodes'][0]['html'][:200]} ({rule['help']})"
                for rule in found.response["violations"]
            ]
            faults += [f"{kind} is wider than {width}"] * too_wide(page)
    assert not faults, "\n".join(faults)


def test_every_page_is_whole_without_script(pages, open_context):
    make, faults = open_context
    for width in (*WIDTHS, *MAGNIFIED):
        page = make(width, "light", java_script_enabled=False).new_page()
        for kind, address in pages.items():
            page.goto(address)
            assert page.locator("h1").count() == 1, kind
            assert page.locator("button[data-action]:visible").count() == 0, kind
            faults += [f"{kind} is wider than {width}"] * too_wide(page)
    assert not faults, "\n".join(faults)


def test_every_page_is_light_to_load(pages, open_context):
    make, faults = open_context
    weights = {}
    for kind, address in pages.items():
        context, answers = make(390, "light"), []
        page = context.new_page()
        page.on("response", lambda answer, answers=answers: answers.append(answer))
        page.goto(address, wait_until="networkidle")
        assert {urlsplit(answer.url).netloc for answer in answers} == {urlsplit(page.url).netloc}, kind
        weights[kind] = sum(map(_weight, answers))
        context.close()
    assert {kind: size for kind, size in weights.items() if size >= LIMIT} == {}
    assert not faults, "\n".join(faults)


def _weight(answer):
    """Bytes on the way, as a server that packs texts sends them."""
    body, kind = answer.body(), answer.headers.get("content-type", "")
    return len(gzip.compress(body)) if any(each in kind for each in PACKED) else len(body)


@pytest.fixture
def call(now):
    """A call at nine in the morning in New York."""
    return Event.objects.create(
        name="Results call",
        kind="call",
        start_on=now.date(),
        start_time=dt.time(9),
        time_zone="America/New_York",
        public_from=now,
    )


def test_reader_s_own_time_stands_beside_the_stated_one(records, call, open_context):
    make, faults = open_context
    page = make(1280, "light", timezone_id="Asia/Tokyo", locale="en-US").new_page()
    page.goto(call.get_absolute_url())
    assert "11:00 PM GMT+9 where you are" in page.locator(".own-time").first.text_content()
    assert not faults, "\n".join(faults)


def test_reader_in_the_zone_of_the_event_sees_no_second_time(records, call, open_context):
    make, faults = open_context
    page = make(1280, "light", timezone_id="America/New_York").new_page()
    page.goto(call.get_absolute_url())
    assert page.locator(".own-time").count() == 0
    assert not faults, "\n".join(faults)


def test_search_works_from_the_head_of_a_page_without_script(people, records, now, open_context):
    builders.live(people, now, headline="Velmora Opens a Canary Trial")
    make, _faults = open_context
    page = make(390, "light", java_script_enabled=False).new_page()
    page.goto("/contacts/")
    page.fill("#search-box", "canary")
    page.press("#search-box", "Enter")
    assert page.locator(".hits mark").first.text_content() == "Canary"
