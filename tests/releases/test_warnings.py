"""Preflight stands in the way of review and approval; a warning asks the approver for a tick that goes on record."""

import pytest

from releases.models import AuditEntry, MoveRefused, Release
from tests import builders
from tests.desk import form_data, move, page_of, panel, save, sit_down, stored

pytestmark = pytest.mark.django_db
PLACEHOLDER = "<p>We report results in XX patients.</p>"
FOREIGN = "<p>Velmora (NYSE: ABC) reports results.</p>"


def codes(findings):
    return {finding.code for finding in findings}


def key_of(release, code, now):
    return next(warning.key for warning in release.warnings(now) if warning.code == code)


def test_blocker_of_preflight_stops_submission(people, records, now):
    release = builders.draft(people, now, body=PLACEHOLDER)
    with pytest.raises(MoveRefused, match="“XX” is a placeholder"):
        release.submit(by=people.writer, now=now)


def test_blocker_that_came_up_in_review_stops_approval(people, records, now):
    release = builders.in_review(people, now)
    Release.objects.filter(pk=release.pk).update(body=PLACEHOLDER)
    release.refresh_from_db()
    assert "placeholder" in codes(release.blockers("approve", by=people.approver, now=now))


def test_warning_does_not_stop_submission(people, records, now):
    release = builders.in_review(people, now, body=FOREIGN)
    assert "ticker-differs" in codes(release.warnings(now))
    assert release.status == "in review"


def test_approval_needs_a_tick_for_every_warning(people, records, now):
    release = builders.in_review(people, now, body=FOREIGN)
    with pytest.raises(MoveRefused) as refused:
        builders.approve(release, people, now, ticked=[])
    assert codes(refused.value.blockers) == {"unticked"}
    assert len(refused.value.blockers) == len(release.warnings(now))


def test_accepted_warnings_are_on_record(people, records, now):
    release = builders.approved(people, now, body=FOREIGN)
    entry = AuditEntry.objects.get(move="approve", release=release)
    assert "Warning accepted: “NYSE: ABC” is not a listing of the company" in entry.detail
    assert entry.digest() == entry.sha256


def test_warning_that_came_up_meanwhile_is_not_accepted(people, records, now):
    release = builders.in_review(people, now)
    read = builders.read(release, now)
    Release.objects.filter(pk=release.pk).update(body=FOREIGN)
    with pytest.raises(MoveRefused) as refused:
        release.approve(by=people.approver, now=now, **read)
    assert codes(refused.value.blockers) == {"text-changed", "unticked"}


def test_tick_does_not_hold_for_other_words(people, records, now):
    release = builders.in_review(people, now, body=FOREIGN)
    first = key_of(release, "ticker-differs", now)
    release.body = FOREIGN.replace("ABC", "XYZ")
    assert key_of(release, "ticker-differs", now) != first


# At the desk


@pytest.fixture
def approver(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.approver, now)


@pytest.fixture
def writer(client, monkeypatch, people, records, now):
    return sit_down(client, monkeypatch, people.writer, now)


def test_each_finding_leads_to_its_field_with_its_words_marked(writer, people, now):
    text = panel(writer, builders.draft(people, now, body=PLACEHOLDER)).text
    assert "We report results in <mark>XX</mark> patients." in text
    assert '<a class="finding-link" href="#id_body" data-field="body" data-words="XX">' in text


def test_preflight_runs_at_each_save(writer, people, now):
    release = builders.draft(people, now, body=PLACEHOLDER)
    assert "“XX” is a placeholder" in panel(writer, release).text
    save(writer, release, body="<p>Mended.</p>", _continue="1")
    assert "is a placeholder" not in panel(writer, release).text


def test_panel_is_a_page_too_where_no_script_runs(writer, people, now):
    release = builders.draft(people, now, body=PLACEHOLDER)
    address = page_of(release, "panel")
    assert f'<noscript><p><a href="{address}">' in writer.get(page_of(release)).text
    page = writer.get(address)
    assert 'href="#text-body"' in page.text
    assert "no-store" in page["Cache-Control"]


def test_panel_of_a_text_that_is_no_draft_is_its_page(writer, people, now):
    release = builders.in_review(people, now)
    assert writer.get(page_of(release, "panel")).url == page_of(release)


def test_panel_needs_the_right_to_see_releases(writer, people, now):
    people.writer.groups.clear()
    assert panel(writer, builders.draft(people, now)).status_code == 404


