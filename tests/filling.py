"""A newsroom of any size in seconds: rows written at once, as far as pages read them.

The order is that of the desk: text, tags, hash, and only then the instant, as the database demands.
"""

import datetime as dt

from django.utils.text import slugify

from contacts.models import Contact
from embargo.refs import new_ref
from events.models import Event, Presentation, Slot
from partners.models import Partner, Partnership
from pipeline.models import Compound, Indication, Milestone, Program
from releases.models import Category, Release, Revision
from search.models import Entry

YEARS = range(2006, 2026)


def fill(now, *, releases, others):
    """`releases` live releases over twenty years; `others` rows of every other kind, all of it public."""
    compounds, partners, event = science(now, others), alliances(now, others), agenda(now, others)
    Contact.objects.bulk_create(
        [Contact(kind="media", person=f"Person {releases}-{n}", public_from=now) for n in range(others)]
    )
    texts = write(now, releases)
    tag(texts, "compounds", compounds)
    tag(texts, "partners", partners)
    tag(texts, "events", [event])
    tag(texts, "milestones", list(Milestone.objects.all()))
    tag(texts, "partnerships", list(Partnership.objects.all()))
    open_to_readers()


def science(now, many):
    compounds = Compound.objects.bulk_create(
        [Compound(name=f"velmatinib {many}-{n}", slug=f"v-{many}-{n}", public_from=now) for n in range(many)]
    )
    indication, _new = Indication.objects.get_or_create(name="Lymphoma", slug="lymphoma")
    programs = Program.objects.bulk_create(
        [Program(compound=each, indication=indication) for each in compounds]
    )
    Milestone.objects.bulk_create(
        [
            Milestone(program=program, phase=phase, reached_on=dt.date(2020, 1, 1), public_from=now)
            for program in (*programs, *[programs[0]] * many)
            for phase in ("1", "2")
        ]
    )
    return compounds


def alliances(now, many):
    partners = Partner.objects.bulk_create(
        [Partner(name=f"Orvanta {many}-{n}", slug=f"o-{many}-{n}") for n in range(many)]
    )
    agreed = Partnership.objects.bulk_create(
        [
            Partnership(partner=partner, kind="co-development", public_from=now)
            for partner in (*partners, *[partners[0]] * many)
        ]
    )
    through = Partnership.compounds.through
    first = Compound.objects.order_by("-pk").first()
    through.objects.bulk_create([through(partnership=each, compound=first) for each in agreed])
    return partners


def agenda(now, many):
    """Past and coming events; the one that is returned has a schedule."""
    days = [now.date() + dt.timedelta(days=n - many // 2) for n in range(many)]
    events = Event.objects.bulk_create(
        [Event(kind="call", name=f"Call {day}", start_on=day, public_from=now) for day in days]
    )
    talks = Presentation.objects.bulk_create(
        [Presentation(event=events[0], title=f"Talk {n}", public_from=now) for n in range(many)]
    )
    slots = Slot.objects.bulk_create(
        [Slot(event=events[0], date=days[0], start=dt.time(9), public_from=now) for _talk in talks]
    )
    held, shown = Slot.presentations.through, Presentation.compounds.through
    compound = Compound.objects.order_by("-pk").first()
    held.objects.bulk_create([held(slot=s, presentation=t) for s, t in zip(slots, talks, strict=True)])
    shown.objects.bulk_create([shown(presentation=talk, compound=compound) for talk in talks])
    return events[0]


def write(now, many, category=None):
    category = category or Category.objects.first()
    days = [dt.date(YEARS[n % len(YEARS)], 1 + n % 12, 1 + n % 28) for n in range(many)]
    drafts = Release.objects.bulk_create(
        [
            Release(
                ref=(ref := new_ref()), guid=f"tag:{ref}", headline=f"Velmora Reports Results {n}", date=day,
                category=category, body="<p>Results of the study.</p>", status="approved",
            )
            for n, day in enumerate(days)
        ]
    )  # fmt: skip
    texts = Revision.objects.bulk_create(
        [
            Revision(
                release=each, ref=each.ref, guid=each.guid, number=1, kind="original", headline=each.headline,
                slug=slugify(each.headline), date=each.date, body=each.body, category=category,
                approved_at=now, approver_name="Arne",
            )
            for each in drafts
        ]
    )  # fmt: skip
    Entry.objects.bulk_create(
        Entry(kind="release", row=text.pk, date=text.date, title=text.headline.lower(), body="the study")
        for text in texts
    )
    return texts


def tag(texts, name, rows):
    """Every row with a text; and every text with a compound and a partner."""
    through = getattr(Revision, name).through
    field = Revision._meta.get_field(name).m2m_reverse_field_name()
    number = len(texts) if name in ("compounds", "partners") else len(rows)
    through.objects.bulk_create(
        through(revision=texts[n % len(texts)], **{field: rows[n % len(rows)]}) for n in range(number)
    )


def open_to_readers():
    for year in YEARS:
        at = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
        of_year = Revision.objects.filter(sha256="", date__year=year)
        of_year.update(sha256="0" * 64, public_from=at, released_at=at)
