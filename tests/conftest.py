import datetime as dt
import gc
import os
import shutil
import threading
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test import TransactionTestCase, override_settings
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from releases import triggers

from .builders import people as build_people
from .builders import records as build_records
from .pages import ERRORS

# Python's search for circles takes a tenth of the time, and next to nothing of what tests leave behind is one.
gc.set_threshold(200_000, 20, 50)

NOON = dt.datetime(2025, 3, 4, 17, 0, tzinfo=dt.UTC)  # Tuesday, 12:00 EST
# The first has no windows, which take a third of the time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")


def pytest_collection_modifyitems(config, items):
    """Leaves out what this machine cannot run; continuous integration has it all and leaves out nothing."""
    items[:] = _early(items)
    if connection.vendor == "postgresql":
        _deselect(config, items, [item for item in items if not _asks_the_database(item)])
    if os.environ.get("CI"):
        return
    lacking = {}
    if connection.vendor != "postgresql":
        lacking["postgresql"] = pytest.mark.skip(reason="needs PostgreSQL: script/test --postgresql")
    if CHROMIUM is None:
        lacking["browser"] = pytest.mark.skip(reason="needs Chromium")
    if not (shutil.which("java") and os.environ.get("VNU_JAR")):
        lacking["checker"] = pytest.mark.skip(reason="needs Java and VNU_JAR, the Nu HTML checker")
    if not all(map(shutil.which, ("nginx", "redis-server", "openssl"))):
        lacking["nodes"] = pytest.mark.skip(reason="needs nginx, redis-server and openssl")
    if NGINX is None:
        lacking["nginx"] = pytest.mark.skip(reason="needs nginx")
    for item in items:
        for name in lacking.keys() & {mark.name for mark in item.iter_markers()}:
            item.add_marker(lacking[name])


def _early(items):
    """Tests that share committed rows come first of those in a browser, so that no idle worker takes some of them."""
    shared = [item for item in items if "kept_rows" in item.fixturenames]
    others = [item for item in items if "kept_rows" not in item.fixturenames]
    place = next((n for n, item in enumerate(others) if "browser" in item.fixturenames), len(others))
    return others[:place] + shared + others[place:]


def _asks_the_database(item):
    """Whether the kind of database can matter to a test; the rest passes on SQLite or on none."""
    if "one_database" in item.keywords:
        return False
    marked = {"django_db", "postgresql"} & {*item.keywords}
    return bool(marked or {"db", "transactional_db"} & {*item.fixturenames})


def _deselect(config, items, dropped):
    config.hook.pytest_deselected(items=dropped)
    items[:] = [item for item in items if item not in {*dropped}]


@pytest.fixture
def uploads(tmp_path):
    """The folder of uploaded files. A module whose tests share files names `shared_uploads` instead."""
    return tmp_path


@pytest.fixture(scope="module")
def shared_uploads(tmp_path_factory):
    return tmp_path_factory.mktemp("uploads")


