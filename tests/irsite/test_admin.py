import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from tests.desk import list_of, page_of, save, sit_down

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.administrator, now)


def test_desk_is_ordered_as_editors_work(client, monkeypatch, people, records, now):
    sit_down(client, monkeypatch, people.writer, now)
    names = [str(group["name"]) for group in client.get(reverse("admin:index")).context["app_list"]]
    assert names == ["Releases", "Pipeline", "Partners", "Events", "Contacts", "Settings", "Record"]


def test_desk_shows_nothing_to_somebody_without_a_role(client, monkeypatch, people, records, now):
    people.writer.groups.clear()
    sit_down(client, monkeypatch, people.writer, now)
    assert "no role yet" in client.get(reverse("admin:index")).text


def test_administrator_gives_roles(administrator, people):
    save(administrator, people.writer, groups=[Group.objects.get(name="Approvers").pk])
    assert people.writer.groups.get().name == "Approvers"


def test_administrator_cannot_take_a_second_role(administrator, people):
    save(
        administrator, people.administrator, groups=[Group.objects.get(name="Approvers").pk], first_name="Ada"
    )
    people.administrator.refresh_from_db()
    assert people.administrator.first_name == "Ada"
    assert people.administrator.groups.get().name == "Administrators"


def test_administrator_cannot_make_superusers(administrator, people):
    save(administrator, people.writer, is_superuser="on", user_permissions=[1])
    people.writer.refresh_from_db()
    assert not people.writer.is_superuser
    assert not people.writer.user_permissions.exists()


def test_administrator_cannot_touch_a_superuser(administrator):
    root = User.objects.create_superuser("root", password="pass")
    assert administrator.post(page_of(root), {"username": "mine"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert administrator.get(password).status_code == 403


def test_writer_sees_no_people(client, monkeypatch, people, records, now):
    sit_down(client, monkeypatch, people.writer, now)
    assert client.get(list_of(User)).status_code == 403
