"""A newsroom in which everything is there twice: public, and not public with a canary in every text."""

import datetime as dt
import itertools
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.db import models

from contacts.models import Contact
from events.models import Event, Presentation, Slot
from partners.models import FormerName, Partner, Partnership
from pipeline.models import Alias, Compound, Indication, Milestone, Program
from releases.models import Attachment, Boilerplate, Category, Release, ReleaseCompound
from tests import builders
from tests.partners.test_renditions import png
from tests.releases import inspection_files

CANARY = "zyxcanary"
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
# When what is scheduled appears; its digits stand nowhere else.
LEAD = dt.timedelta(hours=2, minutes=47, seconds=53)
NOON_LEAD = ":47:53"
# Columns that say what a row is and not what it tells.
KEPT = {
    "status",
    "kind",
    "guid",
    "ref",
    "logo_ref",
    "slug",
    "logo",
    "logo_mark",
    "phase",
    "time_zone",
    "wire",
}


@dataclass
class Hidden:
    """What a stranger may not learn: parts of addresses, and words."""

    refs: set = field(default_factory=set)  # of releases
    files: set = field(default_factory=set)  # (ref, name)
    events: set = field(default_factory=set)
    slots: set = field(default_factory=set)  # (ref of its event, its own)
    compounds: set = field(default_factory=set)
    partners: set = field(default_factory=set)
    cancelled: set = field(
        default_factory=set
    )  # events and slots that ended: their calendars go on to say so
    categories: set = field(default_factory=set)
    contacts: set = field(default_factory=set)

    def words(self):
        refs = {ref for ref, _name in self.files}
        return {CANARY, *self.refs, *refs, *self.events, *(slot for _event, slot in self.slots)}


def canaried(model, **given):
    """Values for every text column of `model` that is not given."""
    values = {}
    for column in model._meta.concrete_fields:
        free = not (column.choices or column.primary_key or column.name in {*given, *KEPT})
        if free and isinstance(column, models.URLField):
            values[column.name] = f"https://{CANARY}.example/"
        elif free and isinstance(column, models.EmailField):
            values[column.name] = f"{CANARY}@velmora.example"
        elif free and isinstance(column, models.CharField | models.TextField):
            values[column.name] = f"{CANARY} word"[: column.max_length]
    return values | given


def create(model, **given):
    return model.objects.create(**canaried(model, **given))


# The public side


def public_world(people, now):
    """Everything that a newsroom shows, an hour old; some of it is at work again afterwards.

    It showed more: `ended` is the `Hidden` of it.
    """
    then = now - HOUR
    compound = Compound.objects.create(name="VLM-101", slug="vlm-101", public_from=then, changed_at=then)
    Alias.objects.create(compound=compound, kind="code", name="VLM101")
    indication = Indication.objects.create(name="Lymphoma", slug="lymphoma")
    program = Program.objects.create(compound=compound, indication=indication)
    Milestone.objects.create(program=program, phase="1", reached_on=dt.date(2025, 1, 2), public_from=then)
    partner = Partner(name="Norvane", slug="norvane", logo=ContentFile(png(40, 20).read(), "logo.png"))
    partner.full_clean()
    partner.save()
    partnership = Partnership.objects.create(partner=partner, kind="supply", public_from=then)
    partnership.compounds.add(compound)
    event = Event.objects.create(
        kind="conference", name="Spring Meeting", start_on=dt.date(2025, 5, 2), public_from=then
    )
    talk = Presentation.objects.create(event=event, title="A study", abstract_number="8057", public_from=then)
    slot = Slot.objects.create(event=event, date=dt.date(2025, 5, 2), public_from=then)
    slot.presentations.add(talk)
    world = SimpleNamespace(compound=compound, program=program, partner=partner, event=event)
    names = ("lead", "for_draft", "for_approved", "for_scheduled", "for_withdrawal", "to_be_withdrawn")
    for name in names:
        setattr(world, name, live_release(people, then, name.replace("_", " ").title(), world))
    corrected(world.lead, people, then + MINUTE)
    end(world.to_be_withdrawn, people, now - MINUTE)
    world.ended = ended_facts(people, world, then, now - MINUTE)
    return world


