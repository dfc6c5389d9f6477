"""What a paragraph, seen with those after it, announces: heading, About, safe harbor, contacts, end."""

import re

from .contact_columns import COLUMNS
from .contact_words import has_phone_or_email, is_contact_heading
from .dates import TIME, WEEKDAY, ZONE, stated_dates
from .marks import bare
from .paragraphs import Para

_KICKER = re.compile(
    r"(?:for immediate (?:release|distribution|use)|(?:company )?(?:press|news|media|investor) (?:releases?|update)"
    r"|company announcement(?:\W{0,3}no\.? ?\d+(?: ?/ ?\d{2,4})?)?"
    r"|ad hoc announcement.{0,60}"
    r"|regulatory news|regulated information|correcting and replacing|embargoed until.{0,60}|newsroom"
    r"|stock exchange release)"
    r"[\s:.!–—-]*(?:\(?(?:nasdaq|nyse|amex|tsx|otc\w*)[\w ]{0,12}:\s?\w{1,6}\)?)?$",
    re.I,
)
_BESIDE_DATE = re.compile(
    rf"\b(?:{TIME})|\b{ZONE}\b|\b{WEEKDAY}|\b(?:at|on|date|released?|published|posted|issued"
    rf"|dated|of|for immediate"
    r"|press release|news release|media release|last updated|\d{1,2} ?h(?:ours)?"
    r"|pr ?newswire|business ?wire|globe ?newswire|market ?wired?|access ?wire|newsfile)\b",
    re.I,
)
_END = re.compile(
    r"#[#\s]*$|[-–—*\s]*[-–—*]\s*(?:30|end|ends|e n d s?)\s*[-–—*]+[-–—*\s]*$|(?:END|ENDS)$|\(END\).{0,40}$",
    re.I,
)
SOURCE = re.compile(
    r"(?:SOURCE\s*:?\s+\S|Source\s?:\s*\S|(?i:News Provided by)\b|View (?:the )?(?:source version"
    r"|original content)\b"
    r"|Distributed by\b|(?:This information is p|P)rovided by\b|Related Links?:?$"
    r"|The following files? (?:is|are) available"
    r"|RELATED LINKS$|To view the (?:source|original) version\b)"
)
# What wires add below the text, and only there: photographs, codes, the symbol alone.
_TRAILER = re.compile(
    r"(?:Logo|LOGO|Photos?|PHOTOS?)\s?[-–:]\s?\(?https?://|/?(?:Photo|Company News On-Call)\s?:"
    r"|\([A-Z]{2,5}(?:-[A-Z]{1,3})?\)$|-0-(?:\s|$)|%SEDAR:|(?:INDUSTRY )?KEYWORDS?:|Copyright\b|©|\([Cc]\) \d{4}"
)
_ADDRESS_LINE = re.compile(r"(?:/?(?:Web ?site|URL)\s?:\s*)?(?:https?://|www\.)\S+(?:\s?/)?$", re.I)
_FROM = re.compile(rf"(?<=\s)(?:{TIME})\s{ZONE}\sfrom\s[A-Z].*$")  # `, 01:00 ET from Acme, Inc.`
_TIME_ONLY = re.compile(rf"(?:{TIME})(?:\s?\(?{ZONE}\)?)?$")
_COMPANY_END = re.compile(
    r"\b(?:Inc|Ltd|Corp|Co|plc|S\.?A|N\.?V|A\.?G|B\.?V|L\.?P|LLC|A/S|S\.p\.A|K\.K)\.$", re.I
)
ABOUT_RUN_IN = re.compile(r"(\*\*About [^*]{1,100}\*\*[:.]?|About [A-Z][^:.]{0,80}:)\s+(?=\S)")
_ABOUT = re.compile(r"(?:About|ABOUT)\s+\S|[A-Z].{1,40} in brief:?$")
_ABOUT_STOP = re.compile(r"About(?: (?:[A-Z][\w'’-]*|&)){1,4}\.")  # a heading with a full stop
SAFE_HEADING = re.compile(
    r"(?:.{0,40}\b(?:safe harbou?r|forward[- –]looking (?:statements?|information))\b.{0,100}"
    r"|(?:important )?cautionary (?:note|statements?|language)\b.{0,110}|(?:.{0,40} )?disclaimer"
    r"|disclosure notice)[:.]?$",
    re.I,
)
SAFE_RUN_IN = re.compile(
    r"(\*\*[^*]{3,120}\*\*[:.]?|(?:Safe Harbou?r|Forward[- ]Looking|Cautionary)[^:.]{0,90}[:.]"
    r"|SAFE HARBOU?R[^:.]{0,90}[:.]"
    r"|FORWARD[- ]LOOKING[^:.]{0,90}[:.])\s+(?=\S)"
)
_SAFE_OPENING = re.compile(
    r"[^\"“].{0,300}?forward[-‐– ]looking (?:statement|information)|.{0,300}?(?:is"
    r"|are|be|considered|constitute) forward[-‐– ]looking\b"
    r"|except for (?:the )?historical information",
    re.I | re.S,
)
_ACT = "securities litigation reform act"
SAFE_WORDS = re.compile(
    r"forward|risk|uncertain|differ|obligation|undertak|factors|update|filing|filed|sec\b|expect"
    r"|believe|assum|caution"
    r"|reliance|statements",
    re.I,
)
_VERB = re.compile(r"\b(?:contains?|includes?|are|is|may|involves?|constitutes?)\b", re.I)
_NOT_IN_HEADING = re.compile(r"https?://|www\.|\|")
DECOR = " \t—–-*_•·▪●"
_STOPS = (".", "!", "?", '."', ".”", ".)", '?"', "?”", '!"', "!”", ":", ";", ",")


