from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

from irsite.middleware import IssuerMiddleware
from releases.models import Issuer
from tests import fronts

SOURCE = '{% load fragments %}{% once "part" here %}{{ here }}: {{ word }}{% endonce %}'


def rendered(fragments, word, here="home"):
    request = SimpleNamespace(fragments=fragments)
    return Template(SOURCE).render(Context({"request": request, "word": word, "here": here}))


def test_fragment_is_rendered_once():
    fragments = {}
    assert [rendered(fragments, word) for word in ("one", "two")] == ["home: one"] * 2


def test_fragment_is_rendered_every_time_where_nothing_is_kept():
    assert [rendered(None, word) for word in ("one", "two")] == ["home: one", "home: two"]


def test_fragment_is_rendered_for_each_thing_that_it_varies_with():
    fragments = {}
    assert rendered(fragments, "one") == "home: one"
    assert rendered(fragments, "two", here="events") == "events: two"


def test_kept_fragment_is_escaped_as_it_was():
    fragments = {}
    assert {rendered(fragments, "<b>") for _turn in range(2)} == {"home: &lt;b&gt;"}


@pytest.mark.django_db
def test_fragments_are_kept_in_one_generation_and_never_without():
    middleware, seen = IssuerMiddleware(lambda request: request.fragments), []
    for generation in (1, 1, 2, None, None):
        seen.append(middleware(SimpleNamespace(META={"embargo.generation": generation})))
    assert seen[0] is seen[1] is not seen[2]
    assert seen[2:] == [{}, None, None]


@pytest.mark.django_db
def test_fragments_are_kept_for_each_language():
    middleware, seen = IssuerMiddleware(lambda request: request.fragments), []
    for language in ("en-us", "de", "en-us"):
        with translation.override(language):
            seen.append(middleware(SimpleNamespace(META={"embargo.generation": 1})))
    assert seen[0] is seen[2] is not seen[1]


@pytest.mark.django_db
def test_change_of_the_issuer_is_on_every_part_of_a_page(records, now):
    site = fronts.Site(now)
    with fronts.one_connection():
        before = site.get("/pipeline/").text
        Issuer.objects.update(name="Another Bio, Inc.", short_name="Another", accent="#112233")
        site.a_second_later()
        after = site.get("/contacts/").text
    for part in ('<span class="brand-name">Another<', "Another: releases", "112233", ">Another Bio, Inc.<"):
        assert part in after
        assert part not in before
