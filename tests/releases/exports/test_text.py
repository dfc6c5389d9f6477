import pytest

from releases.exports import text

from .builds import revision, table

pytestmark = pytest.mark.django_db


def body_of(html, **fields):
    """The lines of the text between dateline and end mark."""
    lines = text.render(revision(html, dateline="", **fields))
    return lines.split("Velmora Reports Results\n\n")[1].removesuffix(" " * 38 + "###\n").rstrip("\n")


def test_parts_stand_in_the_order_of_the_wire():
    whole = text.render(
        revision(
            subheads=["First deck", "Second deck"],
            about="<h2>About Velmora</h2><p>We make medicines.</p>",
            safe_harbor="<p>Statements may be wrong.</p>",
            contact_block="For Investors:\nIna Vesta, 555-0100\n\nFor Media:\nMax Edia",
            source_line="Source: Velmora",
        )
    )
    assert whole.split("\n\n") == [
        "March 4, 2025",
        "Velmora Reports Results",
        "First deck",
        "Second deck",
        "HALVERTON, Mass., March 4, 2025 -- We report results.",
        "About Velmora",
        "We make medicines.",
        "Statements may be wrong.",
        "For Investors:\nIna Vesta, 555-0100",
        "For Media:\nMax Edia",
        "Source: Velmora",
        " " * 38 + "###\n",
    ]


def test_own_end_mark_and_own_date_line_stand():
    whole = text.render(revision(end_mark="-30-", date_line="May 16, 2012, 7:00 am ET"))
    assert whole.startswith("May 16, 2012, 7:00 am ET\n")
    assert whole.endswith("-30-\n")
    assert "###" not in whole


def test_lines_end_at_column_80():
    lines = body_of("<p>" + "word " * 100 + "</p>").split("\n")
    assert max(map(len, lines)) in range(75, 81)


def test_word_longer_than_a_line_is_not_broken():
    assert "x" * 120 in body_of(f"<p>See {'x' * 120} there</p>")


def test_words_of_a_link_stand_without_its_address():
    assert body_of('<p>See <a href="https://velmora.example/ir">our site</a>.</p>') == "See our site."


def test_lists_have_marks_and_hang():
    lines = body_of(f"<ul><li>{'word ' * 20}</li><li>two</li></ul><ol start='3'><li>three</li></ol>").split(
        "\n"
    )
    assert lines[0].startswith("• word")
    assert lines[1].startswith("  word")
    assert lines[-3:] == ["• two", "", "3. three"]


def test_lists_within_lists_are_indented():
    assert body_of("<ul><li>one<ul><li>two</li></ul></li></ul>") == "• one\n\n  • two"


def test_line_breaks_stay():
    assert body_of("<p>one<br>two</p>") == "one\ntwo"


def test_power_is_not_taken_for_one_more_digit():
    assert (
        body_of("<p>10<sup>6</sup> cells, CO<sub>2</sub>, $48.2<sup>(1)</sup></p>")
        == "10^6 cells, CO2, $48.2(1)"
    )


def test_table_has_aligned_columns():
    rows = [["Revenue", "$ 48.2", "$ 1,041.9"], ["Net loss", "(3.1)", "(12.0)"]]
    assert body_of(table(rows, head=["Item", "2025", "2024"])).split("\n") == [
        "Item        2025       2024",
        "---------------------------",
        "Revenue   $ 48.2  $ 1,041.9",
        "Net loss   (3.1)     (12.0)",
    ]


def test_head_over_several_columns_is_centred_over_them():
    html = (
        "<table><thead><tr><th rowspan='2'>Item</th><th colspan='2'>Three months</th></tr>"
        "<tr><th>2025</th><th>2024</th></tr></thead><tr><td>Revenue</td><td>1,048.2</td><td>1,041.9</td></tr></table>"
    )
    assert body_of(html).split("\n")[:2] == ["Item       Three months", "            2025     2024"]


def test_cell_with_many_words_is_wrapped_and_its_figure_stands_at_its_end():
    lines = body_of(table([["word " * 60, "1.0"], ["Short", "2.0"]])).split("\n")
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line.endswith("0")] == [lines[-2], lines[-1]]


def test_cells_that_are_all_wrapped_are_read_one_after_the_other():
    first, second, third = ("".join(f"{letter}{number} " for number in range(50)) for letter in "abc")
    html = table([[first, second, third], ["x", "y", "z"]], head=["Head " * 12, "Another " * 12, "Last"])
    lines = body_of(html)
    assert max(map(len, lines.split("\n"))) <= 132
    words = [word for word in lines.split() if not word.startswith("---")]
    assert words == f"{'Head ' * 12}{'Another ' * 12}Last {first}{second}{third}x y z".split()


def test_table_that_needs_it_takes_132_columns():
    rows = [["Research and development", *["$ 123,456.7"] * 7]]
    (line,) = body_of(table(rows)).split("\n")
    assert 80 < len(line) <= 132


def test_table_that_fits_nowhere_is_given_row_by_row():
    rows = [[f"{number},000,000.0" for number in range(40)]]
    lines = body_of(table(rows)).split("\n")
    assert max(map(len, lines)) <= 80
    assert " ".join(lines).split(" | ") == rows[0]


def test_cells_of_a_ragged_table_are_all_there():
    html = "<table><tr><td rowspan='9' colspan='3'>a</td><td>b</td></tr><tr><td>c</td></tr><tr></tr></table>"
    assert body_of(html).split() == ["a", "b", "c"]


def test_note_of_a_correction_stands_before_the_body():
    corrected = revision(kind="correction", note="It said seven.", number=2)
    whole = text.render(corrected)
    assert "\n\nCorrection\n\nIt said seven.\n\nHALVERTON" in whole


def test_typo_is_mended_without_a_note():
    assert "Typo" not in text.render(revision(kind="typo", note="A comma.", number=2))