def stored_in(folder):
    """`STORAGES` with uploads in `folder`, and static files as they are."""
    return {
        "default": {"BACKEND": "embargo.storage.PrivateFolder", "OPTIONS": {"location": folder}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    with override_settings(PASSWORD_HASHERS=QUICK_HASHERS):
        yield


@pytest.fixture(autouse=True)
def plain_settings(settings, uploads, tmp_path):
    settings.STORAGES = settings.STORAGES | stored_in(uploads)
    # What may be collected beside the checkout is no matter of the tests, and takes time to look through.
    settings.STATIC_ROOT = tmp_path.parent / "static"
    cache.clear()  # what an earlier test asked counts no more


@pytest.fixture(scope="session")
def now():
    return NOON


@pytest.fixture
def working_day(monkeypatch, now):
    """The site's clock goes on from `now`, a noon in the week, whenever the tests run."""
    begun = time.monotonic()
    clock = SimpleNamespace(now=lambda: now + dt.timedelta(seconds=time.monotonic() - begun))
    monkeypatch.setattr("embargo.middleware.timezone", clock)


@pytest.fixture
def people(db):
    """A writer, an approver, a second approver and an administrator."""
    return build_people()


@pytest.fixture
def records(db):
    """The issuer, its boilerplate, a 10-K, a category and two contacts."""
    return build_records()


@pytest.fixture
def visit(client, monkeypatch):
    """Opens an address as a stranger does at an instant: `visit("/releases/", now)`."""

    def open_address(address, at, method="get", **kwargs):
        monkeypatch.setattr("embargo.middleware.timezone", SimpleNamespace(now=lambda: at))
        return getattr(client, method)(address, **kwargs)

    return open_address


# Databases


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite as a file: the threads of a live server share one connection to a database in memory."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        settings["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Lets a test with real transactions end.

    After it Django empties all tables: our triggers refuse that, and the roles would be gone.
    """
    with django_db_blocker.unblock():
        migrated = connection.creation.serialize_db_to_string()
    empty_tables = TransactionTestCase._fixture_teardown

    def empty_and_refill(case):
        case.serialized_rollback, connection._test_serialized_contents = True, migrated
        triggers.drop()
        empty_tables(case)
        connection.creation.deserialize_db_from_string(migrated)
        triggers.install()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_and_refill)
        yield


@pytest.fixture(scope="module")
def shared_rows(django_db_setup, django_db_blocker, shared_uploads):
    """What a module's fixtures write is there for all of its tests; each test still undoes what it writes itself."""
    storages = stored_in(shared_uploads)
    with django_db_blocker.unblock(), override_settings(STORAGES=storages), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def kept_rows(django_db_setup, django_db_blocker):
    """What is written stays until the end of the module: its tests with real transactions share their rows."""
    with django_db_blocker.unblock():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: None)
            yield
        TransactionTestCase()._fixture_teardown()


# Browser

# Chromium makes two hidden pages for its own address bar with each window, which cost more than most of ours.
# Of this switch the last one counts, so what Playwright turns off by it is named again.
OFF = """
    WebUIOmniboxPopup WebUIOmniboxAimPopup
    AvoidUnnecessaryBeforeUnloadCheckSync DestroyProfileOnBrowserClose HttpsUpgrades
    HttpsFirstBalancedModeAutoEnable LensOverlay MediaRouter PaintHolding ThirdPartyStoragePartitioning
    AvoidCorsURLLoaderRestartOnRedirect OptimizationHints NetworkTimeServiceQuerying AimEnabled PreconnectToSearch
""".split()
SWITCHES = ["--no-sandbox", "--disable-gpu", f"--disable-features={','.join(OFF)}"]


class Doorkeeper(StaticFilesHandler):
    """Lets requests in while a test runs: a browser sends a last word when its page is closed.

    Static files are kept by the browser as in operation: it asks for each once.
    """

    inside, is_open, changed = 0, False, threading.Condition()

    def __call__(self, environ, start_response):
        with self.changed:
            if not self.is_open:
                start_response("503 Service Unavailable", [])
                return []
            Doorkeeper.inside += 1
        try:
            return super().__call__(environ, start_response)
        finally:
            with self.changed:
                Doorkeeper.inside -= 1
                self.changed.notify_all()

    @classmethod
    @contextmanager
    def opened(cls):
        """Until it ends; then nobody is inside."""
        cls.is_open = True
        yield
        with cls.changed:
            cls.is_open = False
            assert cls.changed.wait_for(lambda: not cls.inside, timeout=20)

    def serve(self, request):
        response = super().serve(request)
        response["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


@pytest.fixture(scope="session")
def live_server(django_db_setup):
    """pytest-django's, with static files from the apps: it knows that app by its plain name only."""
    server = LiveServer("localhost", start=False)
    server.thread.static_handler = Doorkeeper
    server.start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def door(request):
    """Open for tests with a server, from when they have their database until before they give it back."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    with Doorkeeper.opened():
        yield


@pytest.fixture(scope="session")
def browser():
    # Playwright runs an event loop in this thread, where Django would refuse to use the database, and where it has a
    # connection of its own. A process that a test forks runs none and would share the one from before with us.
    connections.close_all()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # A test of `check --deploy` that comes later on this worker is none about that.
    silenced = [*settings.SILENCED_SYSTEM_CHECKS, "async.E001"]
    with override_settings(SILENCED_SYSTEM_CHECKS=silenced), sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)


@pytest.fixture
def faults():
    """What is wrong with the pages that a test opens; none may be left at its end."""
    found = []
    yield found
    assert not found, "\n".join(found)


@pytest.fixture
def open_context(browser, live_server, faults):
    """Makes contexts whose pages write errors and warnings of their console into `faults`."""
    contexts = []

    def make(width, **options):
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, **options
        )
        context.on("page", lambda page: _listen(page, faults))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


def _listen(page, faults):
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: faults.append(f"{page.url}: {message.text}") if _is_fault(message) else None,
    )


def _is_fault(message):
    # A page that is an error by its status says so in the console too.
    told = any(f"status of {status}" in message.text for status in ERRORS)
    return message.type in ("error", "warning") and not told


@pytest.fixture
def page(browser, live_server):
    """A page in a browser of its own, at the live server; it fails on an error in the page's scripts."""
    context = browser.new_context(base_url=live_server.url)
    context.set_default_timeout(15_000)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(error))
    yield page
    context.close()
    assert not errors, errors
