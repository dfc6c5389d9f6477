"""Which paragraph is what: body, About, safe harbor, contacts, source line, end mark.

Paragraphs are consumed one by one and each goes to exactly one place. That is what keeps words from being
lost or doubled; which place it is may be wrong, and then an editor sees it.
"""

import re
from dataclasses import replace

from .contact_words import has_phone_or_email
from .cues import ABOUT_RUN_IN, SAFE_HEADING, SAFE_RUN_IN, SAFE_WORDS, find_cue, leads_to_table
from .dateline import read_dateline
from .front import find_lead, place_front, with_whole_dateline
from .marks import bare
from .paragraphs import Para
from .placed import Section, Sections
from .webpage import is_furniture

_FOOTNOTE = re.compile(r"(?:\[\d{1,2}\]|\(\d{1,2}\)|\d{1,2})\s(?=[A-Z])(?:\S+\s+){7}")


def place(paras: list[Para]) -> Sections:
    """All paragraphs in their places; a memory of the zone it is in tells what a paragraph belongs to."""
    found = Sections()
    paras = with_whole_dateline(paras)
    lead = find_lead(paras)
    place_front(paras, lead, found)
    _place_rest(paras, lead, found)
    return found


def _place_rest(paras: list[Para], lead: int, found: Sections) -> None:
    zone = "body"
    for n in range(lead, len(paras)):
        para = paras[n]
        if n == lead and not para.table and (not para.marker or _is_undashed_lead(paras, n, found)):
            para = _undashed(para) if found.dateline else _take_dateline(para, found)
            if not para:
                continue
        zone = _place_one(paras, n, para, zone, found)


def _undashed(para: Para) -> Para:
    """Without the dash that belongs to the dateline on the line before."""
    return replace(para, lines=(para.lines[0].lstrip(" –—-"), *para.lines[1:]), marker="")


def _is_undashed_lead(paras: list[Para], n: int, found: Sections) -> bool:
    """A single "item" right below a dateline: its dash is the dateline's."""
    alone = n + 1 == len(paras) or not paras[n + 1].marker
    return bool(found.dateline) and paras[n].marker == "-" and alone


def _take_dateline(para: Para, found: Sections) -> Para | None:
    line = read_dateline(para.text)
    if not line:
        return para
    found.dateline = line
    found.order["dateline"] = None
    return Para((line.rest,), para.gap) if line.rest else None


def _place_one(paras: list[Para], n: int, para: Para, zone: str, found: Sections) -> str:
    if is_furniture(para.text) and not para.marker and not para.table:
        found.add("not_placed", para)
        return "after" if zone == "contacts" else zone
    cue = find_cue(paras, n, zone)
    if cue == "end" and not found.end_mark:
        found.end_mark = para.text
        found.order["end_mark"] = None
        return "after"
    if cue in ("about", "safe", "safe-heading"):
        return _open_section(cue, para, zone, found)
    if cue in ("source", "contacts"):
        found.add("source_line" if cue == "source" else "contact_block", para)
        return "after" if cue == "source" else "contacts"
    if cue == "heading" and zone == "about" and not paras[n + 1].table:
        _return_abouts(found)
    if cue in ("heading", "table") and (zone != "body" or cue == "table"):
        found.add("body", para)
        return "body" if cue == "heading" or zone == "body" else zone
    if zone in ("contacts", "after") and not has_phone_or_email(para.text) and leads_to_table(paras, n):
        found.add("body", para)
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
    elif zone == "contacts" and _FOOTNOTE.match(para.text) and not has_phone_or_email(para.text):
        found.add("body", para)
    elif zone == "contacts" and (len(para.text) <= 250 or has_phone_or_email(para.text)):
        found.add("contact_block", para)
    elif zone == "body" or len(para.text) > 200:
        found.add("body", para)
        return "body" if zone == "body" else "after"
    else:
        found.add("not_placed", para)
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
