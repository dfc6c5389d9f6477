"""Pages as of long ago cost the same whatever came since, and the desk opens them."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import F
from django.urls import reverse

from releases.models import Revision
from tests import builders
from tests.desk import sit_down
from tests.filling import fill
from tests.sharing import shared

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)

people, records = shared(builders.people), shared(builders.records)


def test_instant_at_the_end_of_the_calendar_is_refused(client, monkeypatch, people, records, now):
    desk = sit_down(client, monkeypatch, people.approver, now)
    page = desk.get(reverse("admin:public_at"), {"at": "9999-12-31T23:59"})
    assert page.context["form"].errors == {"at": ["Choose a date from 1900 to 2199."]}


THEN = {"at": "2012-06-01T12:00"}


@pytest.fixture
def desk(client, monkeypatch, people, records, now):
    desk = sit_down(client, monkeypatch, people.approver, now)
    desk.post(reverse("admin:time_travel"), THEN)
    return desk


def listed(desk, number=1):
    return desk.get(reverse("admin:public_at"), THEN | {"page": number}).context["page"]


def test_desk_lists_what_was_public_in_order(desk, now, django_assert_max_num_queries):
    fill(now, releases=400, others=4)
    Revision.objects.filter(date__year=2010).update(public_until=F("public_from") + 2 * DAY)
    rows = Revision.objects.public(dt.datetime(2012, 6, 1, 16, tzinfo=dt.UTC)).newest_first()
    found = [row.pk for number in (1, 2) for row in listed(desk, number)]
    assert found == [row.pk for row in rows[:100]]
    with django_assert_max_num_queries(10):
        listed(desk, 2)
    assert listed(desk).paginator.count == rows.count() == 6 * 20


def addresses():
    one = Revision.objects.filter(date__year=2012, events=None, public_from__year=2012).earliest("pk")
    return [
        *("/", "/releases/", "/releases/?page=2", "/releases/2010/", "/search/?q=results"),
        *("/feeds/releases.json", "/api/releases.json", one.get_absolute_url()),
        f"{reverse('admin:public_at')}?at={THEN['at']}",
        reverse("admin:releases_release_preview", args=[one.release_id]),
    ]


def test_pages_as_of_long_ago_cost_the_same_whatever_came_since(desk, now):
    fill(now, releases=400, others=4)
    few = {address: len(_selected(desk, address)) for address in addresses()}
    fill(now, releases=2_000, others=5)
    assert [len(_selected(desk, address)) for address in addresses()] == [*few.values()]


@pytest.mark.postgresql
def test_pages_as_of_long_ago_read_few_of_what_came_since(desk, now):
    fill(now, releases=3_000, others=6)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    since = Revision.objects.filter(public_from__year__gt=2012).count()
    # Search goes through what it finds, so it is left out.
    for address in (each for each in addresses() if "search" not in each):
        assert {sql: rows for sql, rows in _read(desk, address).items() if rows > since // 4} == {}, address


def _selected(desk, address):
    """The questions that a page asks, each as (SQL, its values)."""
    asked = []

    def note(execute, sql, params, many, context):
        if sql.lstrip("(").startswith("SELECT"):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    desk.get(address)  # what is kept between requests is there
    with connection.execute_wrapper(note):
        assert desk.get(address).status_code == 200, address
    return asked


def _read(desk, address):
    """`{SQL: how many texts its answer read, with those that it passed over}`."""
    read = {}
    for sql, params in _selected(desk, address):
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
            read[sql] = _rows_of(cursor.fetchone()[0][0]["Plan"])
    return read


def _rows_of(plan):
    own = 0
    if plan.get("Relation Name") == Revision._meta.db_table:
        own = plan["Actual Loops"] * (plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0))
    return own + sum(_rows_of(part) for part in plan.get("Plans", ()))
