import pytest

from releases.preflight.placeholders import placeholders
from releases.preflight.subject import Named

from . import subject, words

LEFT = {
    "Revenue was $XX million.": "$XX",
    "Revenue was $XX.X million.": "$XX.X",
    "Revenue was $X.X million.": "$X.X",
    "Response rate was XX%.": "XX",
    "Response rate was xx% of all.": "xx%",
    "Response rate was 4X.X% of all.": "4X.X%",
    "The p-value was 0.XXX in the end.": "XXX",
    "Trial NCTXXXXXXXX has begun.": "NCTXXXXXXXX",
    "Call 978-555-XXXX today.": "XXXX",
    "Call xxx-xxx-xxxx today.": "xxx-xxx-xxxx",
    "The dose is TBD.": "TBD",
    "The date (TBC) follows.": "TBC",
    "The quote is TK.": "TK",
    "Some TKTK here.": "TKTK",
    "Net loss was $[●] million.": "[●]",
    "Net loss was [•].": "[•]",
    "Net loss was [ ].": "[ ]",
    "Net loss was [__] million.": "[__]",
    "Said [insert quote of the CEO].": "[insert quote of the CEO]",
    "Said [NAME], Chief Executive.": "[NAME]",
    "Said [CEO NAME] today.": "[CEO NAME]",
    "Said [Company Name] today.": "[Company Name]",
    "Said &lt;insert date&gt; today.": "<insert date>",
    "Said &lt;&lt;partner&gt;&gt; today.": "<<partner>>",
    "PENDING LARRY QUOTE": "PENDING LARRY QUOTE",
    "Here stands a quote to come from her.": "quote to come",
    "Lorem ipsum dolor.": "Lorem ipsum",
    "Signed: ____ in Boston.": "____",
    "Dear {{ first_name }}, hello.": "{{ first_name }}",
    "Risks of {compounds} are many.": "{compounds}",
    "It rose by ??? percent.": "???",
    "Total #REF! for the year.": "#REF!",
    "See Error! Reference source not found.": "Error! Reference source not found.",
}
MEANT = (
    "Women have two XX chromosomes; the karyotype was 46,XX.",
    "XX and XY individuals were enrolled.",
    "Type XX collagen was measured under Title XX of the Act.",
    "The XXX Olympiad and the XX International Congress of Hematology.",
    "Sizes XXL and XXIII, and Exxon, are words.",
    "Radium [223Ra] and [18F]FDG, note [1], [sic], [emphasis added].",
    "“Over the past [year], [the company] grew […] fast [...].”",
    "The thymidine kinase (TK) assay measured TK activity.",
    "TBC-3711 and TBA-7371 are codes.",
    "Tuberculosis (TBC) is treated.",
    "See https://velmora.example/a__b/xx/index.html?x=__y for more.",
    "The x-axis, 10x coverage, X-ray, MAXX and X chromosome.",
    "Patent pending; a pending quote request was answered.",
    "Numbers {1, 2} and #1 are fine.",
    "A what?? is two marks.",
)


@pytest.mark.parametrize(("text", "left"), LEFT.items())
def test_placeholder_is_found(text, left):
    assert words(placeholders, text)[:1] == [left]


@pytest.mark.parametrize("text", MEANT)
def test_words_that_are_meant_are_left_alone(text):
    assert words(placeholders, text) == []


def test_placeholder_blocks_and_says_where():
    finding = next(placeholders(subject("First. Revenue was $XX million. Last.")))
    assert (finding.level, finding.field, finding.place) == ("blocker", "body", "Revenue was $XX million.")


@pytest.mark.parametrize(
    "part", ["headline", "subhead", "dateline", "about", "safe_harbor_text", "contact_block"]
)
def test_placeholders_are_found_in_every_part(part):
    assert words(placeholders, **{part: "Call TBD"}) == ["TBD"]


def test_a_name_on_record_is_no_placeholder():
    partner = Named(1, ("TBD Therapeutics",))
    assert words(placeholders, "Made with TBD Therapeutics.", partners=(partner,)) == []


def test_the_own_symbol_is_no_placeholder():
    assert words(placeholders, "Velmora (Nasdaq: XXXX) says.", listings=(("Nasdaq", "XXXX", "XNAS"),)) == []
