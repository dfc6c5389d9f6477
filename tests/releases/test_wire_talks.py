"""Lines below a talk's title that say when and where it is given."""

from datetime import date, time

import pytest

from releases.importing.talk_lines import read_talk_line, talk_after
from releases.importing.wire import parse

from .wires import REST

HEAD = f"Foo Speaks\n\nBOSTON, May 3, 2012 -- {REST}\n\nTalks on Foolimab\n\n"
FIRST = '"A study of foolimab in kidney disease" (abstract #12)'
SECOND = "Abstract #14: A second study of foolimab, in patients of every age"
LINE = "- Poster session: Friday, June 1, 8:00 am - 12:00 noon in Hall A"


@pytest.mark.parametrize(
    ("line", "role", "start", "end", "room", "board"),
    [
        ("Poster presentation - May 30, 8:00 a.m. to 12 noon EDT, Level 2, W1, Board 9.", "poster display", 8, 12,
         "Level 2, W1", "9"),
        ("Oral presentation: 2:00 - 4:00 pm CT, room E3, Poster 7", "oral", 14, 16, "E3", ""),
        ("Poster discussion (with slides): noon to 1:00 pm in E Hall D1", "discussion", 12, 13, "E Hall D1", ""),
    ],
)  # fmt: skip
def test_a_talks_line_is_read(line, role, start, end, room, board):
    talk = read_talk_line(line)
    assert (talk.role, talk.room, talk.board) == (role, room, board)
    assert (talk.times.start, talk.times.end) == (time(start), time(end))


@pytest.mark.parametrize("line", ["Poster presentation: in Hall A", "Posters are shown at 8:00 am", REST])
def test_a_line_without_times_is_none(line):
    assert read_talk_line(line) is None


def test_a_title_may_have_its_time_on_its_own_line():
    talk = talk_after(". Oral presentation on June 4, 2012, 4:05-4:20 pm (Room W2).")
    assert (talk.role, talk.date.on(), talk.room) == ("oral", date(2012, 6, 4), "W2")


def test_the_line_below_a_title_is_its_slot():
    slot = parse(f"{HEAD}{FIRST}\n\n{LINE}").slots[0]
    assert (slot.date, slot.start, slot.end) == (date(2012, 6, 1), time(8), time(12))
    assert (slot.room, slot.presentations) == ("Hall A", (0,))


def test_a_title_after_its_number_is_a_presentation():
    talk = parse(f"{HEAD}{SECOND}\n\n{LINE}").presentations[0]
    assert (talk.abstract_number, talk.title) == ("14", SECOND.partition(": ")[2])


def test_two_talks_with_the_same_line_share_a_slot():
    release = parse(f"{HEAD}{FIRST}\n\n{LINE}\n\n{SECOND}\n\n{LINE}")
    assert [slot.presentations for slot in release.slots] == [(0, 1)]


def test_a_line_below_two_titles_is_about_both():
    release = parse(f"{HEAD}{FIRST}\n\n{SECOND}\n\n{LINE}")
    assert [slot.presentations for slot in release.slots] == [(0, 1)]


def test_the_day_may_stand_above_the_titles():
    line = "- Oral session: 2:00 - 4:00 pm in Hall A"
    slot = parse(f"{HEAD}Friday, June 1:\n\n{FIRST}\n\n{line}").slots[0]
    assert (slot.date, slot.start) == (date(2012, 6, 1), time(14))


def test_without_a_title_above_there_is_no_slot():
    assert parse(f"{HEAD}{LINE}").slots == ()
