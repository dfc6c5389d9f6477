import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from partners.models import Partner, Partnership
from pipeline.models import Compound
from releases.boilerplate import escape, join_names, render, validate
from releases.models import Boilerplate, Filing, ReleaseCompound
from tests import builders

VALUES = {"issuer": "Velmora", "compounds": ["A", "B", "C"], "partners": [], "annual_report": "Form 10-K"}


@pytest.mark.parametrize(
    ("names", "joined"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_joined_as_prose(names, joined):
    assert join_names(names) == joined


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("{issuer}'s {annual_report}", "Velmora's Form 10-K"),
        ("drugs[, including {compounds},] fail", "drugs, including A, B and C, fail"),
        ("{compounds,}", "A, B, and C"),
        ("with us[ and {partners}].", "with us."),
        ("[[sic]] {{x}}", "[sic] {x}"),
    ],
)
def test_render_fills_slots_and_drops_empty_parts(text, rendered):
    assert render(text, VALUES) == (rendered, [])


def test_render_tells_which_slot_stays_empty():
    assert render("With {partners}.", VALUES) == ("With .", ["partners"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{compound}", "“{compound}” is not a slot"),
        ("{issuer,}", "is not a slot"),
        ("a [b", "never closed"),
        ("a] b", "has no “\\[” before it"),
        ("a [b [c]]", "inside other square brackets"),
        ("a {b", "has no partner"),
    ],
)
def test_faulty_boilerplate_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValidationError, match=sentence):
        validate(text)


def test_escaped_text_stands_for_itself():
    text = "[draft] {issuer} ]["
    assert render(escape(text), VALUES) == (text, [])


@pytest.mark.django_db
def test_newest_text_not_after_the_date_is_in_force(records):
    Boilerplate.objects.create(kind="about", name="New", text="New.", effective_from=dt.date(2025, 3, 5))
    in_force = Boilerplate.objects.in_force
    assert in_force("about", dt.date(2025, 3, 4)).name == "About"
    assert in_force("about", dt.date(2025, 3, 5)).name == "New"
    assert in_force("about", dt.date(2019, 12, 31)) is None


@pytest.mark.django_db
def test_two_texts_of_a_kind_cannot_start_on_one_day(records):
    with pytest.raises(IntegrityError):
        Boilerplate.objects.create(kind="about", name="Twin", text="x", effective_from=dt.date(2020, 1, 1))


@pytest.mark.django_db
def test_safe_harbor_names_compounds_in_their_order_and_the_newest_10k(people, records, now):
    release = builders.draft(people, now)
    for position, name in enumerate(("velzatinib", "Axotamab"), start=1):
        compound = Compound.objects.create(name=name, slug=name.lower())
        ReleaseCompound.objects.create(release=release, compound=compound, position=position)
    Filing.objects.create(period_end=dt.date(2024, 12, 31), filed_on=dt.date(2025, 3, 4))
    text = release.compose().revision.safe_harbor
    assert "Risks of velzatinib and Axotamab are in Velmora" in text
    assert "for the fiscal year ended December 31, 2024" in text


@pytest.mark.django_db
def test_10k_filed_after_the_date_is_not_named(people, records, now):
    Filing.objects.create(period_end=dt.date(2024, 12, 31), filed_on=dt.date(2025, 3, 5))
    assert "December 31, 2019" in builders.draft(people, now).compose().revision.safe_harbor


@pytest.mark.django_db
def test_missing_10k_blocks_the_release(people, records, now):
    Filing.objects.all().delete()
    release = builders.draft(people, now)
    blockers = release.blockers("submit", by=people.writer, now=now)
    assert [blocker.sentence for blocker in blockers] == [
        "The Safe harbor in force needs a 10-K that was filed by the release's date."
    ]


@pytest.mark.django_db
def test_partner_not_yet_public_stays_out_of_the_about_unless_this_release_announces_it(people, records, now):
    Boilerplate.objects.filter(kind="about").update(text="Partners[ are {partners}].")
    partnership = Partnership.objects.create(
        partner=Partner.objects.create(name="Quillar", slug="quillar"), kind="supply"
    )
    release = builders.draft(people, now)
    assert "Quillar" not in release.compose().revision.about
    release.partnerships.add(partnership)
    assert "Partners are Quillar." in release.compose().revision.about


@pytest.mark.django_db
def test_excluded_context_gets_the_caution_instead(people, records, now):
    release = builders.draft(people, now, safe_harbor="caution", safe_harbor_reason="Tender offer")
    assert "may be wrong" in release.compose().revision.safe_harbor


@pytest.mark.django_db
def test_joint_release_carries_the_about_of_the_partner(people, records, now):
    partner = Partner.objects.create(name="Quillar", slug="quillar")
    Boilerplate.objects.create(
        kind="about", partner=partner, name="Quillar", heading="About Quillar", text="Quillar sells.",
        effective_from=dt.date(2020, 1, 1),
    )  # fmt: skip
    release = builders.draft(people, now)
    release.joint_partners.add(partner)
    about = release.compose().revision.about
    assert about.index("Velmora makes medicines") < about.index("Quillar sells")
