"""The facts that a release announces become public with it, to the microsecond.

A fact is announced by a revision when its `public_from` equals the revision's; a fact that was public
before is only mentioned and is never moved.
"""

from django.db.models import Q

from .revision import FACTS, Revision


def hand_over(revision, at):
    """Give the instant to every linked fact that would otherwise appear later or never."""
    for name in FACTS:
        rows = getattr(revision, name).filter(Q(public_from=None) | Q(public_from__gt=at))
        # Two plain statements: an UPDATE with a join is not portable.
        rows.model.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(public_from=at)


def take_back(revision):
    """Undo `hand_over` for a revision that is not live yet; other scheduled releases keep their claim."""
    at = revision.public_from
    if at is None:
        return
    others = set()
    for name in FACTS:
        keys = list(getattr(revision, name).filter(public_from=at).values_list("pk", flat=True))
        if keys:
            getattr(revision, name).model.objects.filter(pk__in=keys).update(public_from=None)
            scheduled = Revision.objects.exclude(pk=revision.pk).filter(public_from__isnull=False)
            others.update(scheduled.filter(**{f"{name}__in": keys}))
    for other in sorted(others, key=lambda other: other.public_from):
        hand_over(other, other.public_from)


def end(revision, now):
    """Take from the site what only this withdrawn release had announced."""
    instants = list(revision.release.revisions.values_list("public_from", flat=True))
    live = Revision.objects.public(now).exclude(release=revision.release_id)
    for name in FACTS:
        announced = getattr(revision, name).filter(public_from__in=instants, public_until=None)
        keys = list(announced.exclude(revisions__in=live).values_list("pk", flat=True))
        announced.model.objects.filter(pk__in=keys).update(public_until=now)
