"""Everything before the first paragraph of the body: date lines, headline, decks, contacts set at the top."""

import re

from .contact_words import has_legal_form, has_phone_or_email, is_contact_heading
from .cues import DECOR, SOURCE, ends_openly, find_cue, is_date_line
from .dateline import Dateline, find_tickers, is_place_line, read_dateline
from .dates import stated_dates
from .letterhead import is_letterhead, is_mark, is_notice, names_terms
from .marks import bare, words
from .paragraphs import WIDEST, Para, both_in_capitals, changes_case
from .placed import Sections
from .webpage import hold_one_date, is_furniture, page_lines

# What a headline goes on with below the company's name.
_DEED = re.compile(
    r"(?:(?:re-?)?(?:announc|report|rais|receiv|nam|appoint|complet|initiat|present|provid|sign|enter|fil|launch"
    r"|begin|acquir|clos|pric|elect|expand|establish|start|grant|open|licens|agre|commenc|achiev|updat|declar|regain"
    r"|hir|promot|secur|submit|extend|amend|sell|buy|win|add|join|host|hold)e?s|to)\s\S",
    re.I,
)
_LINES = 8  # of a headline, at most: what is no release must not be joined again for each of its lines
_NEWS = re.compile(r"\b(?:today (?:announced|reported)|(?:announced|reported) today)\b", re.I)


def find_lead(paras: list[Para]) -> int:
    """Where the body starts: at the dateline, or at the first whole sentence after the headline."""
    title = next((n for n, para in enumerate(paras) if not _is_before_headline(para)), 0)
    last = next((n for n in range(title + 1, len(paras)) if _starts_tail(paras, n)), len(paras))
    alone = None
    for n in range(min(last, 25)):
        line = _dateline(paras[n])
        if line and line.rest and (n > title or not _has_later_dateline(paras, n, last)):
            return n
        if line and not line.rest and n > title and alone is None:
            alone = n
    if alone is not None:
        return _after_repeats(paras, alone + 1, title)
    if paras and _opens_body(paras[title].text):
        return title
    prose = (n for n in range(title + 1, last) if _is_prose(paras, n, 1 if _names_ticker(paras[n]) else 100))
    short = (n for n in range(title + 1, last) if _is_prose(paras, n, 1))
    return next(prose, next(short, last))


def _opens_body(text: str) -> bool:
    """Some texts have lost their headline: what is too long for one, or says "today announced", is the body."""
    return not ends_openly(text) and (len(text) > 250 or (len(text) > 120 and bool(_NEWS.search(text))))


def _after_repeats(paras: list[Para], n: int, title: int) -> int:
    """Portals set their own title and dateline above the issuer's letterhead, headline and date."""
    while n + 1 < len(paras) and (
        is_date_line(paras[n]) or _names_company(paras, n) or _repeats(paras[n].text, paras[title].text)
    ):
        n += 1
    return n


def _repeats(text: str, headline: str) -> bool:
    """The headline once more, or a part of it."""
    part, whole = (" ".join(words(written)).casefold() for written in (text, headline))
    return part.count(" ") > 1 and f" {part} " in f" {whole} "


def _names_company(paras: list[Para], n: int) -> bool:
    """The terms an announcement defines, and the company's name above them."""
    below = n + 1 < len(paras) and len(paras[n].text) <= 100 and paras[n + 1].text.startswith("(")
    return names_terms(paras[n].text) or bool(below and names_terms(paras[n + 1].text))


def _dateline(para: Para) -> Dateline | None:
    return None if para.table or para.marker or is_date_line(para) else read_dateline(para.text)


def with_whole_dateline(paras: list[Para]) -> list[Para]:
    """Date and wire on a line of their own are one dateline with the place on the line before."""
    for n in range(1, min(len(paras), 25)):
        place, rest = paras[n - 1].text, paras[n].text
        if len(place) <= 80 and not is_date_line(paras[n - 1]) and _are_one_dateline(place, rest, paras[n]):
            whole = Para((f"{place} {rest}",), paras[n - 1].gap)
            return [*paras[: n - 1], whole, *paras[n + 1 :]]
    return paras


def _are_one_dateline(place: str, rest: str, para: Para) -> bool:
    """`LOWELL,` above `Mass. – May 3, 2012 – Text`, or `Basel, Switzerland` above `3 May 2012`."""
    date, city = next(stated_dates(rest[:80]), None), place.strip(" ,;:-–—")
    if not date or (date.start and not place.endswith(",")):
        return False
    line = read_dateline(f"{place} {rest}")
    if date.start:
        return bool(line and line.rest and line.place.startswith(f"{city}, "))
    if not line or line.place != city:
        return False
    return bool(line.wire or (is_place_line(place) if is_date_line(para) else line.rest))


def _has_later_dateline(paras: list[Para], n: int, last: int) -> bool:
    later = (_dateline(para) for para in paras[n + 1 : min(last, 25)])
    return any(line and line.rest for line in later)


def _is_before_headline(para: Para) -> bool:
    if para.table:
        return False
    if len(para.text) > 200 or is_notice(para.text):
        return is_notice(para.text)
    line = _dateline(para)
    if is_date_line(para) or is_furniture(para.text):
        return True
    return is_letterhead(para.text, []) or bool(line and not line.rest)


