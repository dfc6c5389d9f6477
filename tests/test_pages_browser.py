"""Every public page in Chromium: axe finds nothing, nothing is wider than the screen, little is loaded.

And every page through the Nu HTML checker: `VNU_JAR` names it (vnu-jar on npm), Java runs it.
"""

import gzip
import json
import os
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from irsite.demo.load import load

from .accessibility import is_too_wide, shown_colors, violations
from .conftest import stored_in
from .pages import FAULTS, addresses, fault

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (1280, 390)
# Each page as many see it; as it differs most from that, where colors must be new; the rest where they are.
LOOKS = (
    (1280, "light", "all"),
    (390, "dark", "all but colors"),
    (390, "light", None),
    (1280, "dark", None),
)
MAGNIFIED = (640, 320)  # 1280 at 200 % and at 400 %
LIMIT = 100_000  # bytes of a page with all that it loads at first
PACKED = ("text/", "javascript", "json", "xml", "svg")
AT_ONCE = 8  # pages that load side by side


@pytest.fixture(scope="module")
def uploads(tmp_path_factory):
    return tmp_path_factory.mktemp("uploads")


@pytest.fixture(scope="module")
def pages(kept_rows, uploads):
    """The addresses of the demo company, which is loaded once for all of these tests."""
    now = timezone.now()
    with override_settings(STORAGES=stored_in(uploads)):
        load(now)
    return addresses(now) | {status: f"/fault/{status}" for status in FAULTS}


def with_faults(context):
    """Lets a context show the pages of faults. It keeps nothing in its cache from then on."""
    for status in FAULTS:
        context.route(f"**/fault/{status}", _answering(status))
    return context


def _answering(status):
    return lambda route: route.fulfill(status=status, content_type="text/html", body=fault(status))


def opened(pages, open_context, **options):
    """Every page by its kind, one after the other."""
    sound = open_context(WIDTHS[0], **options).new_page()
    faulty = with_faults(open_context(WIDTHS[0], **options)).new_page()
    for kind, address in pages.items():
        page = faulty if kind in FAULTS else sound
        page.goto(address)
        yield kind, page


@pytest.mark.browser
def test_every_page_is_accessible_and_fits(pages, open_context, faults):
    """Colors that were looked at on one page, on the same ground, need no look on the next."""
    seen = {"light": set(), "dark": set()}
    for kind, page in opened(pages, open_context):
        for width, scheme, rules in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            shown = shown_colors(page)
            has_new = not shown <= seen[scheme]
            seen[scheme] |= shown
            if has_new or rules:
                found = violations(page, colors=has_new or rules == "all")
                faults += [f"{kind}, {width}, {scheme}: {each}" for each in found]
            faults += [f"{kind} is wider than {width}"] * is_too_wide(page)


@pytest.mark.browser
def test_every_page_is_whole_without_script(pages, open_context, faults):
    for kind, page in opened(pages, open_context, java_script_enabled=False):
        assert page.locator("h1").count() == 1, kind
        for width in (*WIDTHS, *MAGNIFIED):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.locator("button[data-action]:visible").count() == 0, kind
            faults += [f"{kind} is wider than {width}"] * is_too_wide(page)


@pytest.mark.browser
def test_every_page_is_light_to_load(pages, open_context, faults):
    context, kinds, weights = with_faults(open_context(390)), [*pages], {}
    for start in range(0, len(kinds), AT_ONCE):
        loading = {kind: _Loading(context, pages[kind]) for kind in kinds[start : start + AT_ONCE]}
        weights |= {kind: each.weight() for kind, each in loading.items()}
    assert {kind: size for kind, size in weights.items() if size >= LIMIT} == {}


class _Loading:
    """A page in a browser without a cache, on its way."""

    def __init__(self, context, address):
        self.page, self.answers = context.new_page(), []
        self.page.on("response", lambda answer: self.answers.append(answer))
        self.page.goto(address, wait_until="commit")

    def weight(self):
        """Bytes of all that was loaded once nothing more comes; it comes from this site alone."""
        self.page.wait_for_load_state("networkidle")
        assert {urlsplit(answer.url).netloc for answer in self.answers} == {urlsplit(self.page.url).netloc}
        size = sum(map(_size, self.answers))
        self.page.close()
        return size


def _size(answer):
    """Bytes on the way, as a server that packs texts sends them."""
    body, kind = answer.body(), answer.headers.get("content-type", "")
    return len(gzip.compress(body)) if any(each in kind for each in PACKED) else len(body)


@pytest.mark.checker
def test_every_page_is_valid_html(pages, tmp_path):
    for kind, address in pages.items():
        text = fault(kind) if kind in FAULTS else Client().get(address).content.decode()
        (tmp_path / f"{kind}.html").write_text(text)
    found = findings(tmp_path)
    assert not found, "\n".join(found)


def findings(folder):
    """What the checker says of the pages in a folder: errors and warnings."""
    command = [shutil.which("java"), "-jar", os.environ["VNU_JAR"], "--format", "json", "--stdout", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return [
        f"{message.get('url', '').rpartition('/')[2]}:{message.get('lastLine')}: {message['message']} "
        f"{message.get('extract', '')[:120]!r}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
