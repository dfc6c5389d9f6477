"""The facts that a release announces become public with it, to the microsecond.

A fact is announced by a revision when its `public_from` equals the revision's; a fact that was public
before is only mentioned and is never moved.
"""

from django.db.models import Q

from .revision import Revision
from .tags import FACTS


def hand_over(revision, at):
    """Give the instant to every linked fact that would otherwise appear later or never."""
    for _name, rows in _linked(revision):
        rows.filter(Q(public_from=None) | Q(public_from__gt=at)).update(public_from=at)


def take_back(revision):
    """Undo `hand_over` for a revision that is not live yet; other scheduled releases keep their claim."""
    at = revision.public_from
    if at is None:
        return
    others = set()
    for name, rows in _linked(revision):
        keys = list(rows.filter(public_from=at).values_list("pk", flat=True))
        if keys:
            rows.filter(pk__in=keys).update(public_from=None)
            scheduled = Revision.objects.exclude(pk=revision.pk).filter(public_from__isnull=False)
            others.update(scheduled.filter(**{f"{name}__in": keys}))
    for other in sorted(others, key=lambda other: other.public_from):
        hand_over(other, other.public_from)


def end(revision, now):
    """Take from the site what only this withdrawn release had announced."""
    instants = list(revision.release.revisions.values_list("public_from", flat=True))
    live = Revision.objects.public(now).exclude(release=revision.release_id)
    for _name, rows in _linked(revision):
        announced = rows.filter(public_from__in=instants, public_until=None)
        keys = list(announced.exclude(revisions__in=live).values_list("pk", flat=True))
        rows.filter(pk__in=keys).update(public_until=now)


def _linked(revision):
    """(name, rows) of each kind of fact that the revision links, found by their keys: an UPDATE takes no join."""
    for name, keys in revision.tags().items():
        if name in FACTS and keys:
            yield name, revision._meta.get_field(name).related_model.objects.filter(pk__in=keys)
