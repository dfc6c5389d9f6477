"""A database that hangs takes threads, and no page that is held."""

import asyncio
import datetime as dt
import errno
import threading

import pytest

from embargo.front.watching import Period
from irsite.serving import application, bodies
from irsite.serving.application import Serving
from tests import asgi
from tests.fronts import Site, stub

MINUTE = dt.timedelta(minutes=1)
LONG = 5  # seconds: nobody waits for so long unless a test fails


@pytest.fixture
def site(now, monkeypatch):
    """A site whose database hangs as soon as a test says so, until the test is over."""
    hangs, over = threading.Event(), threading.Event()

    def answered(environ, start_response):
        if environ["PATH_INFO"].startswith("/admin"):
            over.wait(LONG)
        return stub()(environ, start_response)

    def compare():
        if hangs.is_set():
            site.seconds += 1  # it takes its time
            over.wait(LONG)
        site.watch.last = site.watch.last or Period(1, now, now + MINUTE, None)

    site = Site(now, answered)
    site.hangs, site.over, site.watch._compare = hangs, over, compare
    site.serving = Serving(site.front)
    monkeypatch.setattr(application, "PATIENCE", 0.1)
    yield site
    over.set()


def ask_while_it_hangs(site, *addresses):
    """The answers to what is asked when every thread is stuck and a look is due."""

    async def ask():
        for _each in range(2):
            await asgi.asked(site.serving, "/")
        site.seconds += 1
        site.hangs.set()
        stuck = [asyncio.create_task(asgi.asked(site.serving, "/admin/")) for _each in range(8)]
        await asyncio.sleep(0.05)
        asked = [asgi.asked(site.serving, *each) for each in addresses]
        try:
            return await asyncio.wait_for(asyncio.gather(*asked), LONG / 2)
        finally:
            site.over.set()
            await asyncio.gather(*stuck)

    return asgi.run(ask())


def test_held_page_is_answered_whatever_way_it_is_asked_for(site):
    answers = ask_while_it_hangs(site, ("/",), ("/", "HEAD"), ("/?nothing=1",), ("/",))
    assert [answer.status for answer in answers] == [200] * 4
    assert site.made == 1 + 8


def test_page_from_before_an_instant_stands_in(site, now):
    asgi.ask(site.serving, "/")
    site.now = now + MINUTE
    (answer,) = ask_while_it_hangs(site, ("/",))
    assert answer.body == b"page"


def test_full_disk_is_said_in_words(site, monkeypatch):
    def full(size):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bodies, "SpooledTemporaryFile", full)
    answer = asgi.ask(site.serving, "/", "POST", b"abc", HTTP_CONTENT_LENGTH="3")
    assert (answer.status, answer.body) == (507, b"The disk is full.\n")
