"""Which paragraph is what: headline, decks, body, About, safe harbor, contacts, source line, end mark.

Paragraphs are consumed one by one and each goes to exactly one place. That is what keeps words from being
lost or doubled; which place it is may be wrong, and then an editor sees it.
"""

from dataclasses import dataclass, field

from .contact_words import has_phone_or_email, is_contact_heading
from .cues import (
    ABOUT_RUN_IN,
    DECOR,
    SAFE_HEADING,
    SAFE_RUN_IN,
    SAFE_WORDS,
    SOURCE,
    ends_openly,
    find_cue,
    is_date_line,
    leads_to_table,
)
from .dateline import Dateline, find_tickers, read_dateline
from .dates import stated_dates
from .letterhead import is_letterhead
from .marks import bare, words
from .paragraphs import Para, both_in_capitals, changes_case


@dataclass(slots=True)
class Section:
    heading: str
    paras: list[Para] = field(default_factory=list)


@dataclass(slots=True)
class Sections:
    """Everything placed so far; `order`: the parts as they first came; `moved`: what changed its place."""

    date_line: list[Para] = field(default_factory=list)
    headline: list[Para] = field(default_factory=list)
    subheads: list[Para] = field(default_factory=list)
    dateline: Dateline | None = None
    body: list[Para] = field(default_factory=list)
    abouts: list[Section] = field(default_factory=list)
    safe_harbors: list[Section] = field(default_factory=list)
    contacts: list[Para] = field(default_factory=list)
    source: list[Para] = field(default_factory=list)
    end_mark: str = ""
    not_placed: list[Para] = field(default_factory=list)
    order: dict[str, None] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)


def place(paras: list[Para]) -> Sections:
    found = Sections()
    paras = _with_whole_dateline(paras)
    lead = _lead(paras)
    _place_front(paras, lead, found)
    _place_rest(paras, lead, found)
    return found


# --- the front: everything before the first paragraph of the body ---------------------------------


def _lead(paras: list[Para]) -> int:
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
        return alone + 1
    if paras and len(paras[title].text) > 250 and not ends_openly(paras[title].text):
        return title
    prose = (n for n in range(title + 1, last) if _is_prose(paras, n, 1 if _names_ticker(paras[n]) else 100))
    short = (n for n in range(title + 1, last) if _is_prose(paras, n, 1))
    return next(prose, next(short, last))


def _dateline(para: Para) -> Dateline | None:
    return None if para.table or para.marker or is_date_line(para) else read_dateline(para.text)


def _with_whole_dateline(paras: list[Para]) -> list[Para]:
    """Date and wire on a line of their own are one dateline with the place on the line before."""
    for n in range(1, min(len(paras), 25)):
        place, rest = paras[n - 1].text, paras[n].text
        date = next(stated_dates(rest[:80]), None)
        if not date or date.start or len(place) > 80 or is_date_line(paras[n - 1]):
            continue
        line = read_dateline(f"{place} {rest}")
        whole = line and line.place == place.strip(" ,;:-–—") and (line.wire or line.rest)
        if whole and (line.wire or not is_date_line(paras[n])):
            whole = Para((f"{place} {rest}",), paras[n - 1].gap)
            return [*paras[: n - 1], whole, *paras[n + 1 :]]
    return paras


def _has_later_dateline(paras: list[Para], n: int, last: int) -> bool:
    later = (_dateline(para) for para in paras[n + 1 : min(last, 25)])
    return any(line and line.rest for line in later)


def _is_before_headline(para: Para) -> bool:
    if len(para.text) > 200 or para.table:
        return False
    line = _dateline(para)
    return is_date_line(para) or is_letterhead(para.text, []) or bool(line and not line.rest)


def _is_prose(paras: list[Para], n: int, least: int) -> bool:
    para, text = paras[n], paras[n].text.strip()
    if para.table or para.marker or len(text) < least or text[0] in DECOR:
        return False
    return text.endswith((".", "!", "?", '"', "”", ")", ":")) and not is_date_line(para)


def _names_ticker(para: Para) -> bool:
    return bool(find_tickers(para.text[:300]))


def _starts_tail(paras: list[Para], n: int) -> bool:
    return find_cue(paras, n, "front") in ("about", "safe-heading", "safe", "end")


def _place_front(paras: list[Para], lead: int, found: Sections) -> None:
    narrow = (
        sum(para.gap for para in paras) > 3
        and max((len(x) for p in paras for x in p.lines), default=0) <= 110
    )
    contacts_until, opening = _top_contacts(paras, lead), _opening(paras, lead)
    for n, para in enumerate(paras[:lead]):
        part = "contact_block" if n in contacts_until else _front_part(para, found, opening)
        follows = found.headline and not found.subheads and not para.gap and not para.marker
        if part == "subheads" and follows and para.text[0] not in DECOR:
            part = "headline" if _is_one_headline(found.headline[-1].text, para.text, narrow) else part
        if part == "dateline":
            found.dateline = read_dateline(para.text)
            found.order["dateline"] = None
        else:
            _add(found, part, para)


