import gzip

import pytest
from django.conf import settings

from tests import builders

pytestmark = pytest.mark.django_db
FEED = "/feeds/releases.atom"
GZIP = {"Accept-Encoding": "br, gzip;q=0.8"}


@pytest.mark.parametrize("path", ["/", "/releases/", FEED, "/feeds/releases.json", "/sitemap.xml"])
def test_public_text_is_compressed_for_who_accepts_it(people, records, now, visit, path):
    builders.live(people, now)
    plain, small = visit(path, now), visit(path, now, headers=GZIP)
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert int(small["Content-Length"]) == len(small.content) < len(plain.content)
    assert plain["Vary"] == small["Vary"]
    assert "Accept-Encoding" in small["Vary"]


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip;q=0.000", "x-gzipped", "identity"])
def test_nobody_gets_what_they_did_not_ask_for(people, records, now, visit, accepted):
    assert not visit("/", now, headers={"Accept-Encoding": accepted}).has_header("Content-Encoding")


def test_same_text_makes_the_same_bytes(people, records, now, visit):
    first, second = (visit("/", now, headers=GZIP) for _ in range(2))
    assert (first.content, first["ETag"]) == (second.content, second["ETag"])


def test_tag_of_either_form_is_known_again(people, records, now, visit):
    plain, small = visit(FEED, now), visit(FEED, now, headers=GZIP)
    assert small["ETag"] == f"W/{plain['ETag']}"
    for headers in ({"If-None-Match": plain["ETag"]}, GZIP | {"If-None-Match": small["ETag"]}):
        assert visit(FEED, now, headers=headers).status_code == 304


def test_answer_that_nothing_changed_carries_the_tag_of_the_answer(people, records, now, visit):
    small = visit(FEED, now, headers=GZIP)
    again = visit(FEED, now, headers=GZIP | {"If-None-Match": small["ETag"]})
    assert (again["ETag"], again["Vary"], again.content) == (small["ETag"], small["Vary"], b"")
    assert not again.has_header("Content-Encoding")


def test_what_is_not_for_everybody_is_not_compressed(people, records, now, visit, client):
    assert not visit("/admin/login/", now, headers=GZIP).has_header("Content-Encoding")
    client.cookies[settings.SESSION_COOKIE_NAME] = "something"
    assert not visit("/", now, headers=GZIP).has_header("Content-Encoding")
