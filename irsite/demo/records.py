"""The demo's rows, except releases: validated as the admin would, and public only once a release announces them."""

import datetime as dt
from pathlib import Path

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils.text import slugify

from contacts.models import Contact
from events.models import Event, Presentation, Slot
from partners.models import FormerName, Partner, Partnership
from pipeline.models import Alias, Compound, Indication, Milestone, Program
from releases.models import Boilerplate, Category, Filing, Issuer, Listing

from . import company, drawing, partnering, science, words
from .days import last_reported

TEXTS = Path(__file__).parent / "boilerplate"


def make(model, **fields):
    row = model(**fields)
    row.full_clean()
    row.save()
    return row


def people():
    """The writer and the approver of the demo; nobody can sign in as one."""
    found = {}
    for key, username, first, last, role in company.PEOPLE:
        found[key] = User.objects.create_user(
            username, first_name=first, last_name=last
        )  # without a password
        found[key].groups.add(Group.objects.get(name=role))
    return found


def issuer(timeline):
    logo = ContentFile(drawing.logo(*company.LOGO), name="logo.png")
    issuer = make(Issuer, **company.ISSUER, logo=logo)
    for order, (name, slug) in enumerate(company.CATEGORIES, start=1):
        make(Category, name=name, slug=slug, order=order)
    for file, kind, name, heading, day in company.BOILERPLATE:
        _boilerplate(file, timeline.at(day), kind=kind, name=name, heading=heading)
    _filings(timeline)
    return issuer


def listing(issuer, exchange, market_code, symbol, order):
    make(Listing, issuer=issuer, exchange=exchange, market_code=market_code, symbol=symbol, order=order)


def contacts():
    return {key: make(Contact, **fields) for key, fields in company.CONTACTS.items()}


def compounds():
    found = {}
    for order, (key, fields) in enumerate(science.COMPOUNDS.items(), start=1):
        fields = {name: value for name, value in fields.items() if name != "aliases"}
        found[key] = make(Compound, slug=slugify(fields["name"]), order=order, **fields)
        for kind, name, mark in science.COMPOUNDS[key]["aliases"]:
            make(Alias, compound=found[key], kind=kind, name=name, mark=mark)
    return found


def milestones(timeline, compounds):
    """The milestones that each release announces, by its key."""
    indications = {
        key: make(Indication, name=name, slug=slugify(name), area=area)
        for key, (name, area) in science.INDICATIONS.items()
    }
    programs = {
        key: make(Program, compound=compounds[compound], indication=indications[indication], line=line)
        for key, (compound, indication, line) in science.PROGRAMS.items()
    }
    found = {}
    for program, phase, release, days, study, note in science.MILESTONES:
        reached = timeline.days[release] + dt.timedelta(days=days)
        trial_id = science.TRIALS.get(study, "")
        row = make(
            Milestone,
            program=programs[program],
            phase=phase,
            reached_on=reached,
            trial_id=trial_id,
            note=note,
        )
        found.setdefault(release, []).append(row)
    return found


def partners(timeline):
    found = {}
    for key, fields in partnering.PARTNERS.items():
        logo = ContentFile(drawing.logo(*fields["logo"]), name="logo.png")
        parent = found.get(fields.get("parent"))
        name, address = fields["name"], fields["web_address"]
        found[key] = make(
            Partner, name=name, slug=slugify(name), parent=parent, logo=logo, web_address=address
        )
        for former, until in fields["former_names"]:
            make(FormerName, partner=found[key], name=former, until=until and timeline.at(until))
    for file, key, heading, day in company.PARTNER_BOILERPLATE:
        _boilerplate(file, timeline.at(day), kind="about", partner=found[key], name=heading, heading=heading)
    return found


def partnerships(timeline, partners, compounds):
    """The partnerships that each release announces, by its key."""
    found = {}
    for fields in partnering.PARTNERSHIPS.values():
        row = make(
            Partnership,
            partner=partners[fields["partner"]],
            start_on=timeline.at(fields["start"]),
            end_on=timeline.at(fields["end"]) if "end" in fields else None,
            **{name: fields[name] for name in ("kind", "territory", "summary")},
        )
        row.compounds.set(compounds[key] for key in fields["compounds"])
        found.setdefault(fields["announced"], []).append(row)
    return found


def events(timeline, compounds):
    """(event, presentations, slots) of every event, by its key."""
    return {key: _event(timeline, key, meeting, compounds) for key, meeting in timeline.meetings.items()}


def _event(timeline, key, meeting, compounds):
    first, last = timeline.meeting_days[key]
    event = make(
        Event,
        kind=meeting.kind,
        name=words.Filler(first, {}, {}).fill(meeting.name),
        place=meeting.place,
        time_zone=meeting.zone,
        start_on=first,
        end_on=last if last > first else None,
        start_time=meeting.time or None,
        web_address=meeting.url,
        description=meeting.description,
    )
    rows, slots = {}, []
    for session in meeting.sessions:
        for talk in session.talks:
            rows[talk] = rows.get(talk) or _presentation(event, talk, compounds)
        slots.append(_slot(event, session, [rows[talk] for talk in session.talks]))
    return event, list(rows.values()), slots


def _presentation(event, talk, compounds):
    row = make(
        Presentation,
        event=event,
        title=talk.title,
        abstract_number=talk.abstract,
        presenter=talk.presenter,
        trial_id=science.TRIALS.get(talk.study, ""),
    )
    row.compounds.set(compounds[key] for key in talk.compounds)
    return row


def _slot(event, session, presentations):
    row = make(
        Slot,
        event=event,
        date=event.start_on + dt.timedelta(days=session.day),
        start=dt.time.fromisoformat(session.start.zfill(5)),
        end=dt.time.fromisoformat(session.end.zfill(5)),
        session=session.name,
        room=session.room,
        board=session.board,
        role=f"Discussant: {session.with_whom}" if session.with_whom else session.role,
    )
    row.presentations.set(presentations)
    return row


def _boilerplate(file, effective_from, **fields):
    text = (TEXTS / f"{file}.txt").read_text(encoding="utf-8").strip()
    make(Boilerplate, text=text, effective_from=effective_from, **fields)


def _filings(timeline):
    """Every annual and quarterly report since the company went public, filed with the results."""
    quarter = last_reported(timeline.today)
    while quarter.end > timeline.at(company.IPO):
        form = Filing.Form.ANNUAL if quarter.is_annual else Filing.Form.QUARTERLY
        address = f"{company.SITE}/filings/{quarter.year}-{form.lower()}-{quarter.number}"
        make(Filing, form=form, period_end=quarter.end, filed_on=quarter.reported_on, web_address=address)
        quarter = quarter.plus(-1)
