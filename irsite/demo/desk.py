"""How the demo's people worked: each release written, submitted, approved and sent out by the real moves.

Every act has its instant, and the acts of all releases are done in the order of time.
"""

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace

from releases.models import Category, Release, ReleaseCompound, ReleaseContact

from . import company, results
from .attachments import attach
from .programme import programme
from .timeline import Timeline, without_misprint
from .words import as_html

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
TEXT_FIELDS = {"safe-harbor": "safe_harbor", "safe-harbor-reason": "safe_harbor_reason"}


@dataclass
class Desk:
    """`rows` holds what records.py made: people, contacts, compounds, partners, events and announced facts."""

    timeline: Timeline
    rows: SimpleNamespace
    releases: dict = field(default_factory=dict)

    @property
    def writer(self):
        return self.rows.people["writer"]

    @property
    def approver(self):
        return self.rows.people["approver"]

    def acts(self, text):
        """(instant, act, its arguments) of everything that was done with this text up to now."""
        out = self.timeline.instant(text)
        base = min(out, self.timeline.now)  # what goes out later is worked on now
        state = text["state"] or "live"
        yield base - 70 * HOUR, self.write, text
        if state != "draft":
            yield base - 26 * HOUR, self.submit, text
        if state in ("live", "scheduled"):
            yield base - 20 * HOUR, self.approve, text
            yield base - 19 * HOUR, self.schedule, text
        if text["revised"]:
            yield out + 180 * MINUTE, self.revise, text
            yield out + 190 * MINUTE, self.submit, text
            yield out + 205 * MINUTE, self.approve, text
            yield out + 210 * MINUTE, self.publish, text
        if text["withdrawn"]:
            yield out + 27 * HOUR, self.withdraw, text

    def write(self, text, now):
        """Draft the release, with everything that it is filed under and announces."""
        first = without_misprint(text) if text["revised"] else text
        release = Release.objects.create(**self._fields(first))
        self.releases[text.key] = release
        release.record_author(self.writer)
        files = [
            attach(name, release, self.timeline, text, at=now, by=self.writer)
            for name in text.listed("files")
        ]
        release.body = self._body(first, files)
        release.save()
        self._link(release, text)

    def submit(self, text, now):
        self.releases[text.key].submit(by=self.writer, now=now)

    def approve(self, text, now):
        release = self.releases[text.key]
        checked = release.checked(now)
        ticked = [warning.key for warning in checked.warnings]
        release.approve(by=self.approver, now=now, seen=checked.sha256, ticked=ticked)

    def schedule(self, text, now):
        self.releases[text.key].schedule(by=self.approver, now=now, at=self.timeline.instant(text))

    def publish(self, text, now):
        self.releases[text.key].publish(by=self.approver, now=now)

    def revise(self, text, now):
        """Mend the text while the first one stays public."""
        release = self.releases[text.key]
        release.revise(by=self.approver, now=now, kind=text["revised"], reason=text["revised-because"])
        release.record_author(self.writer)
        release.body = self._body(text, release.attachments.all())
        release.note = self.timeline.filler(text).fill(text["note"])
        release.save()

    def withdraw(self, text, now):
        self.releases[text.key].withdraw(by=self.approver, now=now, reason=text["withdrawn"])

    def _fields(self, text):
        day = self.timeline.days[text.key]
        fill = self.filler(text).fill
        wire, end_mark = self.timeline.in_force(company.WIRES, day)
        return {
            "headline": fill(text["headline"]),
            "subheads": [fill(subhead) for subhead in text.subheads],
            "category": Category.objects.get(slug=text["category"]),
            "date": day,
            "from_archive": bool(text["archive"]),
            "dateline_place": text["place"] or company.ISSUER["place"],
            "wire": wire,
            "end_mark": end_mark,
            **{name: text[header] for header, name in TEXT_FIELDS.items() if text[header]},
        }

    def _body(self, text, files):
        addresses = {f"file {place}": file.get_absolute_url() for place, file in enumerate(files, start=1)}
        return as_html(self.filler(text, **addresses).fill(text.body))

    def filler(self, text, **values):
        """The text's filler with every word that this kind of text may use."""
        day, timeline = self.timeline.days[text.key], self.timeline
        (named,) = timeline.in_force(company.NAMED, day)
        known = {"company": named} | results.next_period(timeline.next_quarter)
        for key in text.listed("events"):
            first, _ = timeline.meeting_days[key]
            known[f"programme {key}"] = programme(first, timeline.meetings[key].sessions)
        if text.key in timeline.quarters:
            known |= results.values(timeline, timeline.quarters[text.key])
        return timeline.filler(text, **known, **values)

    def _link(self, release, text):
        rows, day = self.rows, self.timeline.days[text.key]
        contacts = text.listed("contacts") or self.timeline.in_force(company.USUAL_CONTACTS, day)[0]
        for position, key in enumerate(contacts, start=1):
            ReleaseContact.objects.create(release=release, contact=rows.contacts[key], position=position)
        for position, key in enumerate(text.listed("compounds"), start=1):
            ReleaseCompound.objects.create(release=release, compound=rows.compounds[key], position=position)
        release.partners.set(rows.partners[key] for key in text.listed("partners"))
        release.joint_partners.set(rows.partners[key] for key in text.listed("joint"))
        release.milestones.set(rows.milestones.get(text.key, []))
        release.partnerships.set(rows.partnerships.get(text.key, []))
        calls = [f"call-{text.key}"] if text.key in self.timeline.quarters else []
        for key in text.listed("events") + calls:
            event, presentations, slots = rows.events[key]
            release.events.add(event)
            release.presentations.add(*presentations)
            release.slots.add(*slots)
