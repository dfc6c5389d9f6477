"""What no page of the desk offers, but an old page, a mended address or a program sends."""

import pytest

from pipeline.models import Alias, Compound
from tests.desk import form_data, page_of, sit_down

pytestmark = pytest.mark.django_db
TOO_LARGE = "9223372036854775808"


@pytest.fixture
def approver(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.approver, now)


@pytest.fixture
def compound():
    compound = Compound.objects.create(name="VLM-101", slug="vlm-101")
    for name in ("Old", "New"):
        Alias.objects.create(compound=compound, name=name, kind=Alias.Kind.CODE)
    return compound


def names(compound):
    return set(compound.aliases.values_list("name", flat=True))


@pytest.fixture
def refused(approver, compound):
    """The answer to a page whose first row of two somebody deleted while it was open; the other was changed."""
    typed = form_data(approver.get(page_of(compound)))
    place = next(name for name, value in typed.items() if value == "New")
    compound.aliases.get(name="Old").delete()
    return approver.post(page_of(compound), typed | {place: "Newer"})


def test_row_that_was_deleted_meanwhile_is_told_of_and_nothing_is_lost(refused, compound):
    assert "Somebody deleted rows here" in refused.content.decode()
    assert names(compound) == {"New"}
    rows = refused.context["inline_admin_formsets"][0].formset.forms
    assert [(row["id"].value(), row["name"].value()) for row in rows][1] == ("", "Old")
    assert rows[0]["name"].value() == "Newer"


def test_saving_once_more_brings_a_deleted_row_back(approver, refused, compound):
    approver.post(page_of(compound), form_data(refused))
    assert names(compound) == {"Old", "Newer"}


def test_row_that_both_deleted_is_no_matter(approver, compound):
    typed = form_data(approver.get(page_of(compound)))
    place = next(name for name, value in typed.items() if value == "Old")
    compound.aliases.get(name="Old").delete()
    approver.post(page_of(compound), typed | {place.replace("-name", "-DELETE"): "on"})
    assert names(compound) == {"New"}


@pytest.mark.parametrize("key", ["abc", "1,2", TOO_LARGE])
@pytest.mark.parametrize("page", ["events/presentation", "releases/release"])
def test_what_is_no_key_is_refused_in_words(approver, page, key):
    field = "compounds" if page == "events/presentation" else "partners"
    answer = approver.post(f"/admin/{page}/add/", {field: key})
    assert f"“{key}” is not a valid value." in answer.content.decode()


def test_address_that_chooses_what_is_no_key_opens_an_empty_form(approver):
    assert approver.get("/admin/events/presentation/add/?event=abc").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "events/event/?start_on__year=9999",
        "events/event/?start_on__year=99999999999",
        "releases/release/?date__year=0",
    ],
)
def test_year_beyond_the_calendar_leads_to_the_whole_list(approver, address):
    answer = approver.get(f"/admin/{address}")
    assert answer.status_code == 302
    assert answer.url.endswith("?e=1")


def test_action_on_what_is_no_row_is_refused(approver):
    chosen = {"action": "make_public", "_selected_action": "abc"}
    assert approver.post("/admin/events/event/", chosen).status_code == 400


def test_list_takes_no_regular_expression(approver):
    assert approver.get("/admin/events/event/?name__regex=(").status_code == 400


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_day_that_no_calendar_can_carry_is_refused_in_words(approver, day):
    answer = approver.post("/admin/events/event/add/", {"start_on": day})
    assert "Choose a date from 1900 to 2199." in answer.content.decode()
