import pytest
from django.urls import reverse

from releases.compare import Change, fields_of, words_of
from releases.comparison import ENDS, FOLD_FROM, folded
from tests import builders
from tests.desk import sit_down

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.approver, now)


def compare(desk, release, **chosen):
    return desk.get(reverse("admin:releases_release_compare", args=[release.pk]), chosen)


def revised(people, now, **changes):
    release = builders.live(people, now)
    release.revise(by=people.approver, now=now, kind="correction", reason="Wrong", note="It was wrong.")
    for name, value in changes.items():
        setattr(release, name, value)
    release.save()
    return release


def changed(page):
    return {str(field.label) for field in page.context["fields"] if field.changed}


def test_working_text_is_compared_with_the_public_one_first(desk, people, now):
    release = revised(people, now, body="<p>We report other results.</p>")
    page = compare(desk, release)
    assert "put in:" in page.text
    assert changed(page) == {"Headline", "Kind", "Public note", "Body"}


def test_any_two_texts_can_be_chosen(desk, people, now):
    release = revised(people, now)
    first = release.revisions.get()
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now)
    second = release.approved_revision()
    assert changed(compare(desk, release, before=second.pk, after=second.pk)) == set()
    assert "Kind" in changed(compare(desk, release, before=second.pk, after=first.pk))


def test_text_of_another_release_cannot_be_chosen(desk, people, now):
    other = builders.live(people, now, headline="Canary Sings").revisions.get()
    page = compare(desk, revised(people, now), before=other.pk, after="working")
    assert page.context["fields"] is None
    assert "Canary" not in page.text


def test_single_text_has_nothing_to_be_compared_with(desk, people, now):
    assert "only one text" in compare(desk, builders.draft(people, now)).text


def test_changes_can_be_told_without_colour(desk, people, now):
    text = compare(desk, revised(people, now, body="<p>We report fine results.</p>")).text
    assert "<ins>" in text
    assert "{+" in text


def test_change_of_form_alone_is_told(desk, people, now):
    page = compare(desk, revised(people, now, body="<p>We report <strong>results</strong>.</p>"))
    assert "Body" in changed(page)
    assert "their form differs" in page.text


def test_target_of_a_link_is_part_of_what_is_compared():
    assert words_of('<p><a href="https://a.example/">here</a></p>') == "here <https://a.example/>"


def test_long_unchanged_run_is_folded_without_losing_a_word():
    words = [str(number) for number in range(FOLD_FROM + ENDS)]
    run = folded(Change("same", " ".join(words)))
    assert run.folded
    assert (run.text + run.folded + run.tail).split() == words


def test_every_frozen_word_is_compared(people, records, now):
    revision = builders.live(people, now).revisions.get()
    known = set(fields_of(revision, revision.tags()))
    assert known >= set(revision.WORDS) - {"number"} | {"category"}
