"""From wire text to an approved release: matching, confirming and keeping every word."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from contacts.models import Contact
from events.models import Presentation, Slot
from partners.models import Partner
from pipeline.models import Compound
from releases.html import text_of
from releases.importing.marks import words
from releases.importing.match import propose
from releases.importing.slots import fold, with_slots
from releases.importing.store import store
from releases.importing.suggested import CONFIRMABLE, confirm_suggested
from releases.importing.wire import parse
from releases.models import Boilerplate, Filing, Release
from tests import builders

pytestmark = pytest.mark.django_db
WIRE = Path(__file__).parent / "wires" / "conference.txt"


@pytest.fixture
def text():
    return WIRE.read_text()


def imported(text, records, kinds=CONFIRMABLE, by=None):
    proposal = propose(parse(text), records.issuer)
    confirmed, doubts = confirm_suggested(proposal, set(kinds))
    proposal.doubts += doubts
    confirmed.category, confirmed.from_archive = records.category, True
    return store(proposal, confirmed, wire_text=text, by=by)


def printed(revision):
    date = f"{revision.date:%B} {revision.date.day}, {revision.date.year}"
    parts = [revision.date_line or date, revision.headline, *revision.subheads, revision.dateline]
    parts += [text_of(html) for html in (revision.body, revision.about, revision.safe_harbor)]
    return "\n".join([*parts, revision.contact_block, revision.source_line, revision.end_mark])


def test_approved_text_equals_the_imported_one_word_for_word(people, records, now, text):
    release = imported(text, records, by=people.writer)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now)
    assert words(printed(release.approved_revision())) == words(text)


def test_import_creates_nothing_new_unless_confirmed(records, text):
    imported(text, records, kinds=())
    assert not Compound.objects.exists()
    assert not Partner.objects.exists()
    assert not Presentation.objects.exists()
    assert Contact.objects.count() == 2


def test_import_lists_what_it_did_not_create(records, text):
    release = imported(text, records, kinds=())
    codes = {code for code, _sentence, _place in release.import_notes}
    assert {"new-compounds", "new-contacts", "new-event", "new-annual-report"} <= codes


def test_import_links_a_known_compound_by_another_of_its_names(records, text):
    named = next(name for name in parse(text).compound_names if name.aliases)
    compound = Compound.objects.create(name="Known to us", slug="known")
    compound.aliases.create(kind="code", name=named.aliases[0])
    release = imported(text, records, kinds=())
    assert compound in release.compounds.all()


def test_import_proposes_the_safe_harbor_as_boilerplate_with_slots(records, text):
    release = imported(text, records)
    boilerplate = Boilerplate.objects.get(kind="safe-harbor", effective_from=release.date)
    assert "{compounds}" in boilerplate.text
    assert "{annual_report}" in boilerplate.text
    assert release.own_safe_harbor == ""


def test_import_records_the_annual_report(records, text):
    imported(text, records)
    report = parse(text).annual_report
    assert Filing.objects.filter(period_end=report.fiscal_year_end).exists()


def test_import_keeps_own_texts_where_no_new_boilerplate_is_confirmed(records, text):
    release = imported(text, records, kinds=())
    parsed = parse(text)
    assert fold(text_of(release.own_safe_harbor)) == fold(" ".join(parsed.safe_harbor.paragraphs))
    assert release.own_about


def test_text_that_equals_the_boilerplate_in_force_is_attached_not_copied(records, text):
    imported(text, records)
    again = propose(parse(text), records.issuer)
    assert all(proposed.same for proposed in again.texts if proposed.kind in ("about", "safe-harbor"))


def test_import_adds_presentations_and_times(records, text):
    release = imported(text, records)
    parsed = parse(text)
    assert release.presentations.count() == len(parsed.presentations)
    assert Slot.objects.filter(presentations=None).exists()
    assert not Presentation.objects.exclude(public_from=None).exists()


def test_importing_twice_doubles_no_presentation(records, text):
    imported(text, records)
    imported(text, records)
    assert Presentation.objects.count() == len(parse(text).presentations)


def test_foreign_ticker_is_doubted(records, text):
    release = imported(text, records)
    assert "ticker-unknown" in {code for code, _sentence, _place in release.import_notes}


@pytest.mark.parametrize("wire", sorted(WIRE.parent.glob("*.txt")), ids=lambda path: path.stem)
def test_no_word_of_any_wire_is_lost(records, wire):
    text = wire.read_text()
    proposal = propose(parse(text), records.issuer, on=dt.date(2021, 5, 6))
    release = store(proposal, confirm_suggested(proposal, set())[0], wire_text=text)
    kept = words(printed(release.compose().revision) + "\n" + release.not_placed)
    assert not _missing(words(text), kept)


def _missing(wanted, kept):
    left = list(kept)
    return [word for word in wanted if word not in left or left.remove(word)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Risks, including Axo and Bex, apply.", "Risks[, including {compounds}], apply."),
        ("Velmora and Velmora Bio, Inc.", "{issuer} and Velmora Bio, Inc."),
        ("Our [draft] {text}", "Our [[draft]] {{text}}"),
    ],
)
def test_slots_are_put_where_words_match(text, expected):
    values = {"issuer": "Velmora", "compounds": ["Axo", "Bex"], "partners": [], "annual_report": ""}
    assert with_slots(text, values) == expected


def test_command_makes_a_draft_of_its_author(people, records, capsys):
    call_command("import_release", str(WIRE), author="wanda", category="clinical-data")
    release = Release.objects.get()
    assert list(release.authors.all()) == [people.writer]
    assert release.headline in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02" * 99, "text"),
        (b"x" * 10_000_000, "1,000,000"),
        (b"Only one line", "date"),
    ],
)
def test_command_refuses_what_it_cannot_read(records, tmp_path, content, sentence):
    file = tmp_path / "wire.txt"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        call_command("import_release", str(file))
    assert not Release.objects.exists()


YEARLESS = "Velmora Opens a Laboratory\n\nBOSTON, May 6 /PRNewswire/ -- Velmora Inc. opened a laboratory."


def test_a_given_date_settles_a_day_without_a_year(records):
    codes = {doubt.code for doubt in propose(parse(YEARLESS), records.issuer, on=dt.date(2009, 5, 6)).doubts}
    assert not codes & {"date-without-year", "date-conflict"}


def test_a_given_date_of_another_day_is_doubted(records):
    doubts = propose(parse(YEARLESS), records.issuer, on=dt.date(2009, 5, 7)).doubts
    assert next(doubt for doubt in doubts if doubt.code == "date-conflict").sentence.count("May 6") == 1


def test_command_says_which_date_lacks_its_year(records, tmp_path):
    file = tmp_path / "wire.txt"
    file.write_text(YEARLESS)
    with pytest.raises(CommandError, match=r'"May 6" states no year.*--publish-date'):
        call_command("import_release", str(file))


def test_a_line_too_long_for_its_field_is_kept_with_the_words_not_placed(records):
    kickers = [
        f"Ad hoc announcement number {n} of the company under article 53 of the rules" for n in range(4)
    ]
    text = "\n\n".join(
        [*kickers, "Velmora Opens", "BOSTON, May 6, 2021 -- Velmora Inc. opened a laboratory."]
    )
    release = imported(text, records, kinds=())
    assert release.own_date_line == ""
    assert release.not_placed == "\n".join(kickers)


def test_command_takes_the_date_that_the_text_lacks(records, tmp_path):
    file = tmp_path / "wire.txt"
    file.write_text("Velmora Opens a Laboratory\n\nThe laboratory is open.\n")
    call_command("import_release", str(file), publish_date="2021-05-06")
    assert Release.objects.get().date == dt.date(2021, 5, 6)


def test_command_refuses_a_date_that_does_not_exist(records):
    with pytest.raises(CommandError, match="2021-02-30"):
        call_command("import_release", str(WIRE), publish_date="2021-02-30")