def _is_one_headline(before: str, line: str, narrow: bool) -> bool:
    return both_in_capitals(before, line) or (narrow and not changes_case(before, line))


def _opening(paras: list[Para], lead: int) -> list[str]:
    """The first words of the body."""
    if lead >= len(paras):
        return []
    line = _dateline(paras[lead])
    return words((line.rest if line else paras[lead].text)[:160])


def _front_part(para: Para, found: Sections, opening: list[str]) -> str:
    if is_date_line(para):
        return "date_line"
    if is_letterhead(para.text, opening):
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


# --- the rest: a walk with a memory of the zone it is in ------------------------------------------


def _place_rest(paras: list[Para], lead: int, found: Sections) -> None:
    zone = "body"
    for n in range(lead, len(paras)):
        para = paras[n]
        if n == lead and not found.dateline and not para.table and not para.marker:
            para = _take_dateline(para, found)
            if not para:
                continue
        zone = _place_one(paras, n, para, zone, found)


def _take_dateline(para: Para, found: Sections) -> Para | None:
    line = read_dateline(para.text)
    if not line:
        return para
    found.dateline = line
    found.order["dateline"] = None
    return Para((line.rest,), para.gap) if line.rest else None


def _place_one(paras: list[Para], n: int, para: Para, zone: str, found: Sections) -> str:
    cue = find_cue(paras, n, zone)
    if cue == "end" and not found.end_mark:
        found.end_mark = para.text
        found.order["end_mark"] = None
        return "after"
    if cue in ("about", "safe", "safe-heading"):
        return _open_section(cue, para, zone, found)
    if cue in ("source", "contacts"):
        _add(found, "source_line" if cue == "source" else "contact_block", para)
        return "after" if cue == "source" else "contacts"
    if cue == "heading" and zone == "about" and not paras[n + 1].table:
        _return_abouts(found)
    if cue in ("heading", "table") and (zone != "body" or cue == "table"):
        _add(found, "body", para)
        return "body" if cue == "heading" or zone == "body" else zone
    if zone in ("contacts", "after") and not has_phone_or_email(para.text) and leads_to_table(paras, n):
        _add(found, "body", para)
        return "after"
    return _continue(para, zone, found)


def _open_section(cue: str, para: Para, zone: str, found: Sections) -> str:
    name = "abouts" if cue == "about" else "safe_harbors"
    if cue == "safe" and zone == "safe":
        found.safe_harbors[-1].paras.append(para)
        return "safe"
    section = Section("", [para])
    run_in = (ABOUT_RUN_IN if cue == "about" else SAFE_RUN_IN).match(para.text)
    if run_in and (cue == "about" or SAFE_HEADING.match(bare(run_in[1]))):
        section = Section(bare(run_in[1]), [Para((para.text[run_in.end() :],), para.gap)])
    elif cue != "safe":
        section = Section(bare(para.text))
    getattr(found, name).append(section)
    found.order[name.rstrip("s") if name == "safe_harbors" else name] = None
    return "about" if cue == "about" else "safe"


def _continue(para: Para, zone: str, found: Sections) -> str:
    if zone == "about":
        found.abouts[-1].paras.append(para)
    elif zone == "safe" and _stays_in_safe_harbor(para, found.safe_harbors[-1]):
        found.safe_harbors[-1].paras.append(para)
    elif zone == "contacts" and (len(para.text) <= 250 or has_phone_or_email(para.text)):
        _add(found, "contact_block", para)
    elif zone == "body" or len(para.text) > 200:
        _add(found, "body", para)
        return "body" if zone == "body" else "after"
    else:
        _add(found, "not_placed", para)
        return "after"
    return zone


def _stays_in_safe_harbor(para: Para, section: Section) -> bool:
    """With a heading it runs to the next one; without, as long as it speaks of risks and statements."""
    return bool(section.heading or para.marker or SAFE_WORDS.search(para.text))


def _return_abouts(found: Sections) -> None:
    """Another section follows: these passages ("About the study") stand inside the body, not after it."""
    for section in found.abouts:
        found.body += [Para((section.heading,), True)] if section.heading else []
        found.body += section.paras
    found.abouts.clear()
    found.order.pop("abouts", None)


def _add(found: Sections, part: str, para: Para) -> None:
    if part == "body" and "body" in found.order and [*found.order][-1] != "body":
        found.moved.append(para.text)
    found.order[part] = None
    lists = {"contact_block": found.contacts, "source_line": found.source}
    lists.get(part, getattr(found, part, None)).append(para)
