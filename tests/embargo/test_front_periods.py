"""What is held falls with every public change and at every public instant, and stays while the database is away."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact
from embargo import checks, generation
from embargo.models import Generation
from events.models import Event
from irsite.front import next_day
from partners.models import Partner
from pipeline.models import Compound
from releases.models import Category, FirstRead, Issuer, Release, Revision
from tests import builders
from tests.fronts import Site, settle, stub

pytestmark = pytest.mark.django_db
MICROSECOND, SECOND, MINUTE = (dt.timedelta(**{name: 1}) for name in ("microseconds", "seconds", "minutes"))


@pytest.fixture
def site(people, records, now):
    settle()
    return Site(now)


@pytest.fixture
def scheduled(site, people, now):
    """A release that is due in a minute, and what the site shows of it."""
    release = builders.scheduled(people, now, now + MINUTE, headline="Of tomorrow")
    settle()
    return release


def address(release):
    return release.approved_revision().get_absolute_url()


def number():
    settle()
    return Generation.objects.get().number


# Changes are counted


@pytest.mark.parametrize(
    "change",
    [
        lambda: Contact.objects.update(phone="555-0199"),
        lambda: Issuer.objects.get().save(),
        lambda: Event.objects.bulk_create([Event(kind="call", name="Call", start_on=dt.date(2025, 3, 4))]),
        lambda: Contact.objects.filter(kind="media").delete(),
        lambda: Partner.objects.create(name="P", slug="p").former_names.create(name="Q"),
        lambda: execute("UPDATE releases_category SET name = 'Other'"),
    ],
    ids=["update", "save", "bulk", "delete", "related", "SQL"],
)
def test_every_way_to_change_a_public_row_is_counted(records, change):
    before = number()
    change()
    assert number() > before


def test_linking_rows_is_counted(records, now):
    compound = Compound.objects.create(name="A", slug="a")
    talk = Event.objects.create(kind="call", name="E", start_on=now.date()).presentations.create(title="T")
    before = number()
    talk.compounds.add(compound)
    assert number() > before


def test_work_at_the_desk_is_not_counted(people, records, now):
    before = number()
    release = builders.draft(people, now)
    release.submit(by=people.writer, now=now)
    release.send_back(by=people.approver, now=now, reason="Shorter.")
    assert number() == before


def test_what_is_rolled_back_is_not_counted(records):
    before = number()
    with transaction.atomic():
        Contact.objects.update(phone="555-0199")
        settle()
        transaction.set_rollback(True)
    assert number() == before


def test_migrating_installs_every_trigger(db):
    assert generation.missing() == []
    assert list(checks.public_changes_are_counted(None, databases=["default"])) == []


def test_trigger_that_is_gone_is_missed_and_comes_back(db):
    name = "embargo_public_change_contacts_contact_insert"
    of_table = "embargo_public_change ON contacts_contact"
    execute(f"DROP TRIGGER {of_table if connection.vendor == 'postgresql' else name}")
    (warning,) = checks.public_changes_are_counted(None, databases=["default"])
    assert (warning.id, generation.missing()) == ("embargo.W001", ["contacts_contact"])
    generation.install()
    assert generation.missing() == []


@pytest.mark.postgresql
def test_many_rows_of_one_transaction_count_once(records):
    before = number()
    Category.objects.bulk_create([Category(name=f"C {n}", slug=f"c-{n}") for n in range(50)])
    assert number() == before + 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_number_is_locked_at_the_end_of_a_transaction_alone(now):
    """While one changes public rows, another commits a change: it would wait, if the number were locked at once."""
    builders.records()
    with transaction.atomic():
        Contact.objects.update(phone="555-0199")
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
            cursor.execute("UPDATE releases_category SET name = 'Other'")
            cursor.execute("SELECT number FROM embargo_generation")
            between = cursor.fetchone()[0]
        other.close()
    assert Generation.objects.get().number == between + 1


# What is held falls


def test_change_is_seen_within_a_second(site):
    site.get("/contacts/")
    Contact.objects.update(phone="555-0199", public_from=site.now)
    assert "555-0199" not in site.get("/contacts/").text
    site.a_second_later()
    assert "555-0199" in site.get("/contacts/").text


def test_word_of_a_change_is_seen_at_once(site):
    site.get("/contacts/")
    Contact.objects.update(phone="555-0199", public_from=site.now)
    settle()
    site.watch.soon()
    assert "555-0199" in site.get("/contacts/").text


def test_release_appears_in_its_instant_and_the_database_is_asked_for_nothing_before(site, scheduled, now):
    page = address(scheduled)
    assert site.get(page).status == 404
    site.now = now + MINUTE - MICROSECOND
    with CaptureQueriesContext(connection) as asked:
        assert site.get(page).status == 404
    assert not asked.captured_queries
    site.now = now + MINUTE
    assert site.get(page).status == 200
    assert "Of tomorrow" in site.get("/").text


def test_clock_that_is_set_back_shows_nothing_early(site, scheduled, now):
    site.now = now + MINUTE
    assert site.get(address(scheduled)).status == 200
    site.now = now
    assert site.get(address(scheduled)).status == 404


@pytest.mark.parametrize(
    "move",
    [
        lambda release, people, now: release.hold(by=people.approver, now=now, reason="Not yet."),
        lambda release, people, now: release.schedule(by=people.approver, now=now, at=now + 2 * MINUTE),
    ],
    ids=["held", "moved later"],
)
def test_what_was_stopped_in_the_last_second_does_not_appear(site, people, scheduled, now, move):
    site.get(address(scheduled))
    move(Release.objects.get(pk=scheduled.pk), people, now + MINUTE - SECOND)
    settle()
    site.now = now + MINUTE
    assert site.get(address(scheduled)).status == 404


def test_what_was_moved_earlier_appears_within_a_second(site, people, scheduled, now):
    site.get(address(scheduled))
    Release.objects.get(pk=scheduled.pk).schedule(by=people.approver, now=now, at=now + SECOND)
    site.now = now + SECOND
    site.a_second_later()
    assert site.get(address(scheduled)).status == 200


def test_page_that_was_made_while_a_change_came_is_not_kept(db, now):
    def changing(environ, start_response):
        Category.objects.create(name=f"C {site.made}", slug=f"c-{site.made}")
        return stub()(environ, start_response)

    site = Site(now, changing)
    site.get("/")
    site.a_second_later()
    site.get("/")
    assert site.made == 2


def test_page_is_made_for_the_instant_at_which_it_was_asked_for(db, now):
    seen = []

    def application(environ, start_response):
        seen.append(environ["embargo.now"])
        return stub()(environ, start_response)

    Site(now, application).get("/")
    assert seen == [now]


def test_nothing_is_given_on_long_after_the_last_look(site):
    site.get("/contacts/")
    Contact.objects.update(phone="555-0199", public_from=site.now)
    settle()
    site.seconds += 600
    assert "555-0199" in site.get("/contacts/").text


def test_page_is_made_anew_after_a_while(site):
    site.get("/")
    site.seconds += 301
    site.get("/")
    assert site.made == 2


def test_day_of_the_company_ends_a_period(site, now, monkeypatch):
    monkeypatch.setattr("embargo.clock.turns", [next_day])
    midnight = dt.datetime(2025, 3, 5, 5, 0, tzinfo=dt.UTC)  # in New York
    Event.objects.create(kind="call", name="Call", start_on=now.date(), public_from=now)
    settle()
    upcoming = site.get("/events/").text
    site.now = midnight - MICROSECOND
    assert site.get("/events/").text == upcoming
    site.now = midnight
    assert site.get("/events/").text != upcoming


def test_without_its_row_nothing_is_held(site):
    Generation.objects.all().delete()
    site.get("/")
    assert site.get("/").status == 200
    assert site.made == 2


# The database is away


@contextmanager
def database_away(site):
    """Looks and pages fail from a second later on, and work again a second after it."""
    site.a_second_later()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connections["default"]), "close", lambda connection: None)
        patch.setattr("django.db.backends.utils.CursorWrapper.execute", refuse)
        yield
    site.a_second_later()


def refuse(*args, **kwargs):
    raise OperationalError("The server closed the connection.")


def test_held_pages_go_on_while_the_database_is_away(site, caplog):
    before = site.get("/contacts/").text
    with database_away(site):
        for _each in range(3):
            assert site.get("/contacts/").text == before
            site.seconds += 1
    assert len([record for record in caplog.records if "is away" in record.getMessage()]) == 1
    Contact.objects.update(phone="555-0199", public_from=site.now)
    site.a_second_later()
    assert "555-0199" in site.get("/contacts/").text


def test_what_is_not_held_is_an_error_while_the_database_is_away(site):
    site.get("/")
    with database_away(site):
        assert site.get("/contacts/").status >= 500
    assert site.get("/contacts/").status == 200


def test_what_appears_while_the_database_is_away_is_late_and_never_early(site, scheduled, now):
    before = site.get("/").text
    with database_away(site):
        site.now = now + MINUTE
        assert site.get("/").text == before
    assert "Of tomorrow" in site.get("/").text


def test_look_that_hangs_holds_nobody_up(site, scheduled, now):
    before = site.get("/").text
    site.seconds += 2
    with site.watch._lock:  # as long as one thread waits for the database
        assert site.get("/").text == before
        site.now = now + MINUTE
        assert site.get("/").text == before
    assert "Of tomorrow" in site.get("/").text


def test_what_has_ended_is_not_shown_while_the_database_is_away(site, now):
    Contact.objects.update(public_from=now, public_until=now + MINUTE)
    settle()
    site.get("/contacts/")
    with database_away(site):
        site.now = now + MINUTE
        assert site.get("/contacts/").status >= 500


def test_clock_set_back_shows_nothing_early_while_the_database_is_away(site, scheduled, now):
    site.now = now + MINUTE
    site.get("/")
    with database_away(site):
        site.now = now
        assert site.get("/").status >= 500


def test_nothing_from_before_a_change_is_shown_while_the_database_is_away(site, people, now):
    release = builders.live(people, now)
    settle()
    page = address(release)
    site.get(page)
    Release.objects.get(pk=release.pk).withdraw(by=people.approver, now=now, reason="All is wrong.")
    site.a_second_later()
    site.get("/")
    with database_away(site):
        assert site.get(page).status >= 500
        assert site.get("/").status == 200


@pytest.mark.parametrize(("fault", "status"), [(OperationalError, 200), (ZeroDivisionError, 500)])
def test_page_from_before_stands_in_where_the_database_went_away_in_the_making(
    site, scheduled, now, monkeypatch, fault, status
):
    def broken(now):
        raise fault

    site.get("/")
    site.now = now + MINUTE
    site.watch.now()
    monkeypatch.setattr("irsite.views.Revision.objects.public", broken)
    assert site.get("/").status == status


def test_pages_from_before_are_not_given_for_ever(site):
    site.get("/")
    with database_away(site):
        site.seconds += 3601
        assert site.get("/").status >= 500


# What making a page costs


def test_release_page_takes_three_statements_at_most(site, people, now):
    compound = Compound.objects.create(name="VLM-1", slug="vlm-1", public_from=now)
    for name in ("Earlier", "This", "Later"):
        release = builders.draft(people, now, headline=name)
        release.compounds.add(compound)
        release.submit(by=people.writer, now=now)
        builders.approve(release, people, now).publish(by=people.approver, now=now)
    settle()
    first, page, _last = (revision.get_absolute_url() for revision in Revision.objects.order_by("pk"))
    site.get(first)  # the first page of a generation reads the issuer
    site.now = now + dt.timedelta(days=2)  # nobody is the first reader any more
    site.watch.now()
    with CaptureQueriesContext(connection) as asked:
        text = site.get(page).text
    assert all(name in text for name in ("Earlier", "Later", "VLM-1"))
    assert len(asked) <= 3


def test_first_read_is_noted_when_the_page_is_made(site, people, now):
    page = address(builders.live(people, now))
    settle()
    site.get(page, "HEAD")
    assert not FirstRead.objects.exists()
    site.get(page)
    assert FirstRead.objects.get().at == now


def test_issuer_is_read_anew_after_a_change(site):
    site.get("/contacts/")
    Issuer.objects.update(name="Another Bio, Inc.")
    site.a_second_later()
    assert "Another Bio, Inc." in site.get("/contacts/").text


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
