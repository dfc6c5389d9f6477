"""Every address of the desk, for everybody: each new one needs its line here."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from embargo.models import OutboxEntry
from events.models import Event, Presentation, Slot
from partners.models import Partner, Partnership
from pipeline.models import Compound, Indication, Milestone, Program
from tests import builders

from .routes import admin_routes, filled

pytestmark = pytest.mark.django_db

ROLES = ("nobody", "writer", "approver", "administrator")
# What each role may do with the rows: list and look, add, delete. Nobody without a role may do anything.
FACT, FACT_WITH_DELETE = ("la", "la", "l"), ("lad", "lad", "l")
READ_ONLY, SETTING = ("l", "l", "l"), ("l", "l", "lad")
RIGHTS = {
    "releases_release": FACT_WITH_DELETE,
    "releases_revision": READ_ONLY,
    "releases_auditentry": READ_ONLY,
    "releases_issuer": READ_ONLY,
    "releases_boilerplate": ("la", "la", "lad"),
    "releases_filing": ("la", "la", "lad"),
    "releases_category": SETTING,
    "pipeline_compound": FACT,
    "pipeline_indication": FACT,
    "pipeline_program": FACT_WITH_DELETE,
    "pipeline_milestone": FACT_WITH_DELETE,
    "partners_partner": FACT,
    "partners_partnership": FACT,
    "events_event": FACT,
    "events_presentation": FACT_WITH_DELETE,
    "events_slot": FACT_WITH_DELETE,
    "contacts_contact": FACT,
    "embargo_outboxentry": READ_ONLY,
    "auth_user": ("", "", "lad"),
    "auth_group": ("", "", "l"),
}
LETTERS = {"changelist": "l", "change": "l", "history": "l", "add": "a", "delete": "d"}
# Statuses for `ROLES`. 404 is the answer to somebody who may not know that the release is there.
EVERYBODY, PEOPLE = (200, 200, 200, 200), (403, 403, 403, 200)
LOOKING, LOOKING_AT_ONE = (403, 200, 200, 200), (404, 200, 200, 200)
POST_ONLY = (405, 405, 405, 405)
OTHER = {
    "index": EVERYBODY,
    "login": (302, 302, 302, 302),  # on to the desk
    "sign_in_code": (302, 302, 302, 302),
    "second_factor_set_up": EVERYBODY,
    "second_factor": EVERYBODY,
    "recovery_codes": POST_ONLY,
    "logout": POST_ONLY,
    "password_change": EVERYBODY,
    "password_change_done": EVERYBODY,
    "jsi18n": EVERYBODY,
    "autocomplete": (403, 403, 403, 403),  # without the name of a field
    "view_on_site": (404, 404, 404, 404),
    "app_list": LOOKING_AT_ONE,
    "public_at": LOOKING,
    "time_travel": LOOKING,
    "time_travel_end": POST_ONLY,
    "auth_user_second_factor": PEOPLE,
    "auth_user_password_change": PEOPLE,
    "releases_release_import": (403, 200, 200, 403),
    "releases_release_import_confirm": (403, 302, 302, 403),
    "releases_release_editing": POST_ONLY,
    "releases_release_duplicate": POST_ONLY,
    "releases_release_move": POST_ONLY,
    **{f"releases_release_{name}": LOOKING_AT_ONE for name in ("compare", "timing")},
    **{
        f"releases_release_preview{name}": LOOKING_AT_ONE
        for name in ("", "_phone", "_framed", "_print", "_paper", "_feed", "_text")
    },
    "releases_release_panel": (404, 302, 302, 302),
    "releases_release_file": (404, 404, 404, 404),  # the release of this test has none
}
POSTED = {
    "recovery_codes": (302, 302, 302, 302),
    "time_travel_end": (302, 302, 302, 302),
    "releases_release_editing": (404, 200, 200, 404),
    "releases_release_duplicate": (404, 302, 302, 403),
    "releases_release_move": (404, 200, 200, 200),  # with the reasons why not
    "auth_user_second_factor": (403, 403, 403, 302),
}


@pytest.fixture
def rows(people, records, now):
    """A row of every kind: `{model label: pk}`."""
    builders.live(people, now)
    compound = Compound.objects.create(name="VLM-1", slug="vlm-1")
    program = Program.objects.create(
        compound=compound, indication=Indication.objects.create(name="X", slug="x")
    )
    Milestone.objects.create(program=program, phase="2", reached_on=dt.date(2025, 1, 1))
    partner = Partner.objects.create(name="Lindquarry", slug="lindquarry")
    Partnership.objects.create(partner=partner, start_on=dt.date(2025, 1, 1))
    event = Event.objects.create(name="Call", kind="call", start_on=dt.date(2025, 3, 9))
    Presentation.objects.create(event=event, title="Results")
    Slot.objects.create(event=event, date=dt.date(2025, 3, 9))
    OutboxEntry.objects.create(carrier="websub", key="k", due_at=now)
    first = {
        model._meta.label_lower: model._base_manager.values_list("pk", flat=True).first()
        for model in apps.get_models()
    }
    return first | {"auth.user": people.second.pk}


@pytest.fixture
def sign_in(people):
    User.objects.create_user("nobody", password="pass", is_staff=True)

    def client_of(role):
        client = Client()
        client.force_login(getattr(people, role, None) or User.objects.get(username="nobody"))
        return client

    return client_of


def expected(name, role):
    """The status that a GET of the route gets; "in" or "out" where stock redirects play a part."""
    place = ROLES.index(role)
    name = name.removeprefix("admin:")
    if name in OTHER:
        return OTHER[name][place]
    model, _, action = name.rpartition("_")
    letters = "" if role == "nobody" else RIGHTS[model][place - 1]
    return "in" if LETTERS[action] in letters else "out"


def found(response, wanted):
    if wanted in ("in", "out"):
        is_redirected_in = response.status_code == 302 and response.url != "/admin/"
        return "in" if response.status_code == 200 or is_redirected_in else "out"
    return response.status_code


# One who sees almost every page is enough to show that each kind of database answers for it.
ON_ONE_DATABASE = [
    role if role == "approver" else pytest.param(role, marks=pytest.mark.one_database) for role in ROLES
]


@pytest.mark.parametrize("role", ON_ONE_DATABASE)
def test_every_address_of_the_desk_asks_for_the_role(rows, sign_in, role):
    client, wrong = sign_in(role), {}
    for name, route in admin_routes():
        # Those without a name lead on to others of this list, or nowhere.
        if name != "admin:None":
            address = filled(route, rows)
            wanted = expected(name, role)
            status = found(client.get(address), wanted)
            if status != wanted:
                wrong[address] = f"{status}, not {wanted}"
            if name == "admin:logout":
                client = sign_in(role)
    assert not wrong


@pytest.mark.parametrize("role", ROLES)
def test_every_act_asks_for_the_role(rows, sign_in, role):
    client, routes = sign_in(role), dict(admin_routes())
    statuses = {
        name: client.post(filled(routes[f"admin:{name}"], rows, name="submit")).status_code for name in POSTED
    }
    assert statuses == {name: row[ROLES.index(role)] for name, row in POSTED.items()}


@pytest.mark.one_database
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("second_factor", [False, True])
def test_stranger_gets_the_form_for_signing_in_and_nothing_else(
    client, rows, settings, method, second_factor
):
    settings.SECOND_FACTOR = second_factor
    first_page = client.get(reverse("admin:index"))
    assert first_page.url.partition("?")[0] == reverse("admin:login")
    for name, route in admin_routes():
        assert leads_to_the_form(getattr(client, method)(filled(route, rows))), name


def leads_to_the_form(response):
    """Whether the answer is the form for signing in, or an empty one that leads there, be it over the first page."""
    if response.status_code == 302:
        next_one = response.url.partition("?")[0]
        return next_one in (reverse("admin:login"), reverse("admin:index")) and not response.content
    return response.status_code == 200 and response.templates[0].name == "admin/login.html"


@pytest.mark.one_database
def test_password_without_the_second_factor_is_a_stranger_everywhere(rows, sign_in, settings):
    settings.SECOND_FACTOR = True
    client = sign_in("administrator")
    for _name, route in admin_routes():
        if SESSION_KEY not in client.session:
            client = sign_in("administrator")
        assert leads_to_the_form(client.get(filled(route, rows))), route


def test_whoever_is_no_staff_is_a_stranger(client, rows):
    client.force_login(User.objects.create_user("reader", password="pass"))
    for name, route in admin_routes():
        if name not in ("admin:logout", "admin:index"):
            assert client.get(filled(route, rows)).status_code in (302, 200), name


def test_second_factor_guards_time_travel(rows, sign_in, settings, now):
    client = sign_in("writer")
    session = client.session
    session["time_travel_to"] = now.isoformat()
    session.save()
    settings.SECOND_FACTOR = True
    assert "You see the site as of" not in client.get("/").text
