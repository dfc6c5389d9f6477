"""Every public page and the desk's in Chromium: axe finds nothing, nothing is wider than the screen, little is loaded.

And every page through the Nu HTML checker: `VNU_JAR` names it (vnu-jar on npm), Java runs it.
"""

import datetime as dt
import gzip
import json
import os
import shutil
import subprocess
from collections import defaultdict
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.test import Client, override_settings

from irsite.demo.load import load
from releases.models import Issuer, Release, Revision

from . import builders
from .accessibility import bad_colors, is_too_wide, violations
from .conftest import stored_in
from .desk import let_in
from .pages import FAULTS, addresses, desk, fault

pytestmark = pytest.mark.django_db(transaction=True)

SUNDAY = dt.datetime(2027, 3, 14, 12, tzinfo=dt.UTC)  # on which the clock changes in New York
WIDTHS = (1280, 390)
MAGNIFIED = (640, 320)  # 1280 at 200 % and at 400 %
LIMIT = 100_000  # bytes of a page with all that it loads at first
PACKED = ("text/", "javascript", "json", "xml", "svg")
AT_ONCE = 8  # pages that load side by side


@pytest.fixture(scope="module")
def uploads(tmp_path_factory):
    return tmp_path_factory.mktemp("uploads")


@pytest.fixture(scope="module")
def pages(kept_rows, uploads):
    """The addresses of the demo company, which is loaded once for all of these tests and looked at on that day."""
    with override_settings(STORAGES=stored_in(uploads)):
        load(SUNDAY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("embargo.middleware.timezone", SimpleNamespace(now=lambda: SUNDAY))
        yield addresses(SUNDAY) | {status: f"/fault/{status}" for status in FAULTS}


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


@pytest.mark.one_database
def test_demo_loads_on_a_sunday_on_which_the_clock_changes(pages):
    states = {release.state(SUNDAY) for release in Release.objects.all()}
    assert states >= {"draft", "in review", "scheduled"}
    assert Issuer.objects.get().name == "Tarnholt Oncology, Inc."
    assert Revision.objects.public(SUNDAY).count() >= 35


@pytest.mark.browser
def test_every_page_is_accessible_and_fits(pages, open_context, faults):
    seen = defaultdict(set)
    for kind, page in opened(pages, open_context):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("dark", "light"):
                page.emulate_media(color_scheme=scheme)
                found = bad_colors(page, seen[width, scheme])
                faults += [f"{kind}, {width}, {scheme}: {each}" for each in found]
            faults += [f"{kind}, {width}: {each}" for each in violations(page)]
            faults += [f"{kind} is wider than {width}"] * is_too_wide(page)


# The empty head above the names of its rows, and its search field, which the text of a picture names.
LEFT_TO_DJANGO = ("empty-table-header", "label-title-only")


@pytest.mark.browser
@pytest.mark.one_database
def test_desk_is_accessible_and_fits(pages, open_context, faults):
    page, seen = open_context(390, reduced_motion="reduce").new_page(), defaultdict(set)
    let_in(page, builders.people().approver)
    for kind, address in desk(SUNDAY).items():
        page.goto(address)
        if kind == "draft":
            page.wait_for_selector("#preflight")
            page.click("#releasecompound_set-group .add-row a")
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            faults += [f"{kind}, {scheme}: {each}" for each in bad_colors(page, seen[scheme])]
        faults += [f"{kind}: {each}" for each in violations(page) if each[0] not in LEFT_TO_DJANGO]
        faults += [f"{kind} is wider than 390"] * is_too_wide(page)


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
    loaders = [_Loader(context.new_page()) for _ in range(AT_ONCE)]
    for start in range(0, len(kinds), AT_ONCE):
        loading = dict(zip(kinds[start : start + AT_ONCE], loaders, strict=False))
        for kind, loader in loading.items():
            loader.load(pages[kind])
        weights |= {kind: loader.weight() for kind, loader in loading.items()}
    assert {kind: size for kind, size in weights.items() if size >= LIMIT} == {}


class _Loader:
    """Loads one page after the other in a browser without a cache."""

    def __init__(self, page):
        self.page, self.answers = page, []
        page.on("response", lambda answer: self.answers.append(answer))

    def load(self, address):
        self.answers.clear()
        self.page.goto(address, wait_until="commit")

    def weight(self):
        """Bytes of all that was loaded once nothing more comes; it comes from this site alone."""
        self.page.wait_for_load_state("networkidle")
        assert {urlsplit(answer.url).netloc for answer in self.answers} == {urlsplit(self.page.url).netloc}
        return sum(map(_size, self.answers))


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
    # Java made for short work; the checker asks for the larger stack.
    java = [shutil.which("java"), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]
    command = [*java, "-jar", os.environ["VNU_JAR"], "--format", "json", "--stdout", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return [
        f"{message.get('url', '').rpartition('/')[2]}:{message.get('lastLine')}: {message['message']} "
        f"{message.get('extract', '')[:120]!r}"
        for message in json.loads(done.stdout)["messages"]
        if message["type"] == "error" or message.get("subType") == "warning"
    ]