def undecorated(text: str) -> str:
    """A headline or deck without marks and without the dashes wires set around it."""
    return bare(bare(text).strip(DECOR))


def ends_openly(text: str) -> bool:
    return not text.rstrip(" *_)]").endswith(_STOPS)


def is_heading(paras: list[Para], n: int, strict: bool = False) -> bool:
    """A short line without a full stop, alone before longer text. `strict` wants capitals as well."""
    para, text = paras[n], bare(paras[n].text) if len(paras[n].text) < 130 else ""
    if not text or para.table or para.marker or len(para.lines) > 1 or len(text) > 110 or n + 1 >= len(paras):
        return False
    if COLUMNS.search(para.lines[0]):
        return False
    following = paras[n + 1]
    if _COMPANY_END.search(text) or not ends_openly(text) or text[0].islower() or text[0] in "\"“'(—–-":
        return False
    labelled = ": " in text and not para.text.startswith("**") and not text.isupper()
    if labelled or has_phone_or_email(text) or _NOT_IN_HEADING.search(text) or (text == text.lower()):
        return False
    if not following.table and not following.marker and not _is_longer(paras, n, text):
        return False
    return not strict or ((following.table or len(following.text) >= 80) and _is_capitalised(para.text))


def _is_longer(paras: list[Para], n: int, text: str) -> bool:
    """Longer text follows, at once or after one more heading; a split sentence goes on in lower case."""
    following = paras[n + 1].text
    if following[0].islower():
        return False
    if len(following) > len(text):
        return True
    after = paras[n + 2] if n + 2 < len(paras) else None
    return (
        bool(after) and (len(after.text) > 80 or bool(after.marker)) and " " in text and _is_capitalised(text)
    )


def leads_to_table(paras: list[Para], n: int) -> bool:
    """A title, a unit or a column head: a table follows within a few short lines."""
    for para in paras[n + 1 : n + 6]:
        if para.table or len(para.text) > 160 or has_phone_or_email(para.text):
            return para.table
    return False


def _is_capitalised(text: str) -> bool:
    long = [word for word in bare(text).split() if len(word) > 3]
    return text.startswith("**") or all(not word[0].islower() for word in long)


def is_date_line(para: Para) -> bool:
    """A kicker, or a line that says a date and nothing else but time, zone and source."""
    text = bare(para.text)
    if len(text) > 160:
        return False
    if _KICKER.match(text) or _TIME_ONLY.match(text):
        return True
    date = next(stated_dates(text), None)
    if not date:
        return False
    left = text[: date.start] + " " + _FROM.sub("", text[date.end :].split("|", 1)[0])
    return not re.search(r"\w", _BESIDE_DATE.sub(" ", left))


def find_cue(paras: list[Para], n: int, zone: str) -> str:
    para, text = paras[n], paras[n].text
    if para.table:
        return "table"
    if len(text) <= 240 or is_contact_list(text):
        cue = _short_cue(paras, n, zone)
        if cue:
            return cue
    if ABOUT_RUN_IN.match(text[:130]) and zone != "front" and not para.marker:
        return "about"
    if not para.marker and (_SAFE_OPENING.match(text[:420]) or _ACT in text.lower()):
        return "safe"
    # Among contacts a firm's name, or two persons on one line, looks like a heading.
    if zone == "front" or (zone == "contacts" and (" / " in text or _contact_follows(paras, n + 1, 4))):
        return ""
    return "heading" if is_heading(paras, n, strict=zone != "body") else ""


def is_contact_list(text: str) -> bool:
    """`For further information: Jane Doe, 555-0100; John Roe, 555-0101; ...` on one long line."""
    return len(text) < 1500 and is_contact_heading(text) and has_phone_or_email(text[:600])


def _short_cue(paras: list[Para], n: int, zone: str) -> str:
    para, text = paras[n], bare(paras[n].text)
    if _END.match(para.text):
        return "end"
    last = n >= len(paras) - 8
    if SOURCE.match(text) and (zone not in ("body", "front") or last):
        return "source"
    if (zone == "after" and _ADDRESS_LINE.match(text)) or (
        zone not in ("body", "front") and _TRAILER.match(text)
    ):
        return "source"
    if is_contact_list(text) or (is_contact_heading(text) and _contact_follows(paras, n, 10)):
        return "contacts"
    heads = len(text) <= 150 and not para.marker and n + 1 < len(paras) and ends_openly(text.rstrip(":"))
    if heads and SAFE_HEADING.match(text) and not _VERB.search(text):
        return "safe-heading"
    if _is_about_heading(paras, n, text):
        return "about"
    tail = (zone in ("about", "safe", "after") and ends_openly(text)) or _COMPANY_END.search(text)
    if tail and zone not in ("front", "body", "contacts") and _contact_follows(paras, n, 4):
        return "contacts"
    return ""


def _contact_follows(paras: list[Para], n: int, reach: int) -> bool:
    """A phone number or address on this line or soon after, with nothing but short lines between."""
    for para in paras[n : n + reach]:
        if len(para.text) > 240 or para.table or _END.match(para.text) or SOURCE.match(para.text):
            return False
        if has_phone_or_email(para.text):
            return ends_openly(para.text) or len(para.text) < 100
        if para.text.endswith(".") and para.text.count(" ") > 9:
            return False  # a sentence
    return False


def _is_about_heading(paras: list[Para], n: int, text: str) -> bool:
    if not _ABOUT.match(text) or len(text) > 110 or n + 1 >= len(paras) or paras[n].marker:
        return False
    return ends_openly(text.rstrip(":")) or bool(_COMPANY_END.search(text) or _ABOUT_STOP.fullmatch(text))
