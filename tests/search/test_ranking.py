"""The order of what is found says nothing of texts that nobody may find."""

import datetime as dt
import re

import pytest

from tests import builders

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def order(visit, now):
    page = visit("/search/?q=merger+results", now + MINUTE).text
    return list(dict.fromkeys(re.findall(r'href="(/releases/[0-9a-z]{8}/[^"]+)"', page)))


def test_texts_that_wait_do_not_move_what_is_found(people, records, now, visit):
    """A word is worth more the rarer it is, so its worth would tell of drafts that hold it."""
    builders.live(people, now, headline="One", body="<p>" + "merger " * 3 + "and results.</p>")
    builders.live(people, now, headline="Two", body="<p>" + "results " * 3 + "and merger.</p>")
    before = order(visit, now)
    for word in ("merger", "results"):
        for number in range(8):
            builders.scheduled(
                people, now, now + 2 * MINUTE, headline=f"{word} {number}", body=f"<p>A {word}.</p>"
            )
        assert order(visit, now) == before
    assert len(before) == 2
