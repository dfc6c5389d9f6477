"""What an editor can save goes out in every form, whole, and breaks none of them."""

import json
import xml.etree.ElementTree as ET

import pytest

from releases.exports import FORMS, exhibit

from .builds import NOW, issuer, revision, table
from .reading import html_words, letters

pytestmark = pytest.mark.django_db

BODIES = {
    "control characters": "<p>be\x00fo\x01re\x0b \x1b[0m af\x7fter \ufffe \uffff</p>",
    "ends of XML": "<p>]]&gt; &lt;![CDATA[ &lt;/body&gt; &lt;/inlineXML&gt; &lt;script&gt;</p>",
    "entities": "<p>&amp;amp; &amp;lt;b&amp;gt; &quot;x&quot; &#8220;y&#8221; AT&amp;T</p>",
    "emoji": "<p>Up 😀 👩‍👩‍👧 🇨🇭 done</p>",
    "right to left": "<p>שלום عالم \u202ereversed\u202c end</p>",
    "markup of a typesetter": "<p>#panic() $x$ \\ ` * _ @ ~ &lt;label&gt; // /* */ = - + {x} [y]</p>",
    "200 kB": "<p>" + "word " * 40_000 + "</p>",
    "one word": "<p>" + "x" * 20_000 + "</p>",
    "wide table": table([[f"{number},000,000.00" for number in range(60)]] * 3, head=map(str, range(60))),
    "ragged table": "<table><tr><td rowspan='9' colspan='3'>a</td><td>b</td></tr><tr><td>c</td></tr><tr></tr></table>",
    "empty things": "<table></table><table><tr></tr></table><ul></ul><ul><li></li></ul><figure></figure><p>x</p>",
    "nesting": "<blockquote>" * 80
    + "<p>deep</p>"
    + "</blockquote>" * 80
    + "<ul><li>a" * 80
    + "</li></ul>" * 80,
    "table in a list in a table": table([[f"<h2>h</h2><ul><li>x{table([['y']])}</li></ul>"]]),
    "loose words": "loose <p>held</p> loose again <strong>bold<p>block in a mark</p></strong>",
    "links": "<p><a href='https://[::1'>a</a> <a href='https://x.example/\"&gt;<'>b</a> <a href='mailto:'>c</a></p>",
    "pictures": "<p>a <img src='/files/abcdefgh/x.png' alt='&quot;&lt;'> b</p>",
}


def made(name, suffix, **fields):
    fields = {"headline": "Head ]]> & <b> \x01😀", "subheads": ["Deck & #1"], **fields}
    return FORMS[suffix].render(
        revision(BODIES[name], **fields), issuer=issuer(), now=NOW, root="https://ir.velmora.example"
    )


@pytest.fixture(autouse=True)
def without_tags(monkeypatch):
    """Revisions that are not saved have none."""
    nothing = {"compounds": [], "partners": [], "events": [], "attachments": []}
    for module in ("ninjs", "newsml"):
        monkeypatch.setattr(f"releases.exports.{module}.public_tags", lambda revision, now: nothing)


@pytest.mark.parametrize("name", BODIES)
def test_pdf_is_made(name):
    assert made(name, ".pdf").startswith(b"%PDF-")


@pytest.mark.parametrize("suffix", ["-ex991.htm", "-ex991.txt"])
@pytest.mark.parametrize("name", BODIES)
def test_exhibits_hold_to_the_lists(name, suffix):
    assert exhibit.problems(made(name, suffix)) == []


@pytest.mark.parametrize("name", BODIES)
def test_text_keeps_every_letter(name):
    body = revision(BODIES[name], dateline="").body
    assert letters(html_words(body)) in letters(made(name, ".txt", dateline="").split("Deck & #1")[1])


@pytest.mark.parametrize("name", BODIES)
def test_json_is_whole(name):
    item = json.loads(made(name, ".json"))
    assert not any(
        ord(character) < 32 and character != "\n" for body in item["bodies"] for character in body["value"]
    )
    assert item["headlines"][0]["value"] == "Head ]]> & <b> 😀"


@pytest.mark.parametrize("name", BODIES)
def test_xml_is_well_formed(name):
    words = "".join(ET.fromstring(made(name, ".xml")).itertext())  # noqa: S314
    assert "Head ]]> & <b> 😀" in words
