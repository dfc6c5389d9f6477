"""What was public long ago is told as counting and sorting every text would tell it, without going through them."""

import datetime as dt
import random
from collections import Counter
from functools import partial

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import F
from django.urls import reverse

from irsite.api.releases import shown
from pipeline.models import Compound
from releases import counting_changes, deep
from releases.archive import counted, filed_under, months_counted
from releases.beside import rows_beside
from releases.counts import Archive, Tally, files, last_day, monthly, tally
from releases.models import Attachment, Category, ChangeCount, Revision
from releases.page import neighbours
from tests import builders
from tests.desk import sit_down
from tests.filling import alliances, fill, science, tag, write
from tests.sharing import shared

pytestmark = pytest.mark.django_db
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
FIRST = dt.datetime(2006, 1, 1, tzinfo=dt.UTC)

people, records = shared(builders.people), shared(builders.records)


@pytest.fixture(scope="module")
def texts(records, now):
    """Texts of twenty years, filed under some compounds and partners; none is public yet."""
    other = Category.objects.create(name="Corporate", slug="corporate")
    rows = write(now, 60) + write(now, 60, other)
    tag(rows, "compounds", science(now, 2))
    tag(rows, "partners", alliances(now, 3))
    attach(rows)
    Revision.objects.update(sha256="0" * 64)
    return rows


def an_instant(luck):
    """Often the first or the last of a month."""
    at = FIRST + luck.randrange(20 * 365) * DAY + luck.randrange(24 * 60) * MINUTE
    if luck.random() < 0.3:
        at = at.replace(day=1, hour=0, minute=0)
    return at - dt.timedelta(microseconds=1) if luck.random() < 0.2 else at


def move(text, luck):
    """Give a text any instants, or take them: by SQL, which goes round the desk's order."""
    begin, end = sorted([an_instant(luck), an_instant(luck)])
    begin, end = luck.choice([(None, None), (begin, None), (begin, end), (begin, begin)])
    Revision.objects.filter(pk=text.pk).update(public_from=begin, public_until=end, released_at=begin)


def attach(texts):
    """Files with every third text, one or two."""
    for text in texts[::3]:
        for number in range(1 + text.pk % 2):
            file = Attachment.objects.create(
                release=text.release, title="Figure", name=f"{number}.pdf", file=f"{text.pk}-{number}.pdf",
                content_type="application/pdf", size=8, sha256="0" * 64,
            )  # fmt: skip
            text.attachments.add(file)


@pytest.fixture(params=[1, 2, 3])
def moved(texts, request):
    """(an instant, the texts public at it in their order), six times, after 200 changes."""
    luck = random.Random(request.param)
    for _each in range(200):
        move(luck.choice(texts), luck)
    turns = Revision.objects.exclude(public_from=None).values_list("public_from", flat=True)
    return [
        (at, list(Revision.objects.public(at).newest_first()))
        for at in [an_instant(luck) for _each in range(4)] + luck.sample(list(turns), 2)
    ]


@pytest.mark.parametrize("past", [False, True])
def test_tally_of_any_instant_is_what_counting_gives(moved, past):
    for at, rows in moved:
        counted = Tally(dict(Counter((row.date.year, row.category_id) for row in rows)))
        assert tally(at, past=past) == tally(at, past=past, and_also=Revision.objects.none()) == counted


@pytest.mark.parametrize("past", [False, True])
@pytest.mark.parametrize("name", ["compound", "partner"])
def test_months_of_any_instant_are_what_counting_gives(moved, name, past):
    one = Revision._meta.get_field(f"{name}s").related_model.objects.order_by("pk").first()
    for at, rows in moved:
        assert monthly(at, past=past) == Counter((row.date.year, row.date.month) for row in rows)
        filed = [
            row for row in rows if one in getattr(row, f"{name}s").all() and row.category.slug == "corporate"
        ]
        found = monthly(at, range(2006, 2016), {name: one}, Category.objects.get(slug="corporate"), past)
        assert found == Counter((row.date.year, row.date.month) for row in filed if row.date.year < 2016)


def test_files_of_any_instant_are_what_counting_gives(moved):
    for at, rows in moved:
        assert files(at) == Attachment.objects.filter(revisions__in=rows).distinct().count()


def test_pages_of_any_instant_hold_its_texts_in_order(moved):
    for at, rows in moved:
        archive = Archive(Revision.objects.public(at), tally(at).years(), partial(monthly, at), past=at)
        assert [row for page in Paginator(archive, 7) for row in page] == rows
        assert all(row.date <= last_day(at) for row in rows)


@pytest.mark.parametrize("names", [(), ("category",), ("compound", "category")])
def test_kept_statements_find_the_pages_of_any_instant(moved, names):
    rows = {"compound": Compound.objects.earliest("pk"), "category": Category.objects.get(slug="corporate")}
    chosen = {name: rows[name] for name in names}
    for at, _rows in moved:
        years = counted(chosen, at, past=True).years(rows["category"].pk if "category" in chosen else None)
        kept = partial(deep.rows, shown, at, chosen)
        listed = shown(filed_under(Revision.objects.public(at), chosen), at).newest_first()
        archive = Archive(listed, years, months_counted(chosen, at, past=True), past=at, deep=kept)
        found = [row for page in Paginator(archive, 3) for row in page]
        assert [_told(row) for row in found] == [_told(row) for row in listed]


def _told(row):
    return row.pk, row.headline, row.released_at, row.updated_at, row.category, row.category.name


def test_neighbours_at_any_instant_are_those_in_the_list(moved):
    for at, rows in moved:
        around = [None, *rows, None]
        for place in range(0, len(rows), 5):
            later, row, earlier = around[place : place + 3]
            assert neighbours(row, at) == (earlier, later)
            _tags, beside = rows_beside(row, at, (), is_past=True)
            assert (beside["earlier"], beside["later"]) == (earlier, later)


def test_counting_changes_anew_gives_what_was_kept(moved):
    kept = list(_changes())
    counting_changes.install()
    assert list(_changes()) == kept


def _changes():
    place = ("at", "compound", "partner", "year", "month", "category", "number", "files")
    return ChangeCount.objects.exclude(number=0).order_by(*place).values_list(*place)


def test_held_and_withdrawn_releases_leave_their_months(records, people, now):
    before = list(_changes())
    held = builders.scheduled(people, now=now, at=now + MINUTE)
    held.hold(by=people.approver, now=now)
    builders.live(people, now).withdraw(by=people.approver, now=now + MINUTE, reason="Wrong")
    assert list(_changes()) == before


def test_instant_at_the_end_of_the_calendar_is_refused(client, monkeypatch, people, records, now):
    desk = sit_down(client, monkeypatch, people.approver, now)
    page = desk.get(reverse("admin:public_at"), {"at": "9999-12-31T23:59"})
    assert page.context["form"].errors == {"at": ["Choose a date from 1900 to 2199."]}


# With thousands of releases since


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
