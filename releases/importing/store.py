"""Makes the draft, and of the offered records those that a person confirmed."""

from dataclasses import dataclass, field
from html import escape

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from contacts.models import Contact
from events.models import Event, Presentation, Slot
from partners.models import Partner, Partnership
from pipeline.models import Alias, Compound

from ..dateline import Wire
from ..html import text_of
from ..models import Boilerplate, Filing, Release, ReleaseCompound, ReleaseContact
from .parsed import Doubt
from .slots import fold


@dataclass
class Confirmed:
    """What a person decided about a proposal. Indexes point into the proposal's lists."""

    category: object = None
    from_archive: bool = False
    compounds: list[int] = field(default_factory=list)
    partners: list[int] = field(default_factory=list)
    contacts: dict[int, str] = field(default_factory=dict)  # index → kind
    event: Event | None = None  # known, or new and not saved yet
    presentations: bool = False
    filed_on: object = None  # the date on which a new annual report was filed
    boilerplate: dict[str, tuple[str, str]] = field(
        default_factory=dict
    )  # kind → (heading, text) of a new version


@transaction.atomic
def store(proposal, confirmed, *, wire_text, by=None):
    """The draft release. Whatever boilerplate or contacts would print differently stays as its own text."""
    parsed = proposal.parsed
    release = Release.objects.create(
        headline=parsed.headline[:500],
        subheads=list(parsed.subheads),
        category=confirmed.category,
        date=proposal.on,
        from_archive=confirmed.from_archive,
        dateline_place=parsed.dateline_place[:200],
        wire=parsed.wire if parsed.wire in Wire.values else "",
        body=parsed.body,
        attach_about=bool(parsed.abouts),
        wire_text=wire_text,
    )
    if by:
        release.record_author(by)
    _link_compounds(release, proposal, confirmed)
    _link_partners(release, proposal, confirmed)
    _link_contacts(release, proposal, confirmed)
    _link_event(release, proposal, confirmed)
    _add_records(proposal, confirmed)
    doubts = [*proposal.doubts, *_keep_own_words(release, parsed)]
    release.import_notes = [[doubt.code, doubt.sentence, doubt.place] for doubt in doubts]
    release.not_placed = "\n".join([*parsed.not_placed, *_own_lines(release, parsed)])
    release.save()
    return release


def _link_compounds(release, proposal, confirmed):
    for position, index in enumerate(confirmed.compounds, start=1):
        named = proposal.compounds[index]
        compound = named.record or _new_compound(named.name, named.aliases)
        ReleaseCompound.objects.get_or_create(
            release=release, compound=compound, defaults={"position": position}
        )


def _new_compound(name, aliases):
    compound, created = Compound.objects.get_or_create(
        name=name, defaults={"slug": free_slug(Compound, name)}
    )
    if created:
        Alias.objects.bulk_create(
            Alias(compound=compound, kind=Alias.Kind.CODE, name=alias) for alias in aliases
        )
    return compound


def _link_partners(release, proposal, confirmed):
    """A partner that the About lists is one in force; readers see it from the instant of this release."""
    for index in confirmed.partners:
        named = proposal.partners[index]
        partner = named.record
        if partner is None:
            partner, _created = Partner.objects.get_or_create(
                name=named.name, defaults={"slug": free_slug(Partner, named.name)}
            )
        release.partners.add(partner)
        if named.record is None:
            release.partnerships.add(
                Partnership.objects.create(partner=partner, kind=Partnership.Kind.RESEARCH)
            )


def _link_contacts(release, proposal, confirmed):
    for position, (index, kind) in enumerate(sorted(confirmed.contacts.items()), start=1):
        matched = proposal.contacts[index]
        contact = matched.record or _new_contact(matched.parsed, kind)
        ReleaseContact.objects.get_or_create(
            release=release, contact=contact, defaults={"position": position}
        )


def _new_contact(parsed, kind):
    return Contact.objects.create(
        kind=kind,
        person=parsed.person[:120],
        role=parsed.role[:200],
        organisation=parsed.organisation[:200] or ("" if parsed.person else _("not named")),
        phone=parsed.phone[:40],
        email=parsed.email,
    )


