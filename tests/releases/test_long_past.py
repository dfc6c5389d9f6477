"""What was public long ago is told as counting and sorting every text would tell it, without going through them."""

import datetime as dt
import random
from collections import Counter
from functools import partial

import pytest
from django.core.paginator import Paginator
from django.db import transaction

from irsite.api.releases import shown
from pipeline.models import Compound
from releases import counting_changes, deep
from releases.archive import counted, filed_under, months_counted
from releases.beside import rows_beside
from releases.counts import Archive, Tally, files, last_day, monthly, tally
from releases.models import Attachment, Category, ChangeCount, Revision
from releases.page import neighbours
from tests import builders
from tests.filling import alliances, science, tag, write
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


@pytest.fixture(scope="module", params=[1, 2, 3])
def moved(texts, request):
    """(an instant, the texts public at it in their order), six times, after 200 changes."""
    luck = random.Random(request.param)
    with transaction.atomic():
        for _each in range(200):
            move(luck.choice(texts), luck)
        turns = Revision.objects.exclude(public_from=None).values_list("public_from", flat=True)
        instants = [an_instant(luck) for _each in range(4)] + luck.sample(list(turns), 2)
        yield [(at, list(Revision.objects.public(at).newest_first())) for at in instants]
        transaction.set_rollback(True)


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
