"""Word for word: every form of every release of the demo says what its page says, in the same order."""

import json
import re
from types import SimpleNamespace

import feedparser
import pytest
from django.test import Client

from releases.exports import FORMS
from releases.exports.characters import to_ascii
from releases.exports.parts import date_words
from releases.feeds import selection
from releases.importing.marks import words
from releases.models import Issuer, Revision
from tests.releases.exports.reading import (
    edgar_words,
    feed_words,
    html_words,
    letters,
    page_words,
    pdf_letters,
    table_heads,
)

from .conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(scope="module")
def site(company, django_db_blocker):
    """The demo company: its pages, and its feeds and API."""
    with django_db_blocker.unblock():
        return _pages(), _told()


@pytest.fixture(scope="module")
def demo(site):
    """(revision, page, exports by suffix) of every live release."""
    return site[0]


@pytest.fixture(scope="module")
def told(site):
    """`{form: {identity: (title, content)}}` of every feed, and the API's releases by identity under `api`."""
    return site[1]


def _told():
    client = Client()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("embargo.middleware.timezone", SimpleNamespace(now=lambda: NOW))
        years = selection.years(NOW, {})
        feeds = {
            form: dict(
                found
                for year in years
                for found in _items(client.get(f"/feeds/releases/{year}.{form}"), form)
            )
            for form in ("rss", "atom", "json")
        }
        releases = client.get("/api/releases.json?per_page=100").json()["releases"]
    return feeds | {"api": {release["id"]: release for release in releases}}


def _items(response, form):
    if form == "json":
        return [(item["id"], (item["title"], item["content_html"])) for item in response.json()["items"]]
    feed = feedparser.parse(response.content, sanitize_html=False, resolve_relative_uris=False)
    return [(item.id, (item.title, item.content[0].value)) for item in feed.entries]


def _pages():
    client, issuer, pages = Client(), Issuer.objects.get(pk=1), []
    given = {"issuer": issuer, "now": NOW, "root": "https://ir.tarnholt.example"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("embargo.middleware.timezone", SimpleNamespace(now=lambda: NOW))
        for revision in Revision.objects.public(NOW).select_related("category"):
            html = client.get(revision.get_absolute_url()).content.decode()
            forms = {suffix: form.render(revision, **given) for suffix, form in FORMS.items()}
            pages.append((revision, html, forms))
    return pages


def expected(revision, html):
    """The words of the page after those of its date. An end mark such as ### has no words."""
    return words(date_words(revision)) + page_words(html)


def test_demo_has_what_makes_exports_hard(demo):
    bodies = [revision.body for revision, *_rest in demo]
    assert len(demo) > 35
    assert any("<table>" in body for body in bodies)
    assert any("colspan" in body for body in bodies)
    assert any("<img" in body for body in bodies)
    assert any(revision.is_superseding() for revision, *_rest in demo)


def test_page_shows_the_date_of_the_exports(demo):
    for revision, html, _forms in demo:
        shown = re.search(r'class="release-date">(.*?)</span>', html, re.S)[1]
        assert words(date_words(revision)) == html_words(shown)[: len(words(date_words(revision)))]


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_feed(demo, told, form):
    for revision, html, _forms in demo:
        title, content = told[form][revision.guid]
        page, heads = page_words(html), words(title)
        assert heads == page[: len(heads)], revision.slug
        dated = feed_words(content)
        date = words(date_words(revision))
        assert dated[: len(date)] == date, revision.slug
        assert dated[-len(page) + len(heads) :] == page[len(heads) :], revision.slug
        # Between them stands at most the time of day.
        assert len(dated) - (len(page) - len(heads)) - len(date) <= 4, revision.slug


def test_api(demo, told):
    for revision, html, _forms in demo:
        release = told["api"][revision.guid]
        page = page_words(html)
        heads = words(" ".join([release["headline"], *release["subheads"]]))
        assert heads == page[: len(heads)], revision.slug
        assert release["date"] == revision.date.isoformat()
        summary = words(release["summary"])
        assert any(page[at : at + len(summary)] == summary for at in range(len(page))), revision.slug


def test_plain_text(demo):
    for revision, html, forms in demo:
        assert words(forms[".txt"]) == expected(revision, html), revision.slug


def test_exhibit_in_html(demo):
    for revision, html, forms in demo:
        body = forms["-ex991.htm"].split("Exhibit 99.1</b></p></center>")[1]
        assert html_words(body) == expected(revision, html), revision.slug


def test_exhibit_in_ascii(demo):
    for revision, html, forms in demo:
        spelled = letters(words(to_ascii(" ".join(expected(revision, html)))))
        marks = re.compile("TM|R")  # for signs that are no words on the page
        found = letters(edgar_words(forms["-ex991.txt"]))
        assert marks.sub("", found) == marks.sub("", spelled), revision.slug


def test_pdf(demo):
    for revision, html, forms in demo:
        wanted = letters(expected(revision, html))
        assert pdf_letters(forms[".pdf"], table_heads(html), wanted) == wanted, revision.slug


def test_ninjs(demo):
    for revision, html, forms in demo:
        item = json.loads(forms[".json"])
        heads = [word for head in item["headlines"] for word in words(head["value"])]
        marked, plain = (body["value"] for body in item["bodies"])
        assert heads + html_words(marked) == page_words(html), revision.slug
        assert heads + words(plain) == page_words(html), revision.slug


def test_newsml(demo):
    for revision, html, forms in demo:
        body = re.search(r"<body>(.*)</body>", forms[".xml"], re.S)[1]
        assert html_words(body) == expected(revision, html), revision.slug
