"""What a parsed release has to do with the records that we keep: what is known, what would be new."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from contacts.models import Contact
from events.models import Event
from partners.models import Partner
from pipeline.models import Compound

from ..models import Boilerplate, Filing, Release
from ..models.composing import slot_values
from .dates import stated_dates
from .parsed import Doubt, ParsedContact, ParsedRelease
from .slots import fold, with_slots

MENTIONS = 200_000  # characters of a text that are searched for known names


@dataclass
class Named:
    """A compound or partner that the text names: the record, or None and what is offered."""

    name: str
    record: object = None
    aliases: tuple[str, ...] = ()
    evidence: str = ""
    suggested: bool = False


@dataclass
class MatchedContact:
    parsed: ParsedContact
    record: Contact | None = None


@dataclass
class ProposedText:
    """Standing text of the release beside the boilerplate in force on its date.

    `same`: nothing to do. Otherwise `heading` and `text` are offered as a new version; `taken` says that a
    version of that date exists already, so that only the release's own text is possible.
    """

    kind: str
    heading: str
    text: str
    words: str
    in_force: Boilerplate | None = None
    same: bool = False
    taken: bool = False


@dataclass
class Proposal:
    parsed: ParsedRelease
    on: object  # the release's date, or None where nothing states it
    compounds: list[Named] = field(default_factory=list)
    partners: list[Named] = field(default_factory=list)
    contacts: list[MatchedContact] = field(default_factory=list)
    event: Event | None = None
    filing: Filing | None = None
    texts: list[ProposedText] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def text(self, kind):
        return next((text for text in self.texts if text.kind == kind), None)


def propose(parsed, issuer, *, on=None):
    """The `Proposal` for a parsed release; `on` overrides the date that the text states."""
    on = on or parsed.date
    proposal = Proposal(parsed, on, doubts=_with_given_day(parsed, on))
    proposal.compounds = _compounds(parsed)
    proposal.partners = _partners(parsed)
    proposal.contacts = [MatchedContact(contact, _contact(contact)) for contact in parsed.contacts]
    proposal.event = _event(parsed)
    if on:
        proposal.filing = _filing(parsed, on)
        proposal.texts = list(_texts(parsed, proposal, issuer, on))
    proposal.doubts += _doubts(proposal, issuer)
    return proposal


def _compounds(parsed):
    """Those of the safe harbor first and in its order: boilerplate joins them so."""
    known = {
        name.casefold(): record
        for record in Compound.objects.prefetch_related("aliases")
        for name in record.names()
    }
    found, seen = [], set()
    for named in parsed.compound_names:
        record = next(
            filter(None, (known.get(name.casefold()) for name in (named.name, *named.aliases))), None
        )
        if record is None or record not in seen:
            found.append(Named(named.name, record, named.aliases, named.evidence, named.sure))
            seen.add(record)
    for record in sorted(_mentioned(parsed, known) - seen, key=str):
        found.append(Named(record.name, record, evidence=_("named in the text")))
    places = _places_in_safe_harbor(parsed, found)
    for named in found:
        named.suggested = named.name in places or named.record is not None or (named.suggested and not places)
    return sorted(found, key=lambda named: places.get(named.name, MENTIONS))


def _places_in_safe_harbor(parsed, found):
    """Name → place of each that the safe harbor names; a name inside a longer one does not count."""
    text = " ".join(parsed.safe_harbor.paragraphs).casefold() if parsed.safe_harbor else ""
    places = {}
    for name in sorted((named.name for named in found), key=len, reverse=True):
        match = re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", text)
        if match:
            places[name] = match.start()
            text = text.replace(match.group(), " " * len(match.group()))
    return places


def _partners(parsed):
    known = {
        name.casefold(): record
        for record in Partner.objects.prefetch_related("former_names")
        for name in record.names()
    }
    found = [
        Named(name, known.get(name.casefold()), evidence=_("in the list of partners"), suggested=True)
        for name in parsed.partner_names
    ]
    listed = {named.record for named in found}
    mentioned = {record for record in _mentioned(parsed, known) if record not in listed}
    return found + [
        Named(r.name, r, evidence=_("named in the text"), suggested=True) for r in sorted(mentioned, key=str)
    ]


def _mentioned(parsed, known):
    """Records one of whose names stands in the headline or the body as a whole word."""
    text = f"{parsed.headline}\n{parsed.body[:MENTIONS]}".casefold()
    return {record for name, record in known.items() if _is_in(name, text)}


def _is_in(name, text):
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", text.casefold()) is not None


def _contact(parsed):
    """The active contact of this name or e-mail, of this kind where the text says one."""
    contacts = Contact.objects.active().choosable()
    if parsed.kind:
        contacts = contacts.filter(kind=parsed.kind)
    if parsed.person:
        return contacts.filter(person__iexact=parsed.person).first()
    return contacts.filter(email__iexact=parsed.email).first() if parsed.email else None


def _event(parsed):
    """A known event of this name at these dates; an annual meeting of another year is another event."""
    days = [slot.date for slot in parsed.slots if slot.date]
    if not parsed.meeting:
        return None
    events = Event.objects.filter(name__iexact=parsed.meeting)
    if days:
        events = events.filter(start_on__lte=min(days), start_on__year=min(days).year)
    return events.first()


def _filing(parsed, on):
    if parsed.annual_report is None:
        return None
    return Filing.objects.filter(
        form=Filing.Form.ANNUAL, period_end=parsed.annual_report.fiscal_year_end, filed_on__lte=on
    ).first()


def _texts(parsed, proposal, issuer, on):
    values = values_of(proposal, issuer, on)
    if len(parsed.abouts) == 1:
        yield _text(Boilerplate.Kind.ABOUT, parsed.abouts[0].heading, parsed.abouts[0].paragraphs, values, on)
    if parsed.safe_harbor:
        passage = parsed.safe_harbor
        yield _text(Boilerplate.Kind.SAFE_HARBOR, passage.heading, passage.paragraphs, values, on)
    if parsed.source_line:
        yield _text(Boilerplate.Kind.SOURCE, "", [parsed.source_line], values, on)


def values_of(proposal, issuer, on):
    """What the slots of boilerplate stand for in this release, if all that is suggested is confirmed."""
    values = slot_values(on, issuer, Filing.objects.annual_report(on))
    values["compounds"] = [
        named.record.name if named.record else named.name for named in proposal.compounds if named.suggested
    ]
    values["partners"] = sorted({*values["partners"], *proposal.parsed.partner_names})
    if proposal.parsed.annual_report:
        values["annual_report"] = proposal.parsed.annual_report.text
    return values


def _text(kind, heading, paragraphs, values, on):
    text = "\n\n".join(paragraphs)
    words = fold(f"{heading} {text}")
    in_force = Boilerplate.objects.in_force(kind, on)
    same = in_force is not None and fold(" ".join(in_force.render(values)[:2])) == words
    taken = in_force is not None and in_force.effective_from == on
    return ProposedText(
        kind, with_slots(heading, values), with_slots(text, values), words, in_force, same, taken and not same
    )


def _with_given_day(parsed, on):
    """The text's doubts; where it states its day without a year, the date that a person gave settles or belies it."""
    stated = next(stated_dates(f"{parsed.date_line}\n{parsed.dateline}"), None)
    if parsed.date or not on or not stated or stated.year:
        return list(parsed.doubts)
    doubts = [doubt for doubt in parsed.doubts if doubt.code != "date-without-year"]
    if stated.on(on.year) != on:
        sentence = _("The text says “%s”, but the release is dated %s.") % (stated.text, on)
        doubts.append(Doubt("date-conflict", sentence, parsed.dateline or parsed.date_line))
    return doubts


def _doubts(proposal, issuer):
    parsed = proposal.parsed
    own = {(listing.exchange.casefold(), listing.symbol) for listing in issuer.listings.all()}
    for ticker in parsed.tickers:
        if (ticker.exchange.casefold(), ticker.symbol) not in own:
            place = f"{ticker.exchange}: {ticker.symbol}"
            yield Doubt(
                "ticker-unknown", _("“%s” is not a listing of %s.") % (place, issuer.name.rstrip(".")), place
            )
    if proposal.on and Release.objects.filter(headline=parsed.headline, date=proposal.on).exists():
        yield Doubt(
            "known-release", _("A release of this date with this headline exists already."), parsed.headline
        )
    if len(parsed.abouts) > 1:
        headings = ", ".join(about.heading for about in parsed.abouts)
        yield Doubt(
            "several-abouts",
            _("There are several Abouts; they are kept as this release's own text."),
            headings,
        )
    for contact in proposal.contacts:
        if contact.record and contact.parsed.phone and contact.record.phone != contact.parsed.phone:
            yield Doubt(
                "contact-phone",
                _("%s is on record with another phone: %s.")
                % (contact.record.person, contact.record.phone or "–"),
                contact.parsed.phone,
            )