def ended_facts(people, world, then, at):
    """Facts that appeared with a release which is still live, and that ended at the instant `at`."""
    ended = Hidden()
    # A safe harbor would name them, and what is said in a text stays said.
    nowhere = {"safe_harbor": "none", "safe_harbor_reason": "It looks back."}
    release = builders.draft(people, then, headline="Velmora Reports Facts", **nowhere)
    rows = facts(world, ended, "ended")
    for relation in (
        "milestones",
        "partners",
        "partnerships",
        "events",
        "presentations",
        "slots",
        "compounds",
    ):
        getattr(release, relation).add(*rows[relation])
    release.submit(by=people.writer, now=then)
    builders.approve(release, people, then).publish(by=people.approver, now=then)
    Contact.objects.filter(pk=rows["contacts"][0].pk).update(public_from=then)
    for row in itertools.chain(*(each for name, each in rows.items() if name != "partners")):
        row.refresh_from_db()
        assert row.public_from == then
        row.public_until = at
        row.save()
    ended.cancelled = {row.ref for row in (*rows["events"], *rows["slots"])}
    return ended


def live_release(people, then, headline, world):
    release = builders.draft(people, then, headline=f"Velmora Reports {headline}")
    ReleaseCompound.objects.create(release=release, compound=world.compound)
    release.partners.add(world.partner)
    release.events.add(world.event)
    attach(release, "results.pdf", inspection_files.pdf("Results"), "Results")
    attach(release, "curve.png", png(60, 30).read(), "Curve")
    release.submit(by=people.writer, now=then)
    builders.approve(release, people, then).publish(by=people.approver, now=then)
    return release


def corrected(release, people, at):
    release.revise(by=people.approver, now=at, kind="correction", reason="A slip", note="It was 5, it is 6.")
    release.submit(by=people.writer, now=at)
    builders.approve(release, people, at).publish(by=people.approver, now=at)


def end(release, people, at):
    release.withdraw(by=people.approver, now=at, reason="It was published in error.")


def attach(release, name, content, title, included=True):
    attachment = Attachment(
        release=release,
        title=title,
        file=ContentFile(content, name),
        included=included,
        alternative_text=title,
    )
    attachment.full_clean()
    attachment.save()
    return attachment


# What is not public


def sow(people, now, world):
    """Put what a stranger may not learn into the newsroom, in every state that it can have; the `Hidden`."""
    hidden = world.ended
    category = create(Category, name=CANARY, slug=f"{CANARY}-news")
    hidden.categories.add(category.slug)
    create(Boilerplate, kind="about", effective_from=dt.date(2025, 3, 5))
    for state in (draft, in_review, approved, scheduled, held, void):
        release = hidden_release(people, now, world, category, hidden, state.__name__)
        state(release, people, now)
    facts(world, hidden, "alone")
    texts_in_work(people, now, world, hidden)
    return hidden


def hidden_release(people, now, world, category, hidden, name):
    given = canaried(
        Release, category=category, date=now.date(), body=f"<p>{CANARY} body</p>", subheads=[CANARY],
        import_notes=[CANARY], not_placed="", end_mark="###", safe_harbor_reason="",
    )  # fmt: skip
    given["own_about"] = given["own_safe_harbor"] = f"<p>{CANARY}</p>"
    release = Release.objects.create(**given)
    release.record_author(people.writer)
    for relation, rows in facts(world, hidden, name).items():
        for row in rows:
            getattr(release, relation).add(row)
    file = attach(release, f"{CANARY}.pdf", inspection_files.pdf(CANARY, Author=CANARY), CANARY)
    picture = attach(release, f"{CANARY}-curve.png", png(30, 30).read(), CANARY)
    hidden.refs.add(release.ref)
    hidden.files |= {(file.ref, file.name), (picture.ref, picture.name)}
    hidden.files.add((picture.ref, f"{CANARY}-curve-preview.webp"))
    return release


