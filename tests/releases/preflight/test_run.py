"""From the database to findings: what is gathered, in how many queries, and real texts."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact
from events.models import Event
from partners.models import Partner, Partnership
from pipeline.models import Compound, Indication, Program
from releases import preflight
from releases.models import Attachment, Boilerplate, Filing, ReleaseCompound, ReleaseContact
from tests import builders
from tests.releases.test_importing import imported

pytestmark = pytest.mark.django_db
WIRES = Path(__file__).parent.parent / "wires"


def codes(release, now):
    return [finding.code for finding in preflight.run(release, now=now)]


def compound(name="axomab", phase="1", reached_on=dt.date(2024, 1, 1), **fields):
    made = Compound.objects.create(name=name, slug=name, **fields)
    indication, _created = Indication.objects.get_or_create(name="Myeloma", slug="myeloma")
    program = Program.objects.create(compound=made, indication=indication)
    return made, program.milestones.create(phase=phase, reached_on=reached_on, trial_id="NCT99000001")


def link_compound(release, made):
    ReleaseCompound.objects.create(release=release, compound=made)


@pytest.fixture
def release(people, records, now):
    Filing.objects.create(period_end=dt.date(2024, 12, 31), filed_on=dt.date(2025, 2, 20))
    return builders.draft(people, now, body="<p>We expect to report results.</p>")


def test_a_plain_draft_has_no_findings(release, now):
    assert preflight.run(release, now=now) == []


def test_finding_names_the_field_of_the_form(release, now):
    release.own_about, release.subheads = "<p>About TBD</p>", ["Deck TBD"]
    fields = [finding.field for finding in preflight.run(release, now=now) if finding.code == "placeholder"]
    assert fields == ["subheads", "own_about"]


def test_boilerplate_points_to_its_choice_on_the_form(release, records, now):
    Boilerplate.objects.filter(kind="safe-harbor").update(text="Risks are TBD.")
    finding = next(f for f in preflight.run(release, now=now) if f.code == "placeholder")
    assert finding.field == "safe_harbor"


def test_a_composition_that_is_at_hand_is_not_made_again(release, now):
    composition = release.compose()
    with CaptureQueriesContext(connection) as alone:
        preflight.run(release, now=now, composition=composition)
    with CaptureQueriesContext(connection) as whole:
        preflight.run(release, now=now)
    assert len(alone) < len(whole)


def test_annual_report_is_that_of_the_release_s_date(release, now):
    release.own_safe_harbor = "<p>See our Form 10-K for the fiscal year ended December 31, 2023.</p>"
    assert "annual-report-old" in codes(release, now)


def test_old_filing_is_told(release, now):
    Filing.objects.filter(period_end__year=2024).delete()
    Filing.objects.update(period_end=dt.date(2023, 11, 30), filed_on=dt.date(2024, 2, 1))
    assert "annual-report-missing" in codes(release, now)


def test_phase_counts_once_it_is_public_or_linked(release, now):
    made, milestone = compound(phase="3")
    link_compound(release, made)
    release.body = "<p>The Phase 3 trial of axomab met its endpoint.</p>"
    made.programs.get().milestones.create(phase="1", reached_on=dt.date(2023, 1, 1), public_from=now)
    assert "phase-differs" in codes(release, now)
    release.milestones.add(milestone)
    assert "phase-differs" not in codes(release, now)


def test_trial_of_a_linked_compound_is_linked(release, now):
    made, _milestone = compound()
    release.body = "<p>We will report axomab data (NCT99000001).</p>"
    assert {"trial-not-linked", "compound-not-linked"} <= set(codes(release, now))
    link_compound(release, made)
    assert not {"trial-not-linked", "compound-not-linked"} & set(codes(release, now))


def test_partner_of_an_announced_partnership_is_linked(release, now):
    partner = Partner.objects.create(name="Lindquarry", slug="lindquarry")
    release.body = "<p>We will work with Lindquarry.</p>"
    assert "partner-not-linked" in codes(release, now)
    release.partnerships.add(Partnership.objects.create(partner=partner, kind="research"))
    assert "partner-not-linked" not in codes(release, now)


def test_slots_of_linked_presentations_are_known(release, now):
    event = Event.objects.create(kind="conference", name="Congress", start_on=dt.date(2025, 6, 2))
    talk = event.presentations.create(title="Kidney function", abstract_number="8057")
    event.slots.create(date=dt.date(2025, 6, 3)).presentations.add(talk)
    release.presentations.add(talk)
    release.body = "<p>On June 3 we will present “Kidney function”. On June 6 more will come.</p>"
    assert codes(release, now) == ["day-not-scheduled"]


def test_inactive_contact_is_found_in_records_and_in_typed_words(release, records, now):
    Contact.objects.filter(pk=records.media.pk).update(active=False)
    assert codes(release, now) == ["contact-inactive"]
    ReleaseContact.objects.filter(contact=records.media).delete()
    assert codes(release, now) == []
    release.own_contact_block = "Max Edia, 978-555-0101"
    assert codes(release, now) == ["contact-inactive"]


def test_file_of_another_release_does_not_go_out(people, release, now):
    other = builders.draft(people, now)
    file = Attachment.objects.create(
        release=other, name="a.pdf", title="A", content_type="application/pdf", size=1, sha256="0" * 64
    )
    release.body = f'<p>We will explain <a href="/files/{file.ref}/a.pdf">more</a>.</p>'
    assert codes(release, now) == ["link-not-public"]
    Attachment.objects.update(release=release)
    assert codes(release, now) == []


def test_words_not_placed_are_told(release, now):
    release.not_placed = "News Provided by Somebody"
    assert codes(release, now) == ["words-not-placed"]


def test_the_number_of_queries_does_not_grow(release, now):
    _fill(release, 1)
    with CaptureQueriesContext(connection) as few:
        preflight.run(release, now=now)
    for n in range(2, 12):
        _fill(release, n)
    with CaptureQueriesContext(connection) as many:
        preflight.run(release, now=now)
    assert len(many) == len(few) < 45


def _fill(release, n):
    made, milestone = compound(f"compound {n}")
    made.aliases.create(kind="brand", name=f"Brand{n}", mark="®")
    link_compound(release, made)
    release.milestones.add(milestone)
    partner = Partner.objects.create(name=f"Partner {n}", slug=f"partner-{n}")
    partner.former_names.create(name=f"Former {n}")
    release.partners.add(partner)
    release.partnerships.add(Partnership.objects.create(partner=partner, kind="research"))
    event = Event.objects.create(kind="conference", name=f"Congress {n}", start_on=dt.date(2025, 6, n))
    talk = event.presentations.create(title=f"Title {n}", trial_id="NCT99000001")
    slot = event.slots.create(date=dt.date(2025, 6, n))
    slot.presentations.add(talk)
    release.events.add(event)
    release.presentations.add(talk)
    release.slots.add(slot)
    contact = Contact.objects.create(kind="media", person=f"Person {n}", active=n > 1)
    ReleaseContact.objects.create(release=release, contact=contact)
    release.subheads = [*release.subheads, f"Deck {n}"]
    release.body += (
        f'<p>compound {n}, Partner {n}, NCT99000001 <a href="/files/0000000{n % 10}/a.pdf">a</a></p>'
    )


# Real texts


def test_slip_of_a_conference_release_is_the_only_finding(records):
    release = imported((WIRES / "conference.txt").read_text(), records)
    found = preflight.run(release, now=dt.datetime(2014, 4, 8, 12, tzinfo=dt.UTC))
    assert [(finding.code, finding.words) for finding in found] == [("day-not-scheduled", "May 14")]
    assert found[0].place.startswith('"On May 14 the case for orlumab ravtansine')


def test_count_of_presentations_in_a_real_text_is_compared(records):
    release = imported((WIRES / "labelled.txt").read_text(), records)
    assert "count-differs" in codes(release, dt.datetime(2019, 12, 2, 12, tzinfo=dt.UTC))


@pytest.mark.parametrize("name", ["results", "prnewswire", "joint", "regulated", "wrapped"])
def test_sound_wire_has_no_findings(records, name):
    release = imported((WIRES / f"{name}.txt").read_text(), records)
    assert codes(release, dt.datetime.combine(release.date, dt.time(12), dt.UTC)) == []