def test_words_of_a_finding_are_escaped(writer, people, now):
    text = panel(writer, builders.draft(people, now, headline="A <b>XX</b> study")).text
    assert "A &lt;b&gt;<mark>XX</mark>&lt;/b&gt; study" in text


def test_approver_s_page_has_a_box_for_each_warning(approver, people, now):
    release = builders.in_review(people, now, body=FOREIGN)
    text = approver.get(page_of(release)).text
    key = key_of(release, "ticker-differs", now)
    assert f'name="ticked" value="{key}"' in text
    assert 'href="#text-body"' in text


def test_unticked_warning_is_refused_and_ticks_are_kept(approver, people, now):
    release = builders.in_review(people, now, body=FOREIGN)
    seen, key = release.checked(now).sha256, key_of(release, "ticker-differs", now)
    response = move(approver, release, "approve", seen=seen, ticked=[key])
    assert "Tick this warning, or have the text mended" in response.text
    assert f'value="{key}" id="tick-{key}" checked' in response.text
    assert stored(release).status == "in review"


def test_tick_for_a_warning_that_is_gone_does_no_harm(approver, people, now):
    release = builders.in_review(people, now)
    read = builders.read(release, now)
    move(approver, release, "approve", seen=read["seen"], ticked=[*read["ticked"], "f" * 16])
    assert stored(release).status == "approved"


def test_checking_a_draft_costs_a_bounded_number_of_queries(
    writer, people, now, django_assert_max_num_queries
):
    release = builders.draft(people, now)
    panel(writer, release)
    with django_assert_max_num_queries(42):
        panel(writer, release)


# Two texts


def test_saving_over_a_newer_text_shows_both(writer, people, now):
    release = builders.draft(people, now, body="<p>We report results.</p>")
    page = writer.get(page_of(release))
    release.body = "<p>We report good results.</p>"
    release.save()
    release.record_author(people.approver)
    data = form_data(page, body="<p>We report bad results.</p>", headline="Mine")
    response = writer.post(page_of(release), data)
    assert "<del>good</del>" in response.text
    assert "<ins>bad</ins>" in response.text
    assert "Arne Approver saved this release" in response.text
    assert stored(release).body == "<p>We report good results.</p>"


def test_conflict_compares_records_by_name(writer, people, now):
    release = builders.draft(people, now)
    page = writer.get(page_of(release))
    Release.objects.get(pk=release.pk).save()
    response = writer.post(page_of(release), form_data(page, category=None, attach_about=None))
    rows = {row.label: row for row in response.context["adminform"].form.conflicts}
    assert rows["Attach the About in force"].theirs[0].text == "Yes"
    assert rows["Category"].theirs[0].text == "Clinical data"


# Duplicate


def test_duplicate_is_a_new_draft_of_the_same_text(approver, people, now):
    people.approver.groups.add(people.writer.groups.get())
    release = builders.live(people, now)
    response = approver.post(f"/admin/releases/release/{release.pk}/duplicate/", follow=True)
    copy = Release.objects.exclude(pk=release.pk).get()
    assert response.redirect_chain[-1][0] == page_of(copy)
    assert (copy.status, copy.headline) == ("draft", release.headline)


def test_duplicate_needs_the_right_to_add(client, monkeypatch, people, records, now):
    release = builders.live(people, now)
    sit_down(client, monkeypatch, people.administrator, now)
    assert client.post(f"/admin/releases/release/{release.pk}/duplicate/").status_code in (403, 404)
    assert Release.objects.count() == 1


def test_duplicate_is_a_post_alone(writer, people, now):
    release = builders.draft(people, now)
    assert writer.get(f"/admin/releases/release/{release.pk}/duplicate/").status_code == 405


# Emergencies


def test_emergency_stays_flagged_in_the_list_until_confirmed(approver, people, now):
    release = builders.in_review(people, now)
    release.record_author(people.approver)
    builders.approve(release, people, now, emergency_reason="Nobody else is here.")
    release.publish(by=people.approver, now=now)
    assert "to be confirmed" in approver.get("/admin/releases/release/").text
    assert "To be confirmed: Arne Approver" in approver.get("/admin/").text
    release.confirm(by=people.second, now=now)
    assert "badge-flagged" not in approver.get("/admin/releases/release/").text