def _link_event(release, proposal, confirmed):
    event = confirmed.event
    if event is None:
        return
    if event.pk is None:
        event.save()
    release.events.add(event)
    if not confirmed.presentations:
        return
    parsed = proposal.parsed
    presentations = [_presentation(release, event, entry) for entry in parsed.presentations]
    release.presentations.add(*presentations)
    for entry in parsed.slots:
        if entry.date:
            release.slots.add(_slot(event, entry, [presentations[index] for index in entry.presentations]))


def _presentation(release, event, entry):
    presentation, _created = Presentation.objects.get_or_create(
        event=event,
        title=entry.title[:500],
        abstract_number=entry.abstract_number[:20],
        defaults={"presenter": entry.presenter[:200], "trial_id": entry.trial_id},
    )
    text = f"{entry.compound_hint} {entry.title}".casefold()
    presentation.compounds.add(
        *(c for c in release.compounds.all() if any(name.casefold() in text for name in c.names()))
    )
    return presentation


def _slot(event, entry, presentations):
    slot, _created = Slot.objects.get_or_create(
        event=event,
        date=entry.date,
        start=entry.start,
        end=entry.end,
        session=entry.session[:300],
        room=entry.room[:120],
        board=entry.board[:20],
        role=entry.role[:120],
    )
    slot.presentations.add(*presentations)
    return slot


def _add_records(proposal, confirmed):
    report = proposal.parsed.annual_report
    if confirmed.filed_on and report and proposal.filing is None:
        filing = Filing(period_end=report.fiscal_year_end, filed_on=confirmed.filed_on)
        filing.wording = "" if filing.title == report.text else report.text
        filing.save()
    for kind, (heading, text) in confirmed.boilerplate.items():
        name = _("As in the release of %(date)s") % {"date": proposal.on}
        Boilerplate.objects.create(
            kind=kind, name=name, heading=heading, text=text, effective_from=proposal.on
        )


def _keep_own_words(release, parsed):
    """Compare what the system would print with what the text said; where they differ the text's words stay."""
    revision = release.compose().revision
    if parsed.abouts and not _same(text_of(revision.about), *_passages(parsed.abouts)):
        release.own_about = _as_html(parsed.abouts)
        yield _own("about", _("The About stays as this release's own text."))
    if parsed.safe_harbor and not _same(text_of(revision.safe_harbor), *_passages([parsed.safe_harbor])):
        release.own_safe_harbor = _as_html([parsed.safe_harbor])
        yield _own("safe-harbor", _("The safe harbor stays as this release's own text."))
    if parsed.contact_block and not _same(revision.contact_block, parsed.contact_block):
        release.own_contact_block = parsed.contact_block
        yield _own("contacts", _("The contacts are printed as in the text, not as their records would be."))
    if parsed.source_line and not _same(revision.source_line, parsed.source_line):
        release.own_source_line = parsed.source_line
        yield _own("source", _("The source line stays as this release's own text."))


def _own_lines(release, parsed):
    """Set the lines that are printed as the text has them; those too long for their field are handed back."""
    date = f"{release.date:%B} {release.date.day}, {release.date.year}"
    dateline_differs = not _same(release.compose().revision.dateline, parsed.dateline)
    lines = {
        "own_dateline": parsed.dateline if dateline_differs else "",
        "own_date_line": parsed.date_line if not _same(date, parsed.date_line) else "",
        "end_mark": parsed.end_mark,
    }
    for name, text in lines.items():
        if len(text) <= release._meta.get_field(name).max_length:
            setattr(release, name, text)
        else:
            yield text


def _same(made, *words):
    return fold(made) == fold(" ".join(words))


def _own(kind, sentence):
    return Doubt(f"own-{kind}", sentence, "")


def _passages(passages):
    for passage in passages:
        yield from (passage.heading, *passage.paragraphs)


def _as_html(passages):
    return "\n".join(
        (f"<h2>{escape(passage.heading)}</h2>\n" if passage.heading else "")
        + "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in passage.paragraphs)
        for passage in passages
    )


def free_slug(model, name):
    """An address for `name` that no other row of the model has."""
    slug = stem = slugify(name)[:100] or "unnamed"
    number = 2
    while model.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug
