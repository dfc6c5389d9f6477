"""Words that stand for words still to come. They block: such a text can never be meant.

So a pattern must be sure. What chromosomes, Roman numerals, kinases, isotopes, footnotes and editors' brackets
in quotations look like is left alone.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, rule
from .mentions import find_mentions

# In small letters these are an editor's own words in a quotation: “over the past [year]”.
_blank = (
    "NAMES?|DATE|TITLE|QUOTE|CITY|STATE|NUMBER|AMOUNT|LINK|URL|TIME|PHONE|E-?MAIL|ADDRESS|COMPANY|PARTNER|PRODUCT"
    "|COMPOUND|PERCENT(?:AGE)?|VALUE|MONTH|DAY|YEAR|LOGO|TICKER|INDICATION|PERSON|SPOKESPERSON"
    "|Names?|Date|Title|Quote|City|State|Number|Amount|Link|Time|Phone|E-?mail|Address|Company|Partner|Product"
    "|Compound|Percent(?:age)?|Value|Month|Day|Year|Logo|Ticker|Indication|Person|Spokesperson"
)
_ask = (
    r"(?i:insert|enter|fill in|to come|to be (?:confirmed|determined|added|inserted|completed|provided)|tbd|tbc|tba|tk"
    r"|placeholder|pending|check|confirm)"
)
_words = r"[^\[\]<>\n]{0,100}"
_PATTERNS = (
    # XX, $XX.X million, NCTXXXXXXXX; never XXIII, XXL
    r"(?<![\w/.-])\$?X{2,}(?:\.X+)?(?![\w/])",
    r"(?<=\w-)X{3,}(?![\w/])|(?<=\d\.)X{2,}(?![\w/])|\b\d+\.[Xx]{1,2}\s?(?:%|percent\b)",
    r"\$\s?X(?:\.X+)?(?!\w)",
    r"(?<![\w.])\d{0,3}X{1,3}\.X{1,2}\s?(?:%|percent|million|billion|months|years|patients)",
    r"(?<![\w/.])\$?x{2,}(?:\.x+)?\s?(?:%|percent\b|million\b|billion\b|patients\b|months\b|years\b)",
    r"(?<![\w/.-])x{3}-x{3}-x{4}(?!\w)",
    r"\bNCT(?:[Xx]{2,}\d*|0{8})(?!\w)",
    r"(?<![\w/-])(?:TBD|TBC|TBA|T\.B\.D\.)(?![\w/]|-?\d)",
    r"(?<!\w)(?:TKTK(?:TK)*|TK TK|\$TK|TK(?=\s?(?:%|percent\b|million\b|billion\b|patients\b)))(?!\w)",
    r"\[\s*(?:[●•○_–—]\s*)*\]|[●•]\s?(?=(?:%|percent\b|million\b|billion\b))|\$\s?[●•]",
    rf"\[\s*{_ask}\b{_words}\]|<\s*{_ask}\b{_words}>",
    rf"\[[^\[\]\na-z]{{0,30}}\b(?:{_blank})\b[^\[\]\na-z]{{0,30}}\]|\[(?:[A-Z][a-z]+ ){{0,3}}(?:{_blank})\]",
    rf"<<[^<>\n]{{1,80}}>>|<(?:[A-Z][a-z]+ ){{0,3}}(?:{_blank})>",
    r"\{\{[^{}\n]{0,80}\}\}|\{[a-z_]{2,40},?\}",
    r"\bPENDING\b[^.\n]{0,60}\bQUOTE\b|\bQUOTE\b[^.\n]{0,30}\b(?:PENDING|TK|TBD|TO COME|HERE)\b",
    r"\b(?i:quote (?:to come|tk|goes here)|lorem ipsum|dolor sit amet|(?:click|tap) here to enter text)\b",
    r"(?<![\w/=&?.])_{2,}(?![\w/=&])",
    r"\?{3,}|\[\?\]",
    # What Excel and Word leave behind.
    r"#(?:REF|VALUE|DIV/0|NULL|NUM)!|#NAME\?|#N/A\b",
    r"Error! (?:Reference source|Bookmark|Hyperlink reference) not (?:found|defined|valid)\.?",
    r"\bNote to Draft\b|\[NTD\b[^\[\]\n]{0,100}\]?",
)
_placeholder = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_tk = re.compile(r"(?<![\w/-])TK(?![\w/-])")

_roman_before = re.compile(
    r"(?:Title|Article|Chapter|Section|Part|Volume|Vol\.|Super Bowl|Type|Factor|Form|Annex|Schedule|Appendix|Dos"
    r"|No\.)\s\Z"
)
_roman_after = re.compile(
    r"\s(?:[A-Z][\w-]+\s){0,3}(?:Congress|Conference|Symposium|Olympiad|Games|Meeting|Corps)\b"
)
_sex = re.compile(
    r"\A,?[\s/-]?(?:chromosom|karyotyp|genotyp|sex|female|male|individual|XY|X0|and XY|or XY)", re.I
)


@rule(
    "placeholder",
    Level.BLOCKER,
    gettext_lazy("A placeholder such as XX, TBD, [●] or [insert …] was left in the text."),
)
def placeholders(subject):
    known = (
        *subject.issuer,
        *(name for record in (*subject.compounds, *subject.partners) for name in record.names),
    )
    symbols = {symbol for _exchange, symbol, _code in subject.listings}
    # TK and TBC are words of medicine as well.
    kinases, tuberculosis = (_speaks_of(subject, word) for word in ("kinase", "tuberculosis"))
    for passage in subject.passages:
        matches = [match for match in _candidates(passage.text, kinases) if match[0] not in symbols]
        names = find_mentions(passage.text, [(name, name) for name in known]) if matches else []
        inside = {at for name in names for at in range(name.start, name.end)}
        for match in matches:
            if match.start() not in inside and not _is_meant(match, tuberculosis):
                yield passage.spot(
                    match.start(),
                    match.end(),
                    _("“%(words)s” is a placeholder. Put the real words there, or delete it."),
                )


def _speaks_of(subject, word):
    return any(word in passage.text.lower() for passage in subject.passages)


def _candidates(text, kinases):
    yield from _placeholder.finditer(text)
    if not kinases:
        yield from _tk.finditer(text)


def _is_meant(match, tuberculosis):
    """Chromosomes (46,XX), Roman numerals (Title XX), tuberculosis (TBC)."""
    text = match.string
    words, before, after = (
        match[0],
        text[max(0, match.start() - 16) : match.start()],
        text[match.end() : match.end() + 60],
    )
    if words in ("XX", "XXX"):
        if re.search(r"\d,\s?\Z", before) or _sex.match(after) or re.search(r"\bXY\b.{0,12}\Z", before):
            return True
        return bool(_roman_before.search(before) or _roman_after.match(after))
    return words == "TBC" and tuberculosis
