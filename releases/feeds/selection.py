"""Which releases stand in a feed, and the instant at which each last gave its readers something new.

A release is told of for as long as it is public, and once it is withdrawn as a notice. Its instant is that of
its publication, of its last correction or update, or of its withdrawal; a mended typo is no news and moves
nothing.
"""

import datetime as dt
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.http import Http404

from partners.models import Partner, Partnership
from pipeline.models import Compound

from ..archive import filed_under
from ..counts import tally
from ..models import Category, Issuer, Revision

# How many of the releases touched last stand in a feed; the years hold them all.
ITEMS = 50
NEWS = (Revision.Kind.CORRECTION, Revision.Kind.UPDATE)
TEXTS = ("body", "about", "safe_harbor", "contact_block")


@dataclass(frozen=True)
class Told:
    """A release as a feed tells of it. `changes` are its corrections and updates, newest first."""

    revision: Revision
    published: dt.datetime
    touched: dt.datetime
    withdrawn: bool = False
    changes: list = field(default_factory=list)


def filing(name, slug, now):
    """The category, compound or partner that a feed is about: `{"compound": <Compound>}`; Http404 if it has none.

    `is_shown` tells whether readers may see the row itself.
    """
    row = with_a_feed(name, now).filter(slug=slug).first()
    if row is None:
        raise Http404
    return {name: row}


def with_a_feed(name, now):
    """The rows of one kind that have a feed: the public ones.

    And those that the withdrawal of a release took off the site: it must reach whoever follows them.
    """
    told, withdrawn = told_of(now), Revision.objects.withdrawn(now)
    if name == "category":
        rows = Category.objects.filter(Exists(told.filter(category=OuterRef("pk"))))
        return rows.annotate(is_shown=Value(True))
    model, ended = (
        (Compound, Q(pk__in=Compound.objects.ended(now)))
        if name == "compound"
        else (Partner, Q(partnerships__in=Partnership.objects.ended(now)))
    )
    public = model.objects.public(now)
    followed = model.objects.filter(ended, revisions__in=withdrawn)
    rows = model.objects.filter(Q(pk__in=public.values("pk")) | Q(pk__in=followed.values("pk")))
    return rows.annotate(is_shown=Exists(public.filter(pk=OuterRef("pk"))))


def told_of(now):
    return Revision.objects.public(now) | Revision.objects.withdrawn(now)


def recent(now, zone, filed, until=None):
    """The `Told` that were touched last, newest first.

    `until` is a day after which no release is dated that is public at `now`, if that is long past.
    """
    told = filed_under(told_of(now), filed)
    texts = filed_under(told_of(now) | Revision.objects.superseded(now), filed).order_by("-public_from")
    withdrawn = filed_under(Revision.objects.withdrawn(now), filed).order_by("-withdrawn_at")
    # Whatever was touched last is among the first of one of these; an index holds each in its order.
    newest = (told.filter(date__lte=until).released_by(now) if until else told).newest_first()
    orders = (newest, withdrawn, *(texts.filter(kind=kind) for kind in NEWS))
    refs = {ref for rows in orders for ref in rows.values_list("ref", flat=True)[:ITEMS]}
    return _latest(told.filter(ref__in=refs), now, zone)[:ITEMS]


def of_year(now, zone, filed, year):
    """All `Told` with a date in `year`, the one touched last first."""
    return _latest(filed_under(told_of(now), filed).in_year(year), now, zone)


def years(now, filed, past=False):
    """`{2025: 12, 2024: 30}`: how many releases a feed tells of in each year, newest first."""
    withdrawn, category = filed_under(Revision.objects.withdrawn(now), filed), filed.get("category")
    tags = {name: row for name, row in filed.items() if name != "category"}
    return tally(now, tags, and_also=withdrawn, past=past).years(category and category.pk)


def changed_at(now, filed, named):
    """The last instant at which the bytes of a feed changed, a mended typo included; None if it never did.

    `named` are the rows that it speaks of beside its releases; they know themselves when they changed.
    """
    revisions = filed_under(Revision.objects.all(), filed)
    last = [
        Subquery(revisions.filter(**{f"{name}__lte": now}).order_by(f"-{name}").values(name)[:1])
        for name in ("public_from", "public_until")
    ]
    instants = Issuer.objects.values_list(*last).first() or ()
    renamed = [row.changed_at for row in named if row.changed_at <= now]
    return max([*filter(None, instants), *renamed], default=None)


def with_texts(told):
    """The same `Told`, each with its words, category and files."""
    rows = Revision.objects.select_related("category").prefetch_related("attachments")
    rows = rows.in_bulk([each.revision.pk for each in told])
    return [replace(each, revision=rows[each.revision.pk]) for each in told]


def published_at(revision, zone):
    """The instant that dates a revision. Feeds know no bare date: one without a time has its day's beginning."""
    if revision.date_only:
        return dt.datetime.combine(revision.date, dt.time.min, zone)
    return revision.released_at.astimezone(zone)


def _latest(revisions, now, zone):
    rows = list(revisions.defer(*TEXTS))
    changes = _changes(rows, now)
    told = [_told(row, changes.get(row.ref, []), now, zone) for row in rows]
    return sorted(told, key=lambda each: (each.touched, each.revision.pk), reverse=True)


def _told(revision, changes, now, zone):
    published = published_at(revision, zone)
    withdrawn = revision.withdrawn_at is not None and revision.withdrawn_at <= now
    instants = [published, *(text.public_from for text in changes)]
    touched = revision.withdrawn_at if withdrawn else max(instants)
    return Told(revision, published, touched.astimezone(zone), withdrawn, changes)


def _changes(rows, now):
    """`{ref: [corrections and updates, newest first]}`, in one query for all."""
    numbers = {row.ref: row.number for row in rows}
    texts = (told_of(now) | Revision.objects.superseded(now)).filter(ref__in=numbers, kind__in=NEWS)
    found = {}
    for text in texts.defer(*TEXTS).order_by("-number"):
        if text.number <= numbers[text.ref]:
            found.setdefault(text.ref, []).append(text)
    return found
