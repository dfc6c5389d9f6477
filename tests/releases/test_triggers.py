import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction

from releases import triggers
from releases.models import AuditEntry, Revision
from tests import builders


@pytest.mark.django_db
def test_migrating_installs_every_trigger():
    assert triggers.missing() == []


@pytest.mark.django_db
def test_dropped_triggers_are_missed():
    triggers.drop()
    assert set(triggers.missing()) == {name for name, *_ in triggers.rules()}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_roles_and_triggers_survive_a_test_with_real_transactions(turn, now):
    people = builders.people()
    builders.records()
    revision = builders.live(people, now).approved_revision()
    with pytest.raises(DatabaseError, match="is on record"), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(body="changed")
    assert AuditEntry.objects.count() == 3
    assert Group.objects.get(name="Writers").permissions.filter(codename="submit_release").exists()
