"""Lists of the desk: the same rows as ever, found without going through all that there are."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from releases import counting, finding
from releases.admin import long_lists
from releases.models import AuditEntry, FiledCount, MonthCount, Release, Revision
from tests import builders
from tests.desk import list_of, sit_down
from tests.sharing import shared

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
on_postgresql = pytest.mark.postgresql  # SQLite goes through all rows

people, records = shared(builders.people), shared(builders.records)


@pytest.fixture
def desk(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.approver, now)


@pytest.fixture(scope="module")
def busy(records, people, now):
    """Releases in every state, of three years."""
    for days in (0, 40, 400, 800):
        builders.live(people, now=now - days * DAY, headline=f"Live since {days}")
    builders.draft(people, now, headline="Draft of VLM-101")
    builders.in_review(people, now, headline="Submitted")
    builders.approved(people, now, headline="Approved")
    builders.scheduled(people, now=now, at=now + dt.timedelta(hours=2), headline="Scheduled")
    withdrawn = builders.live(people, now=now - 3 * DAY, headline="Withdrawn")
    withdrawn.withdraw(by=people.approver, now=now - DAY, reason="Wrong")


def shown(desk, model, query=""):
    page = desk.get(f"{list_of(model)}?{query}")
    assert page.status_code == 200
    return [row.pk for row in page.context["cl"].result_list]


def headlines(desk, query):
    return set(Release.objects.filter(pk__in=shown(desk, Release, query)).values_list("headline", flat=True))


@pytest.mark.parametrize(
    ("state", "number"),
    [
        ("draft", 1),
        ("in review", 1),
        ("approved", 1),
        ("scheduled", 1),
        ("live", 4),
        ("withdrawn", 1),
        ("emergency", 0),
    ],
)
def test_each_state_lists_its_releases(desk, busy, now, state, number):
    found = Release.objects.filter(pk__in=shown(desk, Release, f"state={state}"))
    assert len(found) == number
    assert all(release.state(now) == state for release in found)


def test_emergency_lists_what_one_person_approved(desk, busy, people, now):
    release = builders.in_review(people, now, headline="Alone")
    release.record_author(people.approver)
    builders.approve(release, people, now, emergency_reason="Nobody else is awake")
    assert headlines(desk, "state=emergency") == {"Alone"}


@pytest.mark.parametrize("model", [Release, Revision, AuditEntry])
@pytest.mark.parametrize("size", [1, 2, 50])
def test_pages_hold_all_rows_in_order(desk, busy, monkeypatch, model, size):
    monkeypatch.setattr(long_lists.LongList, "list_per_page", size)
    order = ("-at", "-pk") if model is AuditEntry else model._meta.ordering
    rows = list(model.objects.order_by(*order).values_list("pk", flat=True))
    last = -(-len(rows) // size)
    assert [key for number in range(1, last + 1) for key in shown(desk, model, f"p={number}")] == rows


def test_record_lists_more_than_a_search_finds(desk, busy, monkeypatch):
    monkeypatch.setattr("releases.admin.record.MOST", 1)
    monkeypatch.setattr(long_lists.LongList, "list_per_page", 5)
    oldest = list(AuditEntry.objects.order_by("at", "pk").values_list("pk", flat=True)[:2])
    shown_last = shown(desk, AuditEntry, f"p={-(-AuditEntry.objects.count() // 5)}")
    assert shown_last[-2:] == oldest[::-1]


@pytest.mark.parametrize("model", [Release, Revision, AuditEntry])
def test_lists_read_no_texts(desk, busy, model):
    with CaptureQueriesContext(connection) as made:
        shown(desk, model)
    assert not [query for query in made if '."body"' in query["sql"]]


def test_a_year_holds_its_rows(desk, busy):
    rows = Release.objects.filter(date__year=2024).values_list("pk", flat=True)
    assert shown(desk, Release, "year=2024") == list(rows)
    assert shown(desk, Release, "year=1900") == []


def test_long_choice_is_cut_and_says_so(desk, busy, monkeypatch):
    monkeypatch.setattr(long_lists, "MOST", 2)
    monkeypatch.setattr(long_lists.LongList, "list_per_page", 1)
    page = desk.get(f"{list_of(Release)}?state=live&p=2")
    assert [row.headline for row in page.context["cl"].result_list] == ["Live since 40"]
    assert "Only the first 2 are listed" in page.content.decode()


def test_other_columns_do_not_sort(desk, busy):
    assert shown(desk, Release, "o=1") == shown(desk, Release)
    assert shown(desk, Release, "o=0") == list(
        Release.objects.order_by("headline").values_list("pk", flat=True)
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("draft", {"Draft of VLM-101"}),
        ("vlm-101", {"Draft of VLM-101"}),
        ("SINC live", {"Live since 0", "Live since 40", "Live since 400", "Live since 800"}),
        ("ince", set()),
        ("draft live", set()),
        ("%27 \\ :* draft", {"Draft of VLM-101"}),
    ],
)
def test_search_finds_beginnings_of_words(desk, busy, asked, found):
    assert headlines(desk, f"q={asked}") == found


@on_postgresql
@pytest.mark.parametrize("often", [1, 1000])
def test_frequent_and_rare_words_are_found_alike(desk, busy, monkeypatch, often):
    monkeypatch.setattr(finding, "OFTEN", often)
    monkeypatch.setattr(finding, "SAMPLE", 1)  # so few are gone through at once
    monkeypatch.setattr("releases.admin.release.MOST", 1)
    assert len(shown(desk, Release, "q=live")) == 2


@pytest.mark.parametrize("asked", ["größen", "größen 2", "ß-Ergebnisse", "B" * 120])
def test_search_finds_any_letters(desk, people, now, asked):
    release = builders.draft(people, now, headline=f"Größenänderung: ß–Ergebnisse von {'B' * 120} in Phase 2")
    assert shown(desk, Release, f"q={asked}") == [release.pk]


def test_search_keeps_to_the_other_filters(desk, busy):
    assert headlines(desk, "q=live&year=2024") == {"Live since 400"}


def test_record_is_searched_for_releases_reasons_and_hashes(desk, busy):
    entry = AuditEntry.objects.get(move="withdraw")
    for asked in (entry.sha256, "wrong", entry.release.ref):
        assert entry.pk in shown(desk, AuditEntry, f"q={asked}")


def counted():
    months = MonthCount.objects.exclude(rows=0).values_list("table", "month", "rows")
    filed = FiledCount.objects.exclude(standing=0)
    return sorted(months), sorted(
        filed.values_list("compound", "partner", "year", "month", "category", "standing")
    )


def test_counting_anew_gives_what_was_kept(busy):
    Release.objects.get(headline__startswith="Draft").delete()
    moved = Release.objects.get(headline="Submitted")
    moved.date -= 70 * DAY
    moved.save()
    kept = counted()
    counting.install()
    assert counted() == kept


@on_postgresql
@pytest.mark.parametrize(
    ("model", "query"),
    [
        (Release, "state=approved"), (Release, "state=scheduled"), (Release, "state=emergency"), (Release, "o=0"),
        (Release, "q=zeppelin"), (Revision, "readers=later"), (Revision, "o=3"), (Revision, "q=zeppelin"),
        (AuditEntry, "move=view"), (AuditEntry, "person=Nobody"), (AuditEntry, "q=zeppelin"),
        (Release, "category__id__exact=1"),
    ],
)  # fmt: skip
def test_no_list_goes_through_a_whole_table(desk, busy, monkeypatch, model, query):
    """Where it has any other way: with few rows PostgreSQL would rather read them all, and so would the search."""
    monkeypatch.setattr(finding, "SAMPLE", 1)
    plans = []

    def explain(execute, sql, params, many, context):
        if sql.startswith("SELECT") and "LIMIT 100" in sql:
            with connection.cursor() as cursor:
                cursor.cursor.execute(f"EXPLAIN {sql}", params)
                plans.append("\n".join(line for (line,) in cursor.cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    with connection.execute_wrapper(explain):
        shown(desk, model, query)
    assert plans
    assert not [plan for plan in plans if f"Seq Scan on {model._meta.db_table}" in plan]


@pytest.mark.parametrize("model", [Release, Revision, AuditEntry])
def test_filters_count_nothing(desk, busy, model):
    assert not desk.get(f"{list_of(model)}?_facets=1").context["cl"].add_facets
