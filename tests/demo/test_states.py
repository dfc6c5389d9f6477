import datetime as dt

import pytest
from django.core.management import call_command

from contacts.models import Contact
from events.models import Event, Presentation, Slot
from irsite.demo import timeline
from partners.models import Partner, Partnership
from pipeline.models import Compound, Milestone, Phase, Program
from releases.models import AuditEntry, Boilerplate, Filing, Release, Revision
from releases.models.composing import SafeHarbor

from .conftest import NOW

PUBLIC = [Revision, Compound, Milestone, Partnership, Event, Presentation, Slot, Contact, Partner, Program]
WORDS = ["headline", "body", "about", "safe_harbor", "dateline", "source_line", "contact_block", "note"]


@pytest.fixture
def demo(company, db):
    pass


def test_every_kind_of_state_is_there(demo):
    states = {release.state(NOW) for release in Release.objects.all()}
    assert states == {"draft", "in review", "scheduled", "live", "withdrawn"}


def test_some_forty_releases_are_live(demo):
    assert Revision.objects.public(NOW).count() in range(35, 45)


def test_releases_are_spread_over_four_years(demo):
    years = Revision.objects.public(NOW).filter(date_only=False).dates("date", "year")
    assert [day.year for day in years] == [2024, 2025, 2026, 2027, 2028]


def test_every_category_has_a_live_release(demo):
    used = Revision.objects.public(NOW).values_list("category__slug", flat=True)
    assert len(set(used)) == 7


def test_scheduled_release_goes_out_on_its_own_date(demo):
    revision = Revision.objects.get(public_from__gt=NOW)
    assert revision.public_from.astimezone(timeline.ZONE).date() == revision.date
    assert revision.date - NOW.date() < dt.timedelta(days=9)


def test_scheduled_release_keeps_its_partnership_back(demo):
    revision = Revision.objects.get(public_from__gt=NOW)
    assert not Partnership.objects.public(NOW).filter(revisions=revision).exists()
    assert Partnership.objects.public(revision.public_from).filter(revisions=revision).exists()


@pytest.mark.parametrize("model", PUBLIC)
def test_every_page_has_rows(demo, model):
    assert model.objects.public(NOW).exists()


@pytest.mark.parametrize("model", [Compound, Milestone, Event, Presentation, Slot, Contact])
def test_every_fact_was_announced_by_a_release(demo, model):
    assert model.objects.public(NOW).count() == model.objects.count()


def test_events_lie_ahead_and_behind(demo):
    public, today = Event.objects.public(NOW), NOW.date()
    assert public.upcoming(today).count() >= 3
    assert public.past(today).count() >= 10


def test_every_phase_is_reached_by_some_program(demo):
    assert set(Milestone.objects.values_list("phase", flat=True)) >= set(Phase.values) - {"2-3"}


def test_a_partnership_has_ended(demo):
    assert Partnership.objects.public(NOW).exclude(end_on=None).filter(end_on__lt=NOW).exists()


def test_every_digest_matches(demo):
    assert all(revision.digest(revision.tags()) == revision.sha256 for revision in Revision.objects.all())


def test_audit_trail_is_in_the_order_of_time(demo):
    instants = list(AuditEntry.objects.order_by("pk").values_list("at", flat=True))
    assert instants == sorted(instants)
    assert instants[-1] < NOW


def test_approver_never_wrote_what_was_approved(demo):
    assert not Revision.objects.exclude(emergency_reason="").exists()
    assert set(Revision.objects.values_list("approver_name", flat=True)) == {"Edmund Harrowgate"}


@pytest.mark.parametrize("column", WORDS)
def test_no_placeholder_is_left(demo, column):
    assert not Revision.objects.filter(**{f"{column}__contains": "{"}).exists()
    assert not Revision.objects.filter(**{f"{column}__contains": "}"}).exists()


def test_no_placeholder_is_left_in_subheads_and_unapproved_texts(demo):
    texts = [
        *Release.objects.values_list("headline", "body"),
        *Revision.objects.values_list("slug", "subheads"),
    ]
    assert not any("{" in f"{part}" for text in texts for part in text)


def test_correction_replaces_the_wrong_figure(demo):
    first, second = Revision.objects.filter(release__kind="correction").order_by("number")
    assert "0.50–0.67" in first.body
    assert "0.50–0.76" in second.body
    assert (first.public_until, second.is_public(NOW)) == (second.public_from, True)
    assert "The error was Tarnholt’s." in second.note


@pytest.mark.parametrize("kind", ["update", "typo"])
def test_a_release_was_mended(demo, kind):
    first, second = Revision.objects.filter(release__kind=kind).order_by("number")
    assert first.body != second.body


def test_withdrawn_release_says_why(demo):
    assert "The error was ours." in Revision.objects.withdrawn(NOW).get().withdrawal_reason


def test_releases_from_the_archive_carry_their_old_date(demo):
    imported = Revision.objects.public(NOW).filter(date_only=True)
    assert imported.count() == 2
    assert all(revision.date < revision.released_at.date() for revision in imported)


def test_joint_release_carries_both_abouts(demo):
    about = Revision.objects.get(headline__startswith="Tarnholt and Kaminoura").about
    assert "<h2>About Tarnholt</h2>" in about
    assert "<h2>About Kaminoura</h2>" in about


def test_safe_harbor_names_the_compounds_and_the_newest_annual_report(demo):
    revision = Revision.objects.public(NOW).filter(compounds__isnull=False).newest_first().first()
    report = Filing.objects.annual_report(revision.date)
    assert report.title in revision.safe_harbor
    assert revision.compounds.first().name in revision.safe_harbor


def test_offering_of_shares_carries_the_caution(demo):
    revision = Revision.objects.get(release__safe_harbor=SafeHarbor.CAUTION)
    assert "Litigation Reform Act" not in revision.safe_harbor


def test_boilerplate_has_a_history(demo):
    versions = Boilerplate.objects.filter(partner=None)
    assert versions.filter(kind="about").count() == 3
    assert versions.filter(kind="safe-harbor").count() == 3
    assert versions.filter(kind="caution").exists()


def test_annual_reports_were_filed_each_year(demo):
    years = [report.period_end.year for report in Filing.objects.filter(form="10-K")]
    assert years == sorted(range(min(years), NOW.year), reverse=True)


def test_statements_of_operations_add_up():
    story = timeline.read(NOW)
    statement = story.books.year_to_date(story.quarters["results-quarterly-1"])
    assert statement.revenue - statement.expenses + statement.interest == statement.net
    assert statement.net < 0


def test_nobody_can_sign_in_as_a_person_of_the_demo(demo, django_user_model):
    assert not any(person.has_usable_password() for person in django_user_model.objects.all())


def test_second_run_changes_nothing(demo, capsys):
    before = Release.objects.count(), AuditEntry.objects.count()
    call_command("load_demo")
    assert "already has an issuer" in capsys.readouterr().out
    assert (Release.objects.count(), AuditEntry.objects.count()) == before