def _is_prose(paras: list[Para], n: int, least: int) -> bool:
    para, text = paras[n], paras[n].text.strip()
    if para.table or para.marker or len(text) < least or text[0] in DECOR:
        return False
    if is_notice(text) or names_terms(text):
        return False
    return text.endswith((".", "!", "?", '"', "”", ")", ":")) and not is_date_line(para)


def _names_ticker(para: Para) -> bool:
    return bool(find_tickers(para.text[:300]))


def _starts_tail(paras: list[Para], n: int) -> bool:
    return find_cue(paras, n, "front") in ("about", "safe-heading", "safe", "end")


def place_front(paras: list[Para], lead: int, found: Sections) -> None:
    contacts, opening, narrow = _top_contacts(paras, lead), _opening(paras, lead), _is_narrow(paras)
    own_dateline = lead < len(paras) and bool(_dateline(paras[lead]))
    page = _page_end(paras[:lead], contacts, opening)
    dated = hold_one_date(paras[:page])
    for n, para in enumerate(paras[:lead]):
        if n in contacts and not is_mark(para.text):
            part = "contact_block"
        elif _opens_headline(paras, n, found):
            part = "headline"
        elif _names_company(paras, n) or (n < page and not (dated and is_date_line(para))):
            part = "not_placed"
        else:
            part = _front_part(para, found, opening)
        if part == "subheads":
            part = _below_headline(paras, n, found, narrow)
        if part == "dateline" and not own_dateline:
            found.dateline = read_dateline(para.text)
            found.order["dateline"] = None
        else:
            found.add("date_line" if part == "dateline" else part, para)


def _opens_headline(paras: list[Para], n: int, found: Sections) -> bool:
    """`Acme, Inc.` right above `Raises $25 Million` is no letterhead."""
    if found.headline or n + 1 == len(paras) or paras[n + 1].gap or len(paras[n].text) > 60:
        return False
    return has_legal_form(paras[n].text) and bool(_DEED.match(paras[n + 1].text))


def _page_end(paras: list[Para], contacts: range, opening: list[str]) -> int:
    """Where the page's own lines end and the headline begins; 0 if the text begins with the release."""
    nothing = Sections()
    lines = [
        n
        for n, para in enumerate(paras)
        if n not in contacts and _front_part(para, nothing, opening) == "headline"
    ]
    own = page_lines([paras[n].text for n in lines], opening)
    return lines[own] if own else 0


def _is_narrow(paras: list[Para]) -> bool:
    """A text wrapped by hand, with blank lines between its paragraphs."""
    widest = max((len(line) for para in paras for line in para.lines), default=0)
    return sum(para.gap for para in paras) > 3 and widest <= WIDEST


def _below_headline(paras: list[Para], n: int, found: Sections, narrow: bool) -> str:
    """A deck, unless it is the headline's second line, or the name below `News provided by`."""
    para = paras[n]
    if n and _names_source(paras[n - 1]):
        return "source_line"
    follows = not found.subheads and not para.gap and not para.marker and para.text[0] not in DECOR
    goes_on = follows and _is_one_headline(found.headline[-1].text, para.text, narrow)
    return "headline" if goes_on else "subheads"


def _is_one_headline(before: str, line: str, narrow: bool) -> bool:
    if line.split()[0].islower() or before.endswith((";", ",", "&", " –", " -")):
        return True
    if has_legal_form(before) and len(before) < 60 and _DEED.match(line):
        return True
    return both_in_capitals(before, line) or (narrow and not changes_case(before, line))


def _names_source(para: Para) -> bool:
    """`News provided by`, with the name on the next line."""
    return bool(SOURCE.match(para.text)) and para.text.casefold().endswith((" by", ":"))


def _opening(paras: list[Para], lead: int) -> list[str]:
    """The first words of the body."""
    if lead >= len(paras):
        return []
    line = _dateline(paras[lead])
    return words((line.rest if line else paras[lead].text)[:160])


def _front_part(para: Para, found: Sections, opening: list[str]) -> str:
    if is_date_line(para):
        return "date_line"
    headline = " ".join(para.text for para in found.headline[:_LINES])
    if is_letterhead(para.text, opening) or is_notice(para.text) or _repeats(para.text, headline):
        return "not_placed"
    if is_furniture(para.text):
        return "not_placed"
    if headline and is_place_line(para.text):
        return "not_placed"
    if SOURCE.match(para.text) and len(para.text) < 160:
        return "source_line"
    line = None if found.dateline else _dateline(para)
    if line and not line.rest:
        return "dateline"
    return "subheads" if found.headline else "headline"


def _top_contacts(paras: list[Para], lead: int) -> range:
    """Some issuers put the contacts above the headline: from their heading to the last phone or address."""
    first = next((n for n in range(min(lead, 20)) if is_contact_heading(bare(paras[n].text))), None)
    if first is None:
        return range(0)
    reached = [n for n in range(first, min(lead, first + 30)) if has_phone_or_email(paras[n].text)]
    return range(first, reached[-1] + 1) if reached else range(0)
