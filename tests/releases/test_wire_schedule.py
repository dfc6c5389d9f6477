"""Presentations and slots at a meeting."""

from datetime import date, time

import pytest

from releases.importing.wire import parse

from .wires import doubt, doubt_codes, wire_release

HEAD = "Head\n\nBOSTON, May 3, 2014 -- Foo speaks at the 2014 Academy of Kidney Medicine (AKM) Congress.\n\n"
TALK = '"A study of foolimab in kidney disease." Abstract #12. Presenter: Ann Lee, MD.'


@pytest.fixture(scope="module")
def conference():
    return wire_release("conference")


def test_presentations_are_read_in_order(conference):
    assert [talk.abstract_number for talk in conference.presentations] == ["310", "314", "LBA2", "6120"]


def test_a_presentation_has_all_its_facts(conference):
    talk = conference.presentations[3]
    assert (talk.presenter, talk.trial_id, talk.board) == ("Lucia Ferri, MD", "NCT01888002", "41B")
    assert talk.title == "Phase I study of weekly NVK2207 in patients with follicular lymphoma (NCT01888002)"


def test_a_presenter_keeps_every_degree(conference):
    assert conference.presentations[1].presenter == "Tomas E. Berg, MD, PhD"


def test_the_section_heading_hints_at_the_compound(conference):
    assert [talk.compound_hint for talk in conference.presentations] == ["Orlumab Ravtansine"] * 3 + [
        "NVK2207"
    ]


def test_one_session_has_two_slots_for_its_abstracts(conference):
    display, discussion = conference.slots[:2]
    assert (display.role, display.start, display.end, display.room) == (
        "poster display",
        time(9, 15),
        time(11, 15),
        "W201",
    )
    assert (discussion.role, discussion.start, discussion.room) == ("discussion", time(10, 45), "West Hall 3")
    assert display.presentations == discussion.presentations == (0, 1)


def test_a_session_line_gives_its_name_and_day(conference):
    assert conference.slots[0].session == "Myeloma - Relapsed Disease Poster Discussion Session"
    assert conference.slots[0].date == date(2014, 5, 10)


def test_a_timed_talk_takes_room_and_day_of_its_session(conference):
    slot = conference.slots[2]
    assert (slot.date, slot.room, slot.role, slot.presentations) == (
        date(2014, 5, 11),
        "North Hall C2",
        "oral",
        (2,),
    )


def test_a_time_before_noon_keeps_its_half_of_the_day(conference):
    assert (conference.slots[2].start, conference.slots[2].end) == (time(11, 45), time(12, 0))


def test_a_discussant_has_a_slot_and_no_presentation(conference):
    assert (conference.slots[3].role, conference.slots[3].presentations) == ("discussant", ())


def test_a_slot_of_one_abstract_has_its_board(conference):
    assert [slot.board for slot in conference.slots] == ["", "", "", "", "41B"]


def test_the_body_keeps_the_schedule_as_text(conference):
    assert all(talk.abstract_number in conference.body for talk in conference.presentations)


def test_without_a_release_date_slots_have_no_date():
    release = parse(
        f"Head\n\nFoo will give a talk.\n\n- May 10, Oral Session, 1:00 - 2:00 pm in Hall A\n\n{TALK}"
    )
    assert (release.slots[0].date, release.slots[0].start) == (None, time(13, 0))


def test_a_slot_in_january_after_a_release_in_december_is_next_year():
    text = (
        HEAD.replace("May 3", "December 3") + f"- January 5, Oral Session, 1:00 - 2:00 pm in Hall A\n\n{TALK}"
    )
    assert parse(text).slots[0].date == date(2015, 1, 5)


def test_a_slot_on_a_day_that_does_not_exist_is_reported():
    release = parse(HEAD + f"- June 31, Oral Session, 1:00 - 2:00 pm in Hall A\n\n{TALK}")
    assert release.slots[0].date is None
    assert "June 31" in doubt(release, "slot-date-impossible").sentence


def test_labelled_lines_are_read():
    release = wire_release("labelled")
    talk, slot = release.presentations[0], release.slots[0]
    assert (talk.title, talk.abstract_number) == (
        "Vexitinib in untreated leukemia: five years of follow-up",
        "88",
    )
    assert talk.presenter == "Noor Haddad, Ph.D."
    assert (slot.date, slot.start, slot.end) == (date(2019, 12, 7), time(8, 0), time(9, 30))
    assert (slot.room, slot.presentations) == ("Valencia A", (0,))


def test_a_single_time_has_no_end():
    assert (wire_release("labelled").slots[1].start, wire_release("labelled").slots[1].end) == (
        time(18, 0),
        None,
    )


def test_a_quoted_sentence_is_no_presentation():
    assert parse(HEAD + '"We are glad to present this poster session," said the CEO.').presentations == ()


@pytest.mark.parametrize(
    ("name", "meeting"),
    [
        ("conference", "2014 Academy of Hematologic Oncology (AHO) Spring Congress"),
        ("labelled", "61st Annual Meeting of the Society of Blood Medicine (SBM)"),
        ("results", ""),
    ],
)
def test_the_meeting_is_named_in_full(name, meeting):
    assert wire_release(name).meeting == meeting


def test_a_day_in_a_quote_that_is_not_in_the_schedule_is_reported(conference):
    found = doubt(conference, "day-not-in-schedule")
    assert found.sentence == 'The text says "May 14", but the schedule lists May 10, May 11 and May 12.'
    assert found.place.startswith('"On May 14')


def test_days_of_the_schedule_are_not_reported(conference):
    assert len([doubt for doubt in conference.doubts if doubt.code == "day-not-in-schedule"]) == 1


def test_a_count_that_does_not_fit_is_reported():
    assert '"three presentations", but 2' in doubt(wire_release("labelled"), "count-differs").sentence


def test_a_count_that_fits_is_not_reported(conference):
    assert "count-differs" not in doubt_codes(conference)


def test_a_schedule_without_zone_or_city_is_reported(conference):
    assert {"slot-no-zone", "slot-no-city"} <= doubt_codes(conference)


def test_a_schedule_with_zone_and_city_is_not_reported():
    assert not {"slot-no-zone", "slot-no-city"} & doubt_codes(wire_release("labelled"))


def test_times_that_overlap_or_are_written_differently_are_reported(conference):
    assert {"times-overlap", "times-written-differently"} <= doubt_codes(conference)
