import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry

from contacts.models import Contact
from events.models import Event, Presentation, Slot
from partners.models import Partner, Partnership
from pipeline.models import Alias, Compound, Indication, Milestone, Program
from tests import builders
from tests.desk import form_data, list_of, page_of, save, sit_down

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.writer, now)


@pytest.fixture
def approver(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.approver, now)


def compound(name="VLM-101", **fields):
    return Compound.objects.create(name=name, slug=name.lower(), **fields)


def public_milestone(now):
    indication = Indication.objects.create(name="Leukaemia", slug="leukaemia")
    program = Program.objects.create(compound=compound(public_from=now), indication=indication)
    return Milestone.objects.create(program=program, phase="2", reached_on=now.date(), public_from=now)


def act(client, rows, action, **data):
    data |= {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(list_of(type(rows[0])), data, follow=True)


# Changing what is public


def test_instants_are_no_fields_of_the_form(approver, now):
    row = compound()
    save(
        approver,
        row,
        public_from_0="2025-01-01",
        public_from_1="00:00",
        public_from="2025-01-01",
        target="HER2",
    )
    row.refresh_from_db()
    assert (row.target, row.public_from) == ("HER2", None)


def test_writer_changes_what_is_not_public(writer):
    row = compound()
    save(writer, row, target="HER2")
    row.refresh_from_db()
    assert row.target == "HER2"


def test_writer_cannot_change_what_is_public(writer, now):
    row = compound(public_from=now)
    assert "only people who may publish" in writer.get(page_of(row)).text
    assert writer.post(page_of(row), {"name": "Other"}).status_code == 403


def test_writer_cannot_change_what_is_scheduled(writer, now):
    row = compound(public_from=now + dt.timedelta(days=1))
    assert writer.post(page_of(row), {"name": "Other"}).status_code == 403


def test_writer_cannot_change_what_an_approved_text_announces(writer, people, now):
    release = builders.draft(people, now)
    event = Event.objects.create(kind="call", name="Results call", start_on=now.date())
    release.events.add(event)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now)
    assert writer.post(page_of(event), {"name": "Other"}).status_code == 403


def test_approver_changes_what_is_public_and_not_its_instant(approver, now):
    row = compound(public_from=now)
    save(approver, row, target="HER2")
    row.refresh_from_db()
    assert (row.target, row.public_from) == ("HER2", now)


def test_address_of_a_public_page_stays(approver, now):
    row = compound(public_from=now)
    save(approver, row, slug="moved")
    row.refresh_from_db()
    assert row.slug == "vlm-101"


def test_writer_cannot_add_a_name_to_a_public_compound(writer, now):
    row = compound(public_from=now)
    data = {
        "aliases-TOTAL_FORMS": 1,
        "aliases-INITIAL_FORMS": 0,
        "aliases-0-name": "x",
        "aliases-0-kind": "code",
    }
    assert writer.post(page_of(row), data).status_code == 403
    assert not Alias.objects.exists()


def test_partner_is_guarded_by_its_public_partnership(writer, now):
    partner = Partner.objects.create(name="Norvane", slug="norvane")
    save(writer, partner, web_address="https://norvane.example")
    Partnership.objects.create(partner=partner, kind="supply", public_from=now)
    assert writer.post(page_of(partner), {"name": "Other"}).status_code == 403


def test_program_is_guarded_by_its_public_milestone(writer, now):
    program = public_milestone(now).program
    assert writer.post(page_of(program), {"line": "Other"}).status_code == 403


def test_public_row_of_an_inline_cannot_be_typed_into(writer, now):
    event = Event.objects.create(kind="conference", name="ASCO", start_on=now.date())
    public, hidden = (Slot.objects.create(event=event, date=now.date(), public_from=at) for at in (now, None))
    page = writer.get(page_of(event))
    rows = {row.pk: f"slots-{number}" for number, row in enumerate(event.slots.all())}
    changes = {
        f"{rows[public.pk]}-room": "Other",
        f"{rows[hidden.pk]}-room": "Other",
        f"{rows[public.pk]}-DELETE": "on",
    }
    writer.post(page_of(event), form_data(page, **changes))
    assert {slot.pk: slot.room for slot in Slot.objects.all()} == {public.pk: "", hidden.pk: "Other"}


def test_saving_does_not_undo_an_instant_that_a_release_gave_meanwhile(approver, now, monkeypatch):
    row = compound()
    read = Compound.from_db.__func__

    def stale(cls, *args):
        found = read(cls, *args)
        Compound.objects.filter(pk=found.pk).update(public_from=now)
        return found

    data = form_data(approver.get(page_of(row)), target="HER2")
    monkeypatch.setattr(Compound, "from_db", classmethod(stale))
    approver.post(page_of(row), data)
    assert Compound.objects.values_list("target", "public_from").get() == ("HER2", now)


# Deleting


