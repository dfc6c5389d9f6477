"""Lines that a web page sets around a release: navigation, forms, share links, notes on cookies."""

import re

from .dates import stated_dates
from .marks import bare, words
from .paragraphs import Para

_SITES = (
    r"(?:facebook|twitter|linkedin|pinterest|whatsapp|reddit|youtube|instagram|tweet|e-?mail|print|share|rss)"
)
_FURNITURE = re.compile(
    r"skip to (?:main )?(?:content|navigation)|(?:log|sign)[ -]?in(?:\W+(?:register|sign up|subscribe))?|advertisement"
    rf"|{_SITES}(?:[\s|/,•·]+{_SITES})+|tweet"
    r"|share (?:this|on|via)\b.{0,40}|print (?:this|publication|page|article|friendly)\b.{0,40}"
    r"|(?:e-?mail|rss) (?:alerts?|feeds?|this page|to a friend)|e-?mail print friendly"
    r"|back to (?:top|news|all news|press releases|list|results|previous page)\b.{0,20}"
    r"|more on this topic|related (?:news|articles|stories|content|press releases)|read (?:more|next)|breaking news"
    r"|(?:previous|next) (?:release|article|story|post)"
    r"|home\s*[>»›/|].{1,120}"
    r"|(?:we|this (?:web)?site)\b.{0,40}\bcookies?\b.{0,300}|(?:accept|reject|manage)(?: all)? cookies|cookie \w+"
    r"|privacy (?:policy|notice|statement)|terms (?:of (?:use|service)|and conditions)|site ?map|unsubscribe"
    r"|you are (?:about to leave|now leaving|leaving|currently viewing)\b.{0,160}"
    r"|(?:published|posted)\b.{0,120}\blast (?:modified|updated)\b.{0,80}"
    r"|(?:sign up|subscribe|get the latest)\b.{0,60}\b(?:newsletter|alerts|updates|news)\b.{0,80}"
    r"|\{\{.{0,60}\}\}",
    re.I,
)
_SHORT = 3  # words: a headline has more
_MANY = 5  # lines: fewer may be a headline and its decks


def is_furniture(text: str) -> bool:
    return len(text) <= 360 and bool(_FURNITURE.fullmatch(bare(text).strip(" |.×")))


def page_lines(lines: list[str], opening: list[str]) -> int:
    """How many of the lines that could be the headline stand above it, as the page's own.

    The headline is the line that names the company with which the body opens (`opening`: its first words) or,
    where none does, one that the page says twice. Some pages cut it short in their own title.
    """
    whole = next((n for n in range(1, len(lines)) if _completes(lines[n], lines[0])), 0)
    if whole:
        return whole
    named = next((n for n, line in enumerate(lines) if _names(line, _company(opening))), 0)
    headline = named or next((n for n in range(len(lines)) if _is_repeated(lines, n)), 0)
    short = all(len(words(line)) <= _SHORT for line in lines[:headline])
    return headline if short or headline > _MANY else 0


def hold_one_date(paras: list[Para]) -> bool:
    """Whether a page's lines say one day, which is the release's; a calendar or a list of news says several."""
    return len({(d.year, d.month, d.day) for para in paras for d in stated_dates(para.text)}) < 2


def _names(line: str, company: str) -> bool:
    said = words(line)
    return bool(company) and len(said) > _SHORT and any(w.casefold().startswith(company) for w in said)


def _completes(line: str, cut: str) -> bool:
    said, begun = words(line), words(cut)
    return _SHORT < len(begun) < len(said) and said[: len(begun)] == begun


def _is_repeated(lines: list[str], n: int) -> bool:
    said = words(lines[n])
    return len(said) > _SHORT and any(words(line)[: len(said)] == said for line in lines[n + 1 :])


def _company(opening: list[str]) -> str:
    """The first word of the company's name: `acme` in "The Acme Company today announced"."""
    names = opening[1:] if opening[:1] == ["The"] else opening
    return names[0].casefold() if names and names[0][0].isupper() and len(names[0]) > 2 else ""
