"""Somebody who may not see drafts finds no trace of them, whatever else they may see."""

import datetime as dt

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import reverse

from contacts.models import Contact
from events.models import Event
from partners.models import Partner, Partnership
from pipeline.models import Compound
from releases.models import Attachment, AuditEntry, Category, Editing, Release, ReleaseCompound, Revision
from tests import builders
from tests.desk import list_of, page_of, sit_down
from tests.sharing import shared

pytestmark = pytest.mark.django_db
CANARY = "Canary Sings"
SLUG = "canary-sings"
ELSEWHERE = 999_999
READING = (
    *("preview", "preview_phone", "preview_framed", "preview_print", "preview_paper", "preview_feed"),
    *("preview_text", "compare"),
)


people, records = shared(builders.people), shared(builders.records)


@pytest.fixture(scope="module")
def draft(people, records, now):
    """A scheduled release and a draft, both of the canary, tied to every kind of record."""
    release = builders.draft(people, now, headline=CANARY)
    event = Event.objects.create(kind="call", name="Results call", start_on=now.date())
    partner = Partner.objects.create(name="Norvane", slug="norvane")
    partnership = Partnership.objects.create(partner=partner, kind="supply")
    compound = Compound.objects.create(name="VLM-101", slug="vlm-101")
    ReleaseCompound.objects.create(release=release, compound=compound)
    release.partners.add(partner)
    release.partnerships.add(partnership)
    release.events.add(event)
    Attachment.objects.create(
        release=release, title=CANARY, name=f"{SLUG}.pdf", file=ContentFile(b"%PDF-", name="a.pdf"),
        content_type="application/pdf", size=5, sha256="0" * 64,
    )  # fmt: skip
    Editing.objects.create(release=release, user=people.writer, seen_at=now)
    LogEntry.objects.create(
        user=people.writer, content_type=ContentType.objects.get_for_model(Release), object_id=release.pk,
        object_repr=CANARY, action_flag=CHANGE,
    )  # fmt: skip
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now)
    release.schedule(by=people.approver, now=now, at=now + dt.timedelta(hours=3))
    return release


def staff(*permissions):
    user = User.objects.create_user("stranger", password="pass", is_staff=True)
    user.user_permissions.set(permissions)
    return User.objects.get(pk=user.pk)


def everything_but_drafts():
    known = Permission.objects.exclude(content_type__model__in=["release", "attachment"])
    return known.exclude(content_type__app_label="releases", codename__endswith="_release")


@pytest.fixture(params=["without a role", "contacts alone", "all but drafts"])
def stranger(request, client, monkeypatch, draft, now):
    permissions = {
        "without a role": [],
        "contacts alone": Permission.objects.filter(content_type__app_label="contacts"),
        "all but drafts": everything_but_drafts(),
    }
    return sit_down(client, monkeypatch, staff(*permissions[request.param]), now)


def is_traceless(response):
    told = response.text + str(dict(response.items()))
    return CANARY not in told and SLUG not in told


def alike(one, other):
    return (one.status_code, one.get("Location")) == (other.status_code, other.get("Location"))


# Pages of the release itself


def test_pages_answer_as_for_a_release_that_does_not_exist(stranger, draft):
    for name in ("change", "delete", "history"):
        there, elsewhere = (
            stranger.get(reverse(f"admin:releases_release_{name}", args=[pk])) for pk in (draft.pk, ELSEWHERE)
        )
        assert alike(there, elsewhere)
        assert is_traceless(there)


def test_previews_and_comparison_are_not_there(stranger, draft):
    for name in READING:
        for pk in (draft.pk, ELSEWHERE):
            response = stranger.get(reverse(f"admin:releases_release_{name}", args=[pk]))
            assert response.status_code == 404
            assert is_traceless(response)


