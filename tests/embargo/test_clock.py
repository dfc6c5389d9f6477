import datetime as dt

import pytest
from django.db import IntegrityError

from contacts.models import Contact
from embargo.clock import embargoed_models, next_boundary
from pipeline.models import Compound

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
TICK = dt.timedelta(microseconds=1)


def test_row_is_public_from_its_instant_until_its_end(now):
    row = Compound.objects.create(name="A", slug="a", public_from=now, public_until=now + MINUTE)
    seen = [bool(Compound.objects.public(at)) for at in (now - TICK, now, now + MINUTE - TICK, now + MINUTE)]
    assert seen == [False, True, True, False]
    assert seen == [row.is_public(at) for at in (now - TICK, now, now + MINUTE - TICK, now + MINUTE)]


def test_row_without_an_instant_is_never_public(now):
    Compound.objects.create(name="A", slug="a")
    assert not Compound.objects.public(now).exists()


def test_end_before_the_beginning_is_refused(now):
    with pytest.raises(IntegrityError):
        Compound.objects.create(name="A", slug="a", public_from=now, public_until=now - TICK)


def test_next_boundary_is_the_first_change_of_any_kind(now):
    Compound.objects.create(name="A", slug="a", public_from=now - MINUTE, public_until=now + 2 * MINUTE)
    Contact.objects.create(kind="media", person="P", public_from=now + MINUTE)
    assert next_boundary(now) == now + MINUTE
    assert next_boundary(now + MINUTE) == now + 2 * MINUTE
    assert next_boundary(now + 2 * MINUTE) is None


def test_everything_that_can_be_news_is_embargoed():
    names = {model.__name__ for model in embargoed_models()}
    assert names == {
        "Compound", "Contact", "Event", "Milestone", "Partnership", "Presentation", "Revision", "Slot"
    }  # fmt: skip
