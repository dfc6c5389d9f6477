"""Loads the demo company: its records first, then its releases by the real moves, in the order of time."""

import datetime as dt
from operator import itemgetter
from types import SimpleNamespace

from django.db import transaction

from releases.models import Issuer

from . import company, records, timeline
from .desk import Desk


def is_loaded():
    """Whether there is a company already, be it the demo or a real one."""
    return Issuer.objects.exists()


@transaction.atomic
def load(now):
    """Make everything as it would be at the instant `now`."""
    story = timeline.read(now)
    issuer = records.issuer(story)
    desk = Desk(story, _rows(story))
    acts = [act for text in story.texts for act in desk.acts(text)]
    acts += [_listing(story, issuer, listing) for listing in company.LISTINGS]
    for at, act, subject in sorted(acts, key=itemgetter(0)):
        act(subject, at)


def _listing(story, issuer, listing):
    """The act that adds a listing: releases before it do not name it."""
    day, *fields = listing
    at = dt.datetime.combine(story.at(day), dt.time(9), timeline.ZONE)
    return at, lambda fields, now: records.listing(issuer, *fields), fields


def _rows(story):
    compounds = records.compounds()
    partners = records.partners(story)
    return SimpleNamespace(
        people=records.people(),
        contacts=records.contacts(),
        compounds=compounds,
        partners=partners,
        events=records.events(story, compounds),
        milestones=records.milestones(story, compounds),
        partnerships=records.partnerships(story, partners, compounds),
    )
