"""From a release to the `Subject` that the rules read: the same number of queries whatever the release holds.

Nothing here may import `releases.models.release`, which may call preflight: the release is an argument.
"""

from django.db.models import Exists, OuterRef, Q

from contacts.models import Contact
from events.models import Event, Presentation, Slot
from partners.models import Partner, Partnership
from pipeline.models import Compound, Milestone

from ..html import text_of
from ..models.attachment import Attachment
from ..models.revision import Revision
from .html_parts import read_html
from .links import file_refs
from .passages import Passage
from .subject import File, Meeting, Named, Person, Reached, Subject, Talk, Trial
from .trials import stated_trials


def gather(release, *, now, composition=None):
    """All that the rules look at. Pass the `composition` if the release was composed already."""
    composition = composition or release.compose()
    tags, passages = composition.tags, _passages(release, composition.revision)
    issuer = composition.issuer
    report = composition.annual_report
    compounds, talks = _compounds(), _linked(Presentation, tags["presentations"])
    return Subject(
        passages=passages,
        date=release.date,
        today=issuer.day(now),
        kind=release.kind,
        from_archive=release.from_archive,
        not_placed=release.not_placed,
        issuer=tuple(dict.fromkeys(issuer.names())),
        listings=tuple((each.exchange, each.symbol, each.market_code) for each in issuer.listings.all()),
        safe_harbor=release.safe_harbor,
        compounds=compounds,
        partners=_partners(),
        linked_compounds=frozenset(tags["compounds"]),
        linked_partners=frozenset(_linked_partners(composition)),
        reached=_reached(release, tags, now),
        trials=_trials(passages, tags, compounds),
        talks=tuple(Talk(talk.title, talk.abstract_number) for talk in talks),
        slot_days=_slot_days(tags),
        meetings=_meetings(tags),
        contacts=_contacts(composition.contacts),
        inactive_names=_inactive_names(release),
        annual_report=report.period_end if report else None,
        files=_files(release, passages, now),
    )


def _passages(release, revision):
    """Every word that will be public, in its order, with the field in which it is mended."""
    plain = [
        ("date line", "own_date_line", revision.date_line),
        ("headline", "headline", release.headline),
        *(("subhead", "subheads", subhead) for subhead in release.subheads),
        ("note", "note", revision.note),
        ("dateline", "own_dateline" if release.own_dateline else "dateline_place", revision.dateline),
    ]
    rich = [
        ("body", "body", revision.body),
        ("about", "own_about" if release.own_about else "attach_about", revision.about),
        (
            "safe harbor",
            "own_safe_harbor" if release.own_safe_harbor else "safe_harbor",
            revision.safe_harbor,
        ),
    ]
    end = [
        (
            "contacts",
            "own_contact_block" if release.own_contact_block else "contacts",
            revision.contact_block,
        ),
        ("source line", "own_source_line", revision.source_line),
    ]
    made = [Passage(part, field, text) for part, field, text in plain]
    made += [Passage(part, field, text_of(html), html) for part, field, html in rich]
    made += [Passage(part, field, text) for part, field, text in end]
    return tuple(passage for passage in made if passage.text or passage.html)


def _compounds():
    return tuple(
        Named(
            compound.pk,
            tuple(compound.names()),
            tuple((alias.name, alias.mark) for alias in compound.aliases.all() if alias.mark),
        )
        for compound in Compound.objects.prefetch_related("aliases")
    )


def _partners():
    return tuple(
        Named(partner.pk, tuple(partner.names()))
        for partner in Partner.objects.prefetch_related("former_names")
    )


def _linked(model, keys):
    """The rows, which are none for most releases: then the database need not be asked."""
    return list(model.objects.filter(pk__in=keys)) if keys else []


def _linked_partners(composition):
    rights = _linked(Partnership, composition.tags["partnerships"])
    joint = composition.joint_partners
    return {
        *composition.tags["partners"],
        *(each.partner_id for each in rights),
        *(each.pk for each in joint),
    }


def _reached(release, tags, now):
    """What the pipeline says on the release's date, with the milestones that the release itself announces."""
    known = Milestone.objects.public(now) | Milestone.objects.filter(pk__in=tags["milestones"])
    rows = known.filter(reached_on__lte=release.date).order_by("reached_on", "pk")
    programs = {}
    for compound, program, phase in rows.values_list("program__compound", "program", "phase"):
        programs.setdefault((compound, program), []).append(phase)
    return tuple(Reached(compound, tuple(phases)) for (compound, _program), phases in programs.items())


def _trials(passages, tags, compounds):
    """What is on record of the trial ids in the text."""
    stated = {trial for passage in passages for trial in stated_trials(passage.text)}
    if not stated:
        return ()
    names = {compound.pk: str(compound) for compound in compounds}
    trials = []
    milestones = Milestone.objects.filter(trial_id__in=stated)
    for trial_id, pk, compound in milestones.values_list("trial_id", "pk", "program__compound"):
        trials.append(
            Trial(trial_id, names[compound], pk in tags["milestones"] or compound in tags["compounds"])
        )
    presentations = Presentation.objects.filter(trial_id__in=stated)
    for trial_id, pk, title, compound in presentations.values_list("trial_id", "pk", "title", "compounds"):
        trials.append(
            Trial(trial_id, f"“{title[:80]}”", pk in tags["presentations"] or compound in tags["compounds"])
        )
    return tuple(trials)


def _slot_days(tags):
    if not (tags["slots"] or tags["presentations"]):
        return frozenset()
    linked = Q(pk__in=tags["slots"]) | Q(presentations__in=tags["presentations"])
    return frozenset(Slot.objects.filter(linked).values_list("date", flat=True))


def _meetings(tags):
    return tuple(
        Meeting(event.name, event.kind, event.start_on, event.end_on or event.start_on)
        for event in _linked(Event, tags["events"])
    )


def _contacts(contacts):
    return tuple(
        Person(
            contact.person or contact.organisation,
            contact.person,
            contact.phone,
            contact.email,
            contact.active,
        )
        for contact in contacts
    )


def _inactive_names(release):
    """People who left and whom nobody active is called after; only a typed block can still name them."""
    if not release.own_contact_block:
        return ()
    namesakes = Contact.objects.active().filter(person=OuterRef("person"))
    left = Contact.objects.filter(~Exists(namesakes), active=False).exclude(person="")
    return tuple(left.values_list("person", flat=True).distinct())


def _files(release, passages, now):
    refs = {ref for passage in passages if passage.html for ref in file_refs(read_html(passage.html))}
    own = list(Attachment.objects.filter(release=release.pk))
    others = refs.difference(file.ref for file in own)
    rows = own + (_files_elsewhere(others, now) if others else [])
    return tuple(
        File(
            file.ref,
            str(file),
            file.content_type.startswith("image/"),
            file.alternative_text,
            file.release_id == release.pk,
            file.included if file.release_id == release.pk else file.is_public,
            tuple(map(tuple, file.notes)),
        )
        for file in rows
    )


def _files_elsewhere(refs, now):
    """Files of other releases that a text names, each with `is_public`."""
    public = Revision.objects.public(now).filter(attachments=OuterRef("pk"))
    return list(Attachment.objects.filter(ref__in=refs).annotate(is_public=Exists(public)))
