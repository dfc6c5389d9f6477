import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertInHTML

from events.models import Event, Presentation
from partners.models import Partner, Partnership
from pipeline.models import Alias, Compound, Indication, Milestone, Program
from tests import builders

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def program(now, name="VLM-1", public_from=None):
    compound = Compound.objects.create(name=name, slug=name.lower(), public_from=public_from or now)
    indication, _ = Indication.objects.get_or_create(name="Breast cancer", slug="breast-cancer")
    return Program.objects.create(compound=compound, indication=indication)


def milestone(program, phase, public_from, reached_on=dt.date(2025, 1, 1), **fields):
    return Milestone.objects.create(
        program=program, phase=phase, reached_on=reached_on, public_from=public_from, **fields
    )


def row(response):
    ((_compound, (only,)),) = response.context["pipeline"]
    return only


def test_chart_shows_the_newest_public_phase(records, now, visit):
    first = program(now)
    milestone(first, "1", now, dt.date(2024, 1, 1))
    milestone(first, "2", now + MINUTE, dt.date(2025, 3, 4))
    assert row(visit("/pipeline/", now)).milestone.phase == "1"
    assert row(visit("/pipeline/", now + MINUTE)).milestone.phase == "2"


def test_names_of_one_kind_stand_together(records, now, visit):
    compound = program(now).compound
    for kind, name in (("code", "VX-11"), ("brand", "Velmizo"), ("code", "VX-12")):
        Alias.objects.create(compound=compound, kind=kind, name=name)
    page = visit(compound.get_absolute_url(), now)
    assertInHTML("<dt>Code</dt><dd>VX-11</dd><dd>VX-12</dd>", page.text)


def test_program_without_a_public_milestone_is_not_there(records, now, visit):
    milestone(program(now), "1", now + MINUTE)
    assert b"Breast cancer" not in visit("/pipeline/", now).content


def test_phase_links_to_the_release_that_announced_it(people, records, now, visit):
    reached = milestone(program(now), "2", None)
    release = builders.draft(people, now)
    release.milestones.add(reached)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    later = builders.draft(people, now, headline="Speaks of it again")
    later.milestones.add(reached)
    later.submit(by=people.writer, now=now)
    builders.approve(later, people, now).publish(by=people.approver, now=now + MINUTE)
    assert row(visit("/pipeline/", now + MINUTE)).release.ref == release.ref


def test_developer_follows_from_the_partnership_in_force(records, now, visit):
    first = program(now)
    milestone(first, "1", now)
    partner = Partner.objects.create(name="Orvanta", slug="orvanta")
    deal = Partnership.objects.create(
        partner=partner,
        kind="out-license",
        public_from=now,
        start_on=dt.date(2024, 1, 1),
        end_on=dt.date(2025, 3, 5),
    )
    deal.compounds.add(first.compound)
    assert [right.partner for right in row(visit("/pipeline/", now)).rights] == [partner]
    assert row(visit("/pipeline/", now + dt.timedelta(days=1))).rights == []


def test_discontinued_program_stands_apart(records, now, visit):
    first = program(now)
    milestone(first, "2", now, dt.date(2024, 1, 1))
    milestone(first, "9", now, dt.date(2025, 1, 1))
    context = visit("/pipeline/", now).context
    assert context["pipeline"] == []
    assert [each.reach for each in context["over"]] == [6]


def test_compound_page_tells_what_is_known(people, records, now, visit):
    first = program(now)
    milestone(first, "2", now, trial_id="NCT00796731", note="First patient dosed")
    Alias.objects.create(compound=first.compound, kind="brand", name="Velzara", mark="®")
    event = Event.objects.create(
        name="Annual Meeting", kind="conference", start_on=dt.date(2025, 6, 1), public_from=now
    )
    Presentation.objects.create(event=event, title="Final results", public_from=now).compounds.add(
        first.compound
    )
    page = visit("/pipeline/vlm-1/", now).content.decode()
    for text in (
        "Velzara®",
        "First patient dosed",
        "https://clinicaltrials.gov/study/NCT00796731",
        "Final results",
    ):
        assert text in page


def test_presentation_at_a_hidden_event_is_hidden(records, now, visit):
    first = program(now)
    event = Event.objects.create(name="Annual Meeting", kind="conference", start_on=dt.date(2025, 6, 1))
    Presentation.objects.create(event=event, title="Final results", public_from=now).compounds.add(
        first.compound
    )
    page = visit("/pipeline/vlm-1/", now).content
    assert b"Final results" not in page
    assert b"Annual Meeting" not in page


def test_compound_that_is_not_public_answers_like_none(records, now, visit):
    program(now, public_from=now + MINUTE)
    waiting, none = visit("/pipeline/vlm-1/", now), visit("/pipeline/none/", now)
    assert (waiting.status_code, waiting.content, waiting.headers) == (404, none.content, none.headers)


def test_queries_do_not_grow_with_the_pipeline(records, now, visit):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            visit("/pipeline/", now)
        return len(captured)

    milestone(program(now), "1", now)
    few = queries()
    for number in range(2, 9):
        milestone(program(now, f"VLM-{number}"), "1", now)
    assert queries() == few <= 12
