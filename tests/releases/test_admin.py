import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from partners.models import Partner
from releases.models import Attachment, Boilerplate, Issuer, Release, ReleaseContact, Revision
from tests import builders
from tests.desk import form_data, list_of, messages, page_of, save, sit_down, stored
from tests.partners.test_renditions import png

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, monkeypatch, people, records, now):
    """The writer's browser."""
    return sit_down(client, monkeypatch, people.writer, now)


def errors_of(response):
    return response.context["adminform"].form.errors


# The form


def test_new_release_starts_with_today_place_and_active_contacts(desk, records):
    page = desk.get(list_of(Release, "add"))
    data = form_data(page)
    assert (str(data["date"]), data["dateline_place"]) == ("2025-03-04", "HALVERTON, Mass.")
    assert [data["releasecontact_set-0-contact"], data["releasecontact_set-1-contact"]] == [
        records.investor.pk,
        records.media.pk,
    ]


def test_new_release_is_saved_with_its_contacts_in_order_and_its_author(desk, people, records):
    data = form_data(desk.get(list_of(Release, "add")), headline="Velmora Opens", subheads="One\nTwo")
    desk.post(list_of(Release, "add"), data)
    release = Release.objects.get()
    assert release.subheads == ["One", "Two"]
    assert list(release.ordered_contacts()) == [records.investor, records.media]
    assert list(release.authors.all()) == [people.writer]


def test_body_is_cleaned_when_it_is_saved(desk, people, now):
    release = builders.draft(people, now)
    save(desk, release, body='<p onclick="x()">Words<script>alert(1)</script></p>')
    assert stored(release).body == "<p>Words</p>"


def test_editor_of_a_text_becomes_its_author(desk, people, now, client, monkeypatch):
    release = builders.draft(people, now)
    sit_down(client, monkeypatch, people.approver, now)
    save(client, release, headline="Another Headline")
    assert people.approver in release.authors.all()


def test_saving_without_a_change_makes_nobody_an_author(people, records, now, client, monkeypatch):
    release = builders.draft(people, now)
    sit_down(client, monkeypatch, people.approver, now)
    save(client, release)
    assert people.approver not in release.authors.all()


def test_safe_harbor_left_off_asks_for_the_reason_beside_its_field(desk, people, now):
    release = builders.draft(people, now)
    response = save(desk, release, safe_harbor="none", headline="Typed")
    assert "Give the reason" in errors_of(response)["safe_harbor_reason"][0]
    assert response.context["adminform"].form["headline"].value() == "Typed"


def test_status_and_kind_cannot_be_posted(desk, people, now):
    release = builders.draft(people, now)
    save(desk, release, status="approved", kind="typo", headline="New")
    release = stored(release)
    assert (release.headline, release.status, release.kind) == ("New", "draft", "original")


def test_note_is_asked_for_in_a_correction_alone(desk, people, now):
    release = builders.live(people, now)
    release.revise(by=people.approver, now=now, kind="correction", reason="Wrong")
    fresh = builders.draft(people, now)
    assert "note" in desk.get(page_of(release)).context["adminform"].form.fields
    assert "note" not in desk.get(page_of(fresh)).context["adminform"].form.fields


def test_chosen_records_are_shown_by_their_names(desk, people, now):
    release = builders.draft(people, now)
    partner = Partner.objects.create(name="Ostrava Pharma", slug="ostrava")
    release.partners.add(partner)
    assert f'<option value="{partner.pk}" selected>Ostrava Pharma</option>' in desk.get(page_of(release)).text


def test_rows_without_a_position_go_to_the_end(desk, people, records, now):
    release = builders.draft(people, now, contacts=False)
    ReleaseContact.objects.create(release=release, contact=records.media, position=7)
    data = {
        "releasecontact_set-TOTAL_FORMS": "2",
        "releasecontact_set-1-contact": records.investor.pk,
        "releasecontact_set-1-position": "",
    }
    save(desk, release, **data)
    assert list(release.ordered_contacts()) == [records.media, records.investor]


def test_words_of_the_import_that_found_no_place_can_be_moved(desk, people, now):
    release = builders.draft(
        people, now, not_placed="A lost line", import_notes=[["date", "Two dates.", "lead"]]
    )
    page = desk.get(page_of(release))
    assert "not_placed" in page.context["adminform"].form.fields
    assert "Two dates." in page.text