def test_moves_are_not_there(stranger, draft):
    for name in ("submit", "approve", "withdraw", "nonsense"):
        for pk in (draft.pk, ELSEWHERE):
            response = stranger.post(reverse("admin:releases_release_move", args=[pk, name]), {"reason": "x"})
            assert response.status_code == 404


def test_files_and_signs_of_editing_are_not_there(stranger, draft):
    file = reverse("admin:releases_release_file", args=[draft.pk, draft.attachments.get().ref])
    assert stranger.get(file).status_code == 404
    report = reverse("admin:releases_release_editing", args=[draft.pk])
    assert stranger.post(report).status_code == 404


# Lists, searches and choices


@pytest.mark.parametrize("model", [Release, Revision, AuditEntry])
def test_lists_of_the_desk_are_closed(stranger, model):
    for query in ("", "?q=Canary", "?_popup=1", "?readers=later", "?e=1"):
        response = stranger.get(list_of(model) + query)
        assert response.status_code == 403
        assert is_traceless(response)


def test_autocomplete_offers_no_text(stranger):
    for model, field in (
        ("attachment", "release"),
        ("auditentry", "revision"),
        ("releasecontact", "release"),
    ):
        asked = {"app_label": "releases", "model_name": model, "field_name": field, "term": "Canary"}
        assert stranger.get(reverse("admin:autocomplete"), asked).status_code in (403, 404)


def test_first_page_and_list_of_the_app_say_nothing(stranger):
    assert is_traceless(stranger.get(reverse("admin:index")))
    assert is_traceless(stranger.get(reverse("admin:app_list", args=["releases"])))


def test_record_of_an_instant_and_time_travel_are_closed(stranger, now):
    at = {"at": "2025-03-05T12:00"}
    assert stranger.get(reverse("admin:public_at"), at).status_code == 403
    assert stranger.post(reverse("admin:time_travel"), at).status_code == 403
    session = stranger.session
    session["time_travel_to"] = (now + dt.timedelta(days=1)).isoformat()
    session.save()
    assert is_traceless(stranger.get("/releases/"))


# The way round by other records


def test_pages_of_named_records_say_nothing_of_it(stranger):
    for model in (Contact, Compound, Partner, Partnership, Event, Category):
        for name in ("change", "delete", "history"):
            assert is_traceless(stranger.get(page_of(model.objects.first(), name), follow=True))


def test_instant_of_a_scheduled_release_does_not_show_on_what_it_names(stranger):
    for model in (Contact, Compound, Partnership, Event):
        row = model.objects.exclude(public_from=None).first()
        for address in (list_of(model), page_of(row), f"{list_of(model)}?readers=later"):
            assert "Appears" not in stranger.get(address).text


@pytest.mark.parametrize("model", [Contact, Compound, Partnership, Event, Partner])
def test_lists_cannot_be_asked_what_a_draft_names(stranger, draft, model):
    for query in ("releases={}", "revisions={}", "releases__headline={}", "public_from__gt=2020-01-01"):
        assert stranger.get(f"{list_of(model)}?{query.format(draft.pk)}").status_code in (302, 400, 403)


def test_deleting_a_person_does_not_list_what_they_have_open(stranger, people):
    assert is_traceless(stranger.get(page_of(people.writer, "delete")))
    chosen = {"action": "delete_selected", "_selected_action": [people.writer.pk]}
    assert is_traceless(stranger.post(list_of(User), chosen))


def test_no_row_leads_to_its_public_address(stranger, draft):
    for row in (draft.revisions.get(), draft.attachments.get(), draft.events.get()):
        kind = ContentType.objects.get_for_model(row)
        response = stranger.get(reverse("admin:view_on_site", args=[kind.pk, row.pk]))
        assert is_traceless(response)
    revision = ContentType.objects.get_for_model(Revision)
    asked = [
        stranger.get(reverse("admin:view_on_site", args=[revision.pk, pk]))
        for pk in (draft.revisions.get().pk, ELSEWHERE)
    ]
    assert {response.status_code for response in asked} == {404}