def test_row_that_was_public_is_never_deleted(approver, now):
    milestone = public_milestone(now)
    response = approver.post(page_of(milestone, "delete"), {"post": "yes"})
    assert "the record of it stays" in response.text
    assert Milestone.objects.exists()


def test_row_that_an_approved_text_names_is_never_deleted(approver, people, now):
    event = Event.objects.create(kind="conference", name="ASCO", start_on=now.date())
    slot = Slot.objects.create(event=event, date=now.date())
    release = builders.draft(people, now)
    release.slots.add(slot)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).send_back(by=people.approver, now=now, reason="No")
    act(approver, [slot], "delete_selected", post="yes")
    save(approver, event, **{"slots-0-DELETE": "on"})
    assert Slot.objects.exists()


def test_row_that_nobody_knows_can_be_deleted(writer, now):
    event = Event.objects.create(kind="conference", name="ASCO", start_on=now.date())
    talk = Presentation.objects.create(event=event, title="A study")
    act(writer, [talk], "delete_selected", post="yes")
    assert not Presentation.objects.exists()


def test_deleting_many_leaves_all_if_one_is_on_record(approver, now):
    event = Event.objects.create(kind="conference", name="ASCO", start_on=now.date())
    slots = [Slot.objects.create(event=event, date=now.date(), public_from=at) for at in (now, None)]
    response = act(approver, slots, "delete_selected", post="yes")
    assert "Nothing was deleted" in response.text
    assert Slot.objects.count() == 2


def test_refusal_to_delete_names_no_draft(client, monkeypatch, people, records, now):
    release = builders.draft(people, now, headline="Secret Merger")
    superuser = people.administrator
    superuser.is_superuser = True
    superuser.save()
    sit_down(client, monkeypatch, superuser, now)
    response = client.post(page_of(release.category, "delete"), {"post": "yes"})
    assert "in use" in response.text or "names it" in response.text
    assert "Secret Merger" not in response.text


# Making public


def test_approver_makes_a_row_public_after_confirming(approver, now):
    row = compound()
    assert "at once" in act(approver, [row], "make_public").text
    row.refresh_from_db()
    assert row.public_from is None
    act(approver, [row], "make_public", confirmed="yes")
    row.refresh_from_db()
    assert row.public_from == now
    assert "Public since" in LogEntry.objects.get().change_message


def test_scheduled_row_is_not_made_public_before_its_release(approver, now):
    later = now + dt.timedelta(days=1)
    row = compound(public_from=later)
    act(approver, [row], "make_public", confirmed="yes")
    row.refresh_from_db()
    assert row.public_from == later


def test_approver_takes_a_row_off_the_site(approver, now):
    row = compound(public_from=now - dt.timedelta(days=1))
    act(approver, [row], "take_off", confirmed="yes")
    row.refresh_from_db()
    assert row.public_until == now
    assert not row.is_public(now)


def test_writer_has_no_such_action(writer):
    row = compound()
    act(writer, [row], "make_public", confirmed="yes")
    row.refresh_from_db()
    assert row.public_from is None


# Lists


@pytest.mark.parametrize(("readers", "count"), [("public", 1), ("later", 1), ("ended", 1), ("hidden", 1)])
def test_lists_filter_by_what_readers_see(writer, now, readers, count):
    hour = dt.timedelta(hours=1)
    compound("A", public_from=now)
    compound("B", public_from=now + hour)
    compound("C", public_from=now - hour, public_until=now)
    compound("D")
    assert len(writer.get(list_of(Compound), {"readers": readers}).context["cl"].result_list) == count


def test_lists_say_since_when_and_until_when(writer, now):
    compound("A", public_from=now)
    compound("B", public_from=now + dt.timedelta(hours=1))
    text = writer.get(list_of(Compound)).text
    assert "Public since Mar 4, 2025, 12:00 EST" in text
    assert "Appears Mar 4, 2025, 13:00 EST" in text


@pytest.mark.parametrize(
    "model",
    [Compound, Program, Milestone, Indication, Partner, Partnership, Event, Presentation, Slot, Contact],
)
def test_lists_cost_the_same_for_many(writer, now, model, django_assert_max_num_queries):
    for number in range(12):
        many(number, now)
    with django_assert_max_num_queries(16):
        assert writer.get(list_of(model)).status_code == 200


def many(number, now):
    drug = compound(f"VLM-{number}", public_from=now)
    indication = Indication.objects.create(name=f"Disease {number}", slug=f"disease-{number}")
    program = Program.objects.create(compound=drug, indication=indication)
    Milestone.objects.create(program=program, phase="1", reached_on=now.date())
    partner = Partner.objects.create(name=f"Partner {number}", slug=f"partner-{number}")
    Partnership.objects.create(partner=partner, kind="supply").compounds.add(drug)
    event = Event.objects.create(kind="conference", name=f"Meeting {number}", start_on=now.date())
    Presentation.objects.create(event=event, title=f"Study {number}")
    Slot.objects.create(event=event, date=now.date())
