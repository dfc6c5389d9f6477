"""The archive's counts are those that counting every release would give, at any instant."""

import datetime as dt
from collections import Counter

import pytest
from django.core.paginator import Paginator
from django.db import connection

from releases import counting, counts, deep, views
from releases.counts import Archive, Tally, tally, tally_of
from releases.models import ArchiveCount, Category, Revision
from tests import builders
from tests.sharing import shared

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def one_by_one(now):
    rows = Revision.objects.public(now).values_list("date__year", "category")
    return Tally(dict(Counter(rows)))


people, records = shared(builders.people), shared(builders.records)


def listed(revisions, now):
    return revisions.for_lists()


def spied(monkeypatch, module, name):
    """The calls of a function from now on."""
    calls, function = [], getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given: calls.append(given) or function(*given))
    return calls


@pytest.fixture(scope="module")
def busy(records, people, now):
    """Live, corrected, withdrawn, scheduled and drafted releases of three years."""
    writer, approver = people.writer, people.approver
    for days in (0, 1, 300, 301, 400, 800):
        builders.live(people, now=now - days * DAY, headline=f"Live since {days}")
    corrected = builders.live(people, now=now - 5 * DAY, headline="Corrected")
    corrected.revise(by=approver, now=now, kind="correction", reason="A figure", note="12 is right.")
    corrected.submit(by=writer, now=now)
    builders.approve(corrected, people, now)
    corrected.schedule(by=approver, now=now, at=now + dt.timedelta(hours=1))
    withdrawn = builders.live(people, now=now - 3 * DAY, headline="Withdrawn")
    withdrawn.withdraw(by=approver, now=now - DAY, reason="Wrong")
    builders.scheduled(people, now=now, at=now + dt.timedelta(hours=2), headline="Scheduled")
    builders.draft(people, now, headline="Draft")


@pytest.mark.parametrize("days", [-2000, -800, -400, -4, -2, -0.5, 0, 0.05, 0.1, 1])
def test_tally_is_what_counting_every_release_gives(busy, now, days):
    at = now + days * DAY
    assert tally(at) == one_by_one(at) == tally_of(Revision.objects.public(at))


def test_counting_anew_changes_nothing(busy):
    kept = list(
        ArchiveCount.objects.exclude(standing=0).order_by("pk").values_list("year", "category", "standing")
    )
    counting.install()
    assert sorted(kept) == sorted(ArchiveCount.objects.values_list("year", "category", "standing"))


def test_held_release_is_not_counted(records, people, now):
    before = tally(now + DAY)
    release = builders.scheduled(people, now=now, at=now + dt.timedelta(hours=1))
    release.hold(by=people.approver, now=now)
    assert tally(now + DAY) == before


def test_raw_sql_is_counted_too(busy, now):
    one = Revision.objects.public(now).filter(public_until=None).first()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE releases_revision SET public_until = public_from WHERE id = %s", [one.pk])
    assert tally(now) == one_by_one(now)


def test_tally_is_asked_by_year_and_by_category():
    numbers = Tally({(2024, 1): 2, (2025, 1): 3, (2025, 2): 4})
    assert numbers.years() == {2025: 7, 2024: 2}
    assert numbers.years(category=2) == {2025: 4}
    assert numbers.categories() == {1: 5, 2: 4}
    assert numbers.categories(2024) == {1: 2}


@pytest.mark.parametrize("size", [1, 2, 3, 5, 50])
def test_every_page_holds_the_rows_of_its_place(busy, now, size):
    public = Revision.objects.public(now)
    archive = Archive(public, tally(now).years())
    rows = [row for page in Paginator(archive, size) for row in page]
    assert rows == list(public.newest_first())
    assert archive.count() == len(rows) == 7


def test_years_before_a_page_are_left_out(busy, now, django_assert_num_queries):
    archive = Archive(Revision.objects.public(now), tally(now).years())
    with django_assert_num_queries(1) as asked:
        list(archive[6:7])
    assert "OFFSET" not in asked.captured_queries[0]["sql"]


ADDRESSES = [
    *("/releases/", "/releases/{year}/"),
    *(f"/api/releases.json?per_page={each}" for each in ("2&page=1", "3&page=2", "2&page=4")),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_found_by_a_kept_statement_is_the_same(busy, now, visit, monkeypatch, address):
    address, at = address.format(year=now.year), now + DAY
    shallow, asked = visit(address, at).content, spied(monkeypatch, deep, "rows")
    monkeypatch.setattr(counts, "FEW", -1)
    assert visit(address, at).content == shallow
    assert len(asked) == 1


def test_middle_page_of_a_choice_is_found_by_a_kept_statement(busy, now, visit, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 1)
    monkeypatch.setattr(counts, "FEW", 0)
    address, asked = "/releases/?category=clinical-data&page={}", spied(monkeypatch, deep, "rows")
    pages = [visit(address.format(number), now).context["page"] for number in range(1, 8)]
    assert [*map(list, pages)] == [[row] for row in Revision.objects.public(now).newest_first()]
    assert asked


def test_kept_statement_is_asked_for_each_instant_anew(busy, now):
    first, last = dt.date(2000, 1, 1), dt.date(2100, 1, 1)
    for at in (now, now + DAY, now):
        found = deep.rows(listed, at, {}, first, last, 0, 50, False)
        assert found == list(Revision.objects.public(at).newest_first())


def test_category_that_is_deleted_takes_its_empty_counts_along(records):
    category = Category.objects.create(name="Unused", slug="unused")
    ArchiveCount.objects.create(year=2024, category=category, standing=0)
    key = category.pk
    category.delete()
    assert not ArchiveCount.objects.filter(category=key).exists()
