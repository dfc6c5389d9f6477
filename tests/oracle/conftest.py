import logging
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests import builders
from tests.conftest import NOON

from . import crawling, routes
from .world import public_world, sow

# Whoever asks for all there is asks for more than one address may in a minute.
MANY = 10**6
UNLIMITED = {"LIMITS": dict.fromkeys(settings.LIMITS, MANY), "MISSES_FROM_ONE": MANY, "MISSES_FROM_ALL": MANY}


@pytest.fixture(scope="package")
def newsroom(django_db_setup, django_db_blocker, tmp_path_factory):
    """All answers before and after everything that is not public came into the newsroom, and what was logged."""
    storages = {
        "default": {
            "BACKEND": "embargo.storage.PrivateFolder",
            "OPTIONS": {"location": tmp_path_factory.mktemp("files")},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with (
        django_db_blocker.unblock(),
        override_settings(STORAGES=storages, **UNLIMITED),
        transaction.atomic(),
        stopped_clock(),
    ):
        people, _records = builders.people(), builders.records()
        world, crawler = public_world(people, NOON), crawling.Crawler(routes.STARTS)
        front = crawling.FrontCrawler(routes.STARTS, NOON)
        before, held_before = crawler.answers(), front.answers()
        with logged() as lines:
            hidden = sow(people, NOON, world)
            after = crawler.answers()
        front.site.a_second_later()
        held_after = front.answers()
        yield SimpleNamespace(
            people=people,
            world=world,
            hidden=hidden,
            before=before,
            after=after,
            front=front,
            held_before=held_before,
            held_after=held_after,
            lines=lines,
            crawler=crawler,
        )
        transaction.set_rollback(True)


@pytest.fixture
def at_noon(newsroom, django_db_blocker):
    """The newsroom, to be asked further questions."""
    with django_db_blocker.unblock(), stopped_clock():
        yield newsroom


class stopped_clock:
    def __enter__(self):
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr("embargo.middleware.timezone", SimpleNamespace(now=lambda: NOON))

    def __exit__(self, *args):
        self.patch.undo()


class logged(logging.Handler):
    """The lines that are logged meanwhile, from INFO on."""

    def __enter__(self):
        self.lines, root = [], logging.getLogger()
        self.setFormatter(logging.Formatter("%(message)s"))
        root.addHandler(self)
        return self.lines

    def __exit__(self, *args):
        logging.getLogger().removeHandler(self)

    def emit(self, record):
        self.lines.append(self.format(record))