def test_editor_page_alone_allows_inline_styles(desk, people, now):
    release = builders.draft(people, now)
    policy = desk.get(page_of(release))["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-inline" not in desk.get(list_of(Release))["Content-Security-Policy"]


# Files


def attach(desk, release, name="results.pdf", content=b"%PDF-1.7 words"):
    data = {
        "attachments-TOTAL_FORMS": "1",
        "attachments-0-title": "Results",
        "attachments-0-included": "on",
        "attachments-0-file": SimpleUploadedFile(name, content),
    }
    return save(desk, release, **data)


def test_file_is_attached_with_the_name_of_who_did_it(desk, people, now):
    release = builders.draft(people, now)
    attach(desk, release)
    attachment = release.attachments.get()
    assert (attachment.name, attachment.uploaded_by) == ("results.pdf", people.writer)


def test_file_that_is_not_what_it_says_is_refused_beside_its_field(desk, people, now):
    release = builders.draft(people, now)
    response = attach(desk, release, content=b"<script>")
    assert "is not what its name says" in response.text
    assert not release.attachments.exists()


def test_stored_file_cannot_be_replaced(desk, people, now):
    release = builders.draft(people, now)
    attach(desk, release)
    before = release.attachments.get()
    save(
        desk, release, **{"attachments-0-file": SimpleUploadedFile("other.pdf", b"%PDF-2"), "headline": "New"}
    )
    after = release.attachments.get()
    assert (after.file.name, after.sha256) == (before.file.name, before.sha256)


def test_file_can_be_read_at_the_desk_before_it_is_public(desk, people, now):
    release = builders.draft(people, now)
    attach(desk, release)
    response = desk.get(
        reverse("admin:releases_release_file", args=[release.pk, release.attachments.get().ref])
    )
    assert b"".join(response.streaming_content) == b"%PDF-1.7 words"


# Editing in draft alone


def test_release_in_review_is_shown_and_not_edited(desk, people, now):
    release = builders.in_review(people, now)
    page = desk.get(page_of(release))
    assert not page.context["adminform"].form.fields.keys() - {"opened", "subheads"}
    assert (
        "<p>We report results.</p>" in page.text.replace(" <p>", "<p>") or "We report results." in page.text
    )


def test_saving_after_somebody_submitted_is_refused_and_keeps_what_was_typed(desk, people, now):
    release = builders.draft(people, now)
    data = form_data(desk.get(page_of(release)), headline="Typed late")
    release.submit(by=people.writer, now=now)
    response = desk.post(page_of(release), data)
    assert "in review since you opened it" in errors_of(response)["__all__"][0]
    assert "Typed late" in response.text
    assert stored(release).headline == "Velmora Reports Results"


def test_saving_over_a_newer_text_is_refused_once(desk, people, now):
    release = builders.draft(people, now)
    data = form_data(desk.get(page_of(release)), headline="Mine")
    save(desk, release, headline="Theirs")
    response = desk.post(page_of(release), data)
    assert "after you opened it" in errors_of(response)["__all__"][0]
    assert stored(release).headline == "Theirs"
    desk.post(page_of(release), form_data(response, headline="Mine"))
    assert stored(release).headline == "Mine"


def test_save_and_submit_does_both(desk, people, now):
    release = builders.draft(people, now)
    response = save(desk, release, headline="Ready", _submit="1")
    assert (stored(release).headline, stored(release).status) == ("Ready", "in review")
    assert "Saved and submitted" in messages(response)


def test_save_and_submit_saves_even_if_something_is_missing(desk, people, now):
    release = builders.draft(people, now)
    response = save(desk, release, headline="Unready", body="", _submit="1")
    assert (stored(release).headline, stored(release).status) == ("Unready", "draft")
    assert "The release has no body." in messages(response)


# Who sees what


def test_administrator_reads_and_does_not_write(client, monkeypatch, people, records, now):
    release = builders.draft(people, now)
    sit_down(client, monkeypatch, people.administrator, now)
    assert client.get(page_of(release)).context["adminform"].fieldsets == []
    assert client.post(page_of(release), {"headline": "X"}).status_code == 403


def test_without_the_right_to_see_releases_nothing_of_them_shows(client, monkeypatch, people, records, now):
    release = builders.approved(people, now)
    people.writer.groups.clear()
    sit_down(client, monkeypatch, people.writer, now)
    unknown = Release(pk=release.pk + 99)
    for page in ("change", "history", "delete"):
        known, missing = (client.get(page_of(row, page)) for row in (release, unknown))
        assert (known.status_code, known.content) == (missing.status_code, missing.content)
    assert client.get(list_of(Release)).status_code == 403


def test_revisions_and_record_need_the_right_to_see_releases(client, monkeypatch, people, records, now):
    builders.approved(people, now)
    people.administrator.groups.clear()
    from django.contrib.auth.models import Permission

    people.administrator.user_permissions.set(
        Permission.objects.filter(codename__in=["view_revision", "view_auditentry"])
    )
    sit_down(client, monkeypatch, people.administrator, now)
    assert client.get(list_of(Revision)).status_code == 403


def test_revision_is_shown_and_never_changed(desk, people, now):
    revision = builders.approved(people, now).revisions.get()
    assert revision.sha256 in desk.get(page_of(revision)).text
    assert desk.post(page_of(revision), {"headline": "X"}).status_code == 403


# Deleting


def test_draft_that_was_never_submitted_can_be_deleted_with_its_files(desk, people, now):
    release = builders.draft(people, now)
    attach(desk, release)
    desk.post(page_of(release, "delete"), {"post": "yes"})
    assert not Release.objects.exists()
    assert not Attachment.objects.exists()


def test_release_on_record_cannot_be_deleted(desk, people, now):
    release = builders.approved(people, now)
    release.send_back(by=people.approver, now=now, reason="Again")
    response = desk.post(page_of(release, "delete"), {"post": "yes"})
    assert "has been submitted" in response.text
    assert Release.objects.exists()


def test_releases_have_no_action_for_many_at_once(desk, people, now):
    release = builders.draft(people, now)
    desk.post(list_of(Release), {"action": "delete_selected", "_selected_action": release.pk, "post": "yes"})
    assert Release.objects.exists()


# Lists


def test_each_state_has_its_filter(desk, people, now):
    builders.draft(people, now)
    builders.in_review(people, now)
    builders.approved(people, now)
    builders.scheduled(people, now, now + dt.timedelta(hours=1))
    builders.live(people, now)
    builders.live(people, now).withdraw(by=people.approver, now=now, reason="Wrong")
    lone = builders.in_review(people, now)
    lone.record_author(people.approver)
    builders.approve(lone, people, now, emergency_reason="Alone").publish(by=people.approver, now=now)
    for state in ("draft", "in review", "approved", "scheduled", "live", "withdrawn", "emergency"):
        found = desk.get(list_of(Release), {"state": state}).context["cl"].result_list
        assert len(found) == {"live": 2}.get(state, 1), state


def test_list_of_releases_costs_the_same_for_many(desk, people, now, django_assert_max_num_queries):
    for _ in range(12):
        builders.live(people, now)
    with django_assert_max_num_queries(15):
        desk.get(list_of(Release))


# Settings


def test_unknown_slot_is_told_beside_the_text(client, monkeypatch, people, records, now):
    sit_down(client, monkeypatch, people.administrator, now)
    boilerplate = Boilerplate.objects.get(kind="about")
    response = save(client, boilerplate, text="We are {nobody}.")
    assert "“{nobody}” is not a slot" in errors_of(response)["text"][0]


def test_list_of_issuers_leads_to_the_one(client, monkeypatch, people, records, now):
    sit_down(client, monkeypatch, people.administrator, now)
    response = client.get(reverse("admin:releases_issuer_changelist"), follow=True)
    assert "{issuer} makes medicines." in response.text
    assert client.get(reverse("admin:releases_issuer_add")).status_code == 403


def test_issuer_with_a_logo_can_be_edited(client, monkeypatch, people, records, now):
    records.issuer.logo = png(400, 200)
    records.issuer.save()
    sit_down(client, monkeypatch, people.administrator, now)
    save(client, records.issuer, short_name="Velmora Bio")
    issuer = Issuer.objects.get()
    assert issuer.short_name == "Velmora Bio"
    assert issuer.logo == records.issuer.logo


def test_page_of_what_has_a_logo_opens_for_who_may_only_look(
    client, monkeypatch, django_user_model, records, now
):
    partner = Partner.objects.create(name="Kaminoura", slug="kaminoura")
    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    sit_down(client, monkeypatch, looker, now)
    for row in (partner, records.issuer):
        row.logo = png(400, 200)
        row.save()
        assert client.get(page_of(row)).status_code == 200


def test_boilerplate_says_which_text_is_in_force(desk, records):
    Boilerplate.objects.create(kind="about", name="Next", text="…", effective_from=dt.date(2025, 1, 1))
    Boilerplate.objects.create(kind="about", name="Later", text="…", effective_from=dt.date(2026, 1, 1))
    rows = desk.get(list_of(Boilerplate), {"kind": "about"}).context["cl"].result_list
    assert {row.name: row.now_used for row in rows} == {"About": False, "Next": True, "Later": None}
