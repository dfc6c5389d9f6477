"""Keeps the index beside the rows that it speaks of."""

from django.db.models.signals import post_delete, post_save

from events.models import Event
from partners.models import FormerName, Partner
from pipeline.models import Alias, Compound
from releases.html import text_of
from releases.models import Revision

from .models import Entry
from .words import fold

Kind = Entry.Kind


def release_entry(revision):
    texts = [
        *revision.subheads,
        revision.dateline,
        text_of(revision.body),
        text_of(revision.about),
        revision.contact_block,
    ]
    return revision.date, revision.headline, "\n".join(texts)


def compound_entry(compound):
    return (
        None,
        " ".join(compound.names()),
        f"{compound.target}\n{compound.technology}\n{compound.description}",
    )


def partner_entry(partner):
    return None, " ".join(partner.names()), ""  # a partnership's words have an embargo of their own


def event_entry(event):
    return event.start_on, event.name, f"{event.place}\n{event.description}"  # presentations have one too


INDEXED = {
    Revision: (Kind.RELEASE, release_entry),
    Compound: (Kind.COMPOUND, compound_entry),
    Partner: (Kind.PARTNER, partner_entry),
    Event: (Kind.EVENT, event_entry),
}

# Other names of a row, and whose they are.
NAMES = {Alias: (Compound, "compound_id"), FormerName: (Partner, "partner_id")}


def index(row):
    kind, entry_of = INDEXED[type(row)]
    date, title, body = entry_of(row)
    Entry.objects.update_or_create(
        kind=kind, row=row.pk, defaults={"date": date, "title": fold(title), "body": fold(body)}
    )


def connect():
    for model in INDEXED:
        post_save.connect(_saved, sender=model, dispatch_uid=f"search-{model.__name__}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"search-{model.__name__}-gone")
    for model in NAMES:
        post_save.connect(_name_saved, sender=model, dispatch_uid=f"search-{model.__name__}")
        post_delete.connect(_name_saved, sender=model, dispatch_uid=f"search-{model.__name__}-gone")


def _saved(instance, raw=False, update_fields=None, **kwargs):
    # A revision's words are whole once it is sealed; later saves only move its instants.
    if isinstance(instance, Revision) and "sha256" not in (update_fields or ()):
        return
    if not raw:
        index(instance)


def _deleted(sender, instance, **kwargs):
    Entry.objects.filter(kind=INDEXED[sender][0], row=instance.pk).delete()


def _name_saved(sender, instance, raw=False, **kwargs):
    # Where the owner is deleted together with its names there is none to index.
    owner, key = NAMES[sender]
    row = owner.objects.filter(pk=getattr(instance, key)).first()
    if row and not raw:
        index(row)
