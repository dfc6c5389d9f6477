"""The body's HTML, and where body, About and safe harbor part."""

import re

from releases.importing.wire import parse

from .wires import NAMES, doubt, doubt_codes, wire_release

LEAD = "Head\n\nBOSTON--(BUSINESS WIRE)-- Foo opened a plant.\n\n"
ELEMENTS = "p h2 h3 ul ol li strong em a br blockquote hr table caption thead tbody tr th td"


def body(text):
    return parse(LEAD + text).body.partition("\n")[2]


def test_only_the_agreed_elements_are_written():
    tags = {tag for name in NAMES for tag in re.findall(r"</?([a-z0-9]+)", wire_release(name).body)}
    assert tags <= set(ELEMENTS.split())


def test_html_in_the_text_is_escaped():
    assert (
        body("a <script>alert(1)</script> & b.") == "<p>a &lt;script&gt;alert(1)&lt;/script&gt; &amp; b.</p>"
    )


def test_marks_become_elements():
    assert body("A *b* and **c** and _d_.") == "<p>A <em>b</em> and <strong>c</strong> and <em>d</em>.</p>"


def test_a_label_with_an_address_is_a_link():
    assert body("See [it](https://x.example/?a=1&b=2).") == (
        '<p>See <a href="https://x.example/?a=1&amp;b=2">it</a>.</p>'
    )


def test_a_label_without_an_address_is_text():
    assert body("See [it, Inc.](#) now.") == "<p>See it, Inc. now.</p>"


def test_other_schemes_are_never_links():
    assert "<a" not in body("See [it](javascript:alert) or [it](data:text) now.")


def test_bullets_make_a_list():
    assert body("- one\n- two\n• three") == "<ul><li>one</li><li>two</li><li>three</li></ul>"


def test_numbers_in_order_make_a_numbered_list():
    assert body("1. one\n2. two") == "<ol><li>one</li><li>two</li></ol>"


def test_numbers_out_of_order_stay_as_written():
    assert body("4. four\n2. two") == "<p>4. four</p>\n<p>2. two</p>"


def test_a_short_line_before_text_is_a_heading():
    assert body("Next Steps\n\nThe plant opens in May, after tests.").startswith("<h2>Next Steps</h2>")


def test_a_line_with_a_full_stop_is_no_heading():
    assert "<h2>" not in body("It is big.\n\nThe plant opens in May, after tests.")


def test_wrapped_lines_are_joined():
    release = wire_release("wrapped")
    assert "Oakhurst Energy Partners (NYSE: OKE) said today that its board has named" in release.body
    assert "<li>She will oversee finance, tax and investor relations.</li>" in release.body


def test_long_lines_are_paragraphs_by_themselves():
    line = "The plant makes pumps for the region and for export, and " + "it will employ many people. " * 3
    assert body(f"{line}\n{line} Twice.").count("<p>") == 2


def test_columns_of_figures_are_a_table():
    release = wire_release("results")
    assert '<th scope="col">March 31, 2023</th>' in release.body
    assert '<tr><th scope="row">Net loss</th><td>$ (3,100)</td><td>$ (4,250)</td></tr>' in release.body
    assert "table-read" in doubt_codes(release)


def test_a_head_over_two_columns_spans_them():
    html = body("               Three Months      Six Months\n"
                "               2023    2022      2023    2022\n"
                "Revenue        10      9         20      18\n"
                "Costs          4       4         8       8\n")  # fmt: skip
    assert '<th scope="col" colspan="2">Six Months</th>' in html


def test_unclear_columns_stay_line_by_line():
    release = parse(LEAD + "Revenue    10    9\nCosts    4\nTax    1    2    3\n")
    assert "Revenue 10 9<br>Costs 4<br>Tax 1 2 3" in release.body
    assert "table-unread" in doubt_codes(release)


def test_tables_after_the_contacts_go_to_the_body_and_are_reported():
    release = wire_release("results")
    assert release.body.endswith("</table>")
    assert "text-moved" in doubt_codes(release)


def test_an_about_inside_the_body_stays_there():
    release = wire_release("prnewswire")
    assert "<h2>About GRANITE</h2>" in release.body
    assert [about.heading for about in release.abouts] == ["About Tessaly Pharma"]


def test_a_joint_release_has_two_abouts():
    headings = [about.heading for about in wire_release("joint").abouts]
    assert headings == ["About Arbor Oncology", "About Castellan"]


def test_two_safe_harbors_are_kept_as_one_and_reported():
    release = wire_release("joint")
    assert release.safe_harbor.heading == "Arbor Oncology Forward-Looking Statements"
    assert "Castellan Disclaimer" in release.safe_harbor.paragraphs
    assert "safe-harbor-twice" in doubt_codes(release)


def test_a_safe_harbor_without_a_heading_is_found_and_reported():
    release = wire_release("conference")
    assert release.safe_harbor.heading == ""
    assert release.safe_harbor.paragraphs[0].startswith("This press release includes")
    assert "safe-harbor-no-heading" in doubt_codes(release)


def test_a_headed_safe_harbor_runs_over_its_paragraphs():
    safe_harbor = wire_release("prnewswire").safe_harbor
    assert safe_harbor.heading.startswith("Safe Harbor Statement under")
    assert len(safe_harbor.paragraphs) == 2


def test_except_for_historical_information_opens_a_safe_harbor():
    assert wire_release("wrapped").safe_harbor.paragraphs[0].startswith("Except for historical")


def test_a_heading_run_into_its_paragraph_is_parted():
    release = parse(
        LEAD + "About Foo: Foo makes pumps.\n\nSafe Harbor: This contains forward-looking statements."
    )
    assert (release.abouts[0].heading, release.abouts[0].paragraphs) == ("About Foo:", ("Foo makes pumps.",))
    assert release.safe_harbor.heading == "Safe Harbor:"


def test_a_paragraph_split_in_mid_sentence_is_reported_and_not_repaired():
    release = wire_release("conference")
    assert release.abouts[0].paragraphs[1].startswith("nine LINK compounds")
    assert '"At present there are"' in doubt(release, "split-paragraph").sentence


def test_end_marks_and_source_lines_are_kept_as_written():
    marks = {name: wire_release(name).end_mark for name in ("results", "cnw", "wrapped", "joint", "undated")}
    assert marks == {"results": "###", "cnw": "-30-", "wrapped": "-END-", "joint": "# # #", "undated": ""}
    assert (
        wire_release("conference").source_line
        == "Source: Norvik Biologics, Inc.\nNews Provided by Harbor Media"
    )


def test_a_line_after_the_end_is_kept_aside_and_reported():
    release = parse(LEAD + "About Foo\n\nFoo makes pumps.\n\n###\n\nPhotos on request")
    assert release.not_placed == ("Photos on request",)
    assert "Photos on request" in doubt(release, "line-not-placed").sentence
