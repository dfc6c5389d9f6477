import io
import re

import pytest
from django.contrib.auth import authenticate as django_authenticate
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import reverse

pytestmark = pytest.mark.django_db


def create_people(**options):
    out = io.StringIO()
    call_command("create_people", stdout=out, **options)
    return out.getvalue()


def authenticate(**credentials):
    return django_authenticate(RequestFactory().post("/admin/login/"), **credentials)


def passwords(printed):
    return dict(re.findall(r"^  (\w+) +(\S+)$", printed, re.M))


def test_first_start_prints_passwords_that_sign_in():
    printed = passwords(create_people())
    assert set(printed) == {"editor", "approver", "administrator"}
    assert all(authenticate(username=name, password=password) for name, password in printed.items())


@pytest.mark.parametrize(
    ("username", "may", "may_not"),
    [
        ("editor", "releases.submit_release", "releases.approve_release"),
        ("approver", "releases.approve_release", "releases.change_boilerplate"),
        ("administrator", "releases.change_boilerplate", "releases.submit_release"),
    ],
)
def test_each_person_has_one_role(username, may, may_not):
    create_people()
    person = User.objects.get(username=username)
    assert person.is_staff
    assert not person.is_superuser
    assert person.has_perm(may)
    assert not person.has_perm(may_not)


def test_second_start_changes_nothing():
    create_people()
    before = set(User.objects.values_list("username", "password"))
    assert passwords(create_people()) == {}
    assert set(User.objects.values_list("username", "password")) == before


def test_newsroom_with_its_own_people_gets_no_others(people):
    assert "Accounts exist." in create_people()
    assert not User.objects.filter(username="editor").exists()


def test_people_who_cannot_sign_in_do_not_count():
    author = User.objects.create_user("author", is_staff=True)
    author.groups.add(Group.objects.get(name="Writers"))
    assert set(passwords(create_people())) == {"editor", "approver", "administrator"}


def test_new_passwords_replace_the_old():
    old = passwords(create_people())
    new = passwords(create_people(new_passwords=True))
    assert not authenticate(username="editor", password=old["editor"])
    assert authenticate(username="editor", password=new["editor"])


def test_passwords_are_not_kept_in_clear():
    printed = passwords(create_people())
    stored = "".join(User.objects.values_list("password", flat=True))
    assert not any(password in stored for password in printed.values())


def test_administrator_ticks_the_roles_of_a_person(client, people):
    client.force_login(people.administrator)
    page = client.get(reverse("admin:auth_user_change", args=[people.writer.pk])).text
    ticked = re.findall(r'<input type="checkbox" name="groups"[^>]*checked[^>]*>\s*(\w+)', page)
    assert ticked == ["Writers"]
    assert "Never" in page  # signed in