def draft(release, people, now):
    pass


def in_review(release, people, now):
    release.submit(by=people.writer, now=now)


def approved(release, people, now):
    in_review(release, people, now)
    builders.approve(release, people, now)


def scheduled(release, people, now):
    approved(release, people, now)
    release.schedule(by=people.approver, now=now, at=now + LEAD)


def held(release, people, now):
    scheduled(release, people, now)
    release.hold(by=people.approver, now=now, reason=CANARY)


def void(release, people, now):
    scheduled(release, people, now)
    release.send_back(by=people.approver, now=now, reason=CANARY)


def facts(world, hidden, name):
    """Rows of every kind that no reader has seen: on their own, and on others that are public."""
    slug, day = f"{CANARY}-{name}", dt.date(2025, 6, 7)
    indication = create(Indication, name=f"{CANARY} {name}", slug=slug)
    compound = create(Compound, name=f"{CANARY} {name}", slug=slug, public_from=None)
    create(Alias, compound=compound, kind="code")
    programs = [
        Program.objects.create(compound=compound, indication=indication, line=CANARY),
        Program.objects.create(compound=world.compound, indication=indication, line=CANARY),
    ]
    steps = [
        create(Milestone, program=each, phase="3", reached_on=day) for each in (*programs, world.program)
    ]
    partner = create(
        Partner, name=f"{CANARY} {name}", slug=slug, logo=ContentFile(png(40, 20).read(), "logo.png")
    )
    create(FormerName, partner=partner)
    rights = [create(Partnership, partner=each, kind="out-license") for each in (partner, world.partner)]
    rights[1].compounds.add(compound, world.compound)
    meeting = create(Event, kind="call", name=f"{CANARY} {name}", start_on=day, time_zone="")
    talks = [create(Presentation, event=each) for each in (meeting, world.event)]
    slots = [create(Slot, event=each, date=day) for each in (meeting, world.event)]
    slots[1].presentations.add(*talks)
    contact = create(Contact, kind="media", person=f"{CANARY} {name}")
    hidden.compounds.add(slug)
    hidden.partners.add(slug)
    hidden.events.add(meeting.ref)
    hidden.slots |= {(slot.event.ref, slot.ref) for slot in slots}
    hidden.contacts.add(slug)
    hidden.files |= {
        (partner.logo_ref, f"{slug}{ending}") for ending in (".png", "-1x.png", "-2x.png", "-card.png")
    }
    return {
        "compounds": [compound], "milestones": steps, "partners": [partner], "partnerships": rights,
        "events": [meeting], "presentations": talks, "slots": slots, "contacts": [contact],
    }  # fmt: skip


def texts_in_work(people, now, world, hidden):
    """The next texts of releases that are public meanwhile."""
    revise(world.for_draft, people, now, hidden)
    revise(world.for_approved, people, now, hidden)
    approved(world.for_approved, people, now)
    revise(world.for_scheduled, people, now, hidden)
    scheduled(world.for_scheduled, people, now)


def revise(release, people, now, hidden):
    release.revise(by=people.approver, now=now, kind="correction", reason=CANARY, note=CANARY)
    release.headline, release.body = f"{CANARY} headline", f"<p>{CANARY}</p>"
    release.save()
    release.record_author(people.writer)
    file = attach(release, f"{CANARY}.csv", CANARY.encode(), CANARY)
    left_out = attach(release, f"{CANARY}-left-out.csv", CANARY.encode(), CANARY, included=False)
    hidden.files |= {(file.ref, file.name), (left_out.ref, left_out.name)}
