"""What the command confirms in place of a person at a form: nothing new but the kinds that it was told."""

from django.utils.translation import gettext as _

from events.models import Event

from ..models import Boilerplate
from .parsed import Doubt
from .store import Confirmed

CONFIRMABLE = ("compounds", "partners", "contacts", "event", "annual-report", "boilerplate")


def confirm_suggested(proposal, kinds):
    """`Confirmed` with all that is known linked and what is new of `kinds` created; a doubt for each thing left out."""
    confirmed, doubts = Confirmed(), []
    for kind in ("compounds", "partners"):
        doubts += _names(kind, getattr(proposal, kind), kinds, getattr(confirmed, kind))
    doubts += _contacts(proposal, kinds, confirmed)
    doubts += _event(proposal, kinds, confirmed)
    doubts += _annual_report(proposal, kinds, confirmed)
    if "boilerplate" in kinds:
        new = (text for text in proposal.texts if not text.same and not text.taken)
        # A source line that differs is a wire's trailer far more often than a new text of the company's.
        confirmed.boilerplate = {
            t.kind: (t.heading, t.text) for t in new if t.kind != Boilerplate.Kind.SOURCE
        }
    return confirmed, doubts


def _names(kind, found, kinds, chosen):
    for index, named in enumerate(found):
        if named.suggested and (named.record or kind in kinds):
            chosen.append(index)
        elif named.suggested:
            yield _left_out(kind, named.name)


def _contacts(proposal, kinds, confirmed):
    for index, contact in enumerate(proposal.contacts):
        if contact.record or ("contacts" in kinds and contact.parsed.kind):
            confirmed.contacts[index] = contact.record.kind if contact.record else contact.parsed.kind
        else:
            yield _left_out(
                "contacts", contact.parsed.person or contact.parsed.organisation or contact.parsed.text
            )


def _event(proposal, kinds, confirmed):
    parsed = proposal.parsed
    days = [slot.date for slot in parsed.slots if slot.date]
    if proposal.event is None and parsed.meeting and days and "event" in kinds:
        name = parsed.meeting[:200]
        confirmed.event = Event(kind=Event.Kind.CONFERENCE, name=name, start_on=min(days), end_on=max(days))
    else:
        confirmed.event = proposal.event
    confirmed.presentations = confirmed.event is not None
    if parsed.meeting and confirmed.event is None:
        yield _left_out("event", parsed.meeting)


def _annual_report(proposal, kinds, confirmed):
    report = proposal.parsed.annual_report
    if report is None or proposal.filing:
        return
    if "annual-report" not in kinds:
        yield _left_out("annual-report", report.text)
        return
    confirmed.filed_on = proposal.on
    sentence = _("The text does not say when the annual report was filed; the release's date was taken.")
    yield Doubt("filed-on", sentence, report.text)


def _left_out(kind, name):
    return Doubt(
        f"new-{kind}", _("New and not created (%(kind)s): %(name)s") % {"kind": kind, "name": name}, name
    )
