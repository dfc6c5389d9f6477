"""The line that says where, when and over which wire; and the tickers that follow it.

Every wire orders the same things in its own way, so a dateline is found by its end (wire slug and dash, or
the last dash after a place and a date) and by what is left when date, time and slug are taken away: a
place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .dates import TIME, WEEKDAY, ZONE, StatedDate, stated_dates, wire_date
from .marks import words
from .parsed import Ticker
from .places import names_region

# Three cities, a date, a time and "regulated information" fit into so many characters.
REACH = 320
_WIRES = {
    "BUSINESS WIRE": r"BUSINESS\s?WIRE|BW\s?\w{0,10}Wire",
    "PRNewswire": r"PR\s?Newswire",
    "GLOBE NEWSWIRE": r"GLOBE\s?NEWSWIRE",
    "CNW": r"CNW|CANADA NEWSWIRE",
    "": r"MARKET\s?WIRED?|ACCESS\s?WIRE|ACCESS Newswire|Newsfile|EQS|NASDAQ OMX|Thomson Reuters"
    r"|PRWEB|PRIME\s?NEWSWIRE|PRIMEZONE|Internet Wire|CCN\s?Matthews|CCN\b|Canadian Corporate News|COMTEX|Hugin"
    r"|M2 PRESSWIRE|X-?PRN|EIN\s?(?:Presswire|News)|NEWS DIRECT|ABN\s?Newswire|InvestorBrandNetwork|The Newswire",
}
_NAME = "|".join(_WIRES.values())
_SLUG = re.compile(
    rf"\(\s?(?P<a>(?:{_NAME})[^()/]{{0,60}})\)|/\s?(?P<b>(?:{_NAME})[^()/]{{0,60}})/"
    rf"|--\s?\((?P<c>)\s?\)(?=--)",
    re.I,
)
_DASH = re.compile(r"\s*(?:--+|—|–|─)\s*|\s+-\s+|\s+-$|\s-(?=[A-Z])")
_DATE_STOP = re.compile(r"\s*[:.]\s+(?=[\w\"“])")
_AFTER_SLUG = re.compile(r"\s*(?:[-–—]+|(?<=/))\s*")
_NOT_PLACE = re.compile(
    rf"\b(?:{WEEKDAY})(?=[\s,;]|$)|(?:\bat\s)?\b(?:{TIME})(?:\s?\(?{ZONE}\b\)?)?|\b(?:{ZONE})(?=[\s,;]|$)"
    r"|\bregulated information\b|\binside information\b|(?<![\w. ])/|/(?!\s?\w)",
    re.I,
)
_SMALL = {
    "and",
    "de",
    "du",
    "la",
    "le",
    "of",
    "the",
    "on",
    "am",
    "an",
    "der",
    "den",
    "upon",
    "sur",
    "y",
    "e",
    "near",
}
_EXCHANGE = re.compile(
    r"(?P<exchange>(?:NASDAQ|NYSE|AMEX|TSX|TSXV|CSE|SIX|OTC|OTCQX|OTCQB|OTCBB|Euronext|LSE|AIM"
    r"|TSE|TYO|NASDAQ(?:GS|GM|NM|CM|SC)|Copenhagen|Stockholm|Helsinki|Paris|London|Milan|Madrid|Warsaw|HKEX|HKSE|SEHK"
    r"|SSE|SZSE|ASX|FWB|FSE|XETRA|ETR|OMX|OSE|OSL|BIT|BME|KRX|KOSDAQ|NSE|BSE|TASE|JSE|NZX|B3|LON"
    r"|EPA|CPH|STO|SWX|VTX"
    r"|CBOE|NEO|Frankfurt|Oslo|Tokyo)(?:[ \-/][A-Za-z0-9.]+){0,4}?)\s?:\s?(?P<symbols>.+)$",
    re.I,
)
_SYMBOL = re.compile(r"[A-Z0-9]{1,8}(?:[.\-][A-Z0-9]{1,5})*$")
_REVERSED = re.compile(r"^([A-Z]{1,5})\s?:\s?(NASDAQ|NYSE|AMEX|TSX|TSXV|TSX-V|OTCBB|ASX|LSE)$")  # (FOO: TSX)
# What a finance portal adds to a symbol.
_PORTAL_LINK = re.compile(r"\s+-\s+(?:news|quote|news\s*/\s*quote)$", re.I)
_BETWEEN = re.compile(r"\s*[;,|]\s*|\s+(?:and|&)\s+|\s?/\s?(?=[A-Za-z][\w .-]{1,20}:)")
_PARENTHESIS = re.compile(r"[(\[]([^()\[\]]{3,160})[)\]]")


@dataclass(frozen=True, slots=True)
class Dateline:
    text: str
    place: str
    wire: str
    date: StatedDate | None
    rest: str


def read_dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph, or None; `rest` is the paragraph after it."""
    found = _first_dateline(text)
    again = found and found.wire and found.rest and _first_dateline(found.rest)
    # A second wire, or a portal, puts its own line before the first one's.
    return _joined(found, again) if again and again.place and (again.wire or again.date) else found


def _first_dateline(text: str) -> Dateline | None:
    ends = _ends(text[:REACH], is_sentence=len(text) > 100 and text[-1] in '.”"')
    return next(filter(None, (_dateline(text, end, slug) for end, slug in ends)), None)


def _joined(first: Dateline, again: Dateline) -> Dateline:
    wire, date = again.wire or first.wire, again.date or first.date
    return Dateline(f"{first.text} {again.text}", again.place, wire, date, again.rest)


def _ends(head: str, is_sentence: bool) -> Iterator[tuple[int, re.Match | None]]:
    slug = _SLUG.search(head)
    if slug:
        yield _end_after_slug(head, slug), slug
    yield from _date_stop(head, is_sentence)
    dashes = [dash.end() for dash in _DASH.finditer(head)]
    # The longest dateline first: "BOSTON – May 3, 2012 – Text" has two dashes and both belong to it.
    for end in reversed(dashes):
        yield end, None
    if is_sentence:
        yield from _undashed_end(head)
    yield len(head), None


def _date_stop(head: str, is_sentence: bool) -> Iterator[tuple[int, None]]:
    """`Lowell, Mass., May 3, 2012: Text` or, before a whole sentence, `Basel, 3 May 2012. Text`."""
    date = next(stated_dates(head), None)
    stop = date and date.year and _DATE_STOP.match(head, date.end)
    if stop and (names_region(_place(head[: date.end], date)) or (is_sentence and _follows_city(head, date))):
        yield stop.end(), None


def _follows_city(head: str, date: StatedDate) -> bool:
    """The text opens with one name and the date."""
    return bool(re.fullmatch(r"[A-ZÀ-Þ][\w/-]+(?: [A-ZÀ-Þ][\w/-]+)?, ", head[: date.start]))


def _undashed_end(head: str) -> Iterator[tuple[int, None]]:
    """`Basel, Switzerland, May 3, 2012 Acme AG today announced ...`: neither dash nor stop ends it."""
    date = next(stated_dates(head), None)
    if date and date.year and names_region(_place(head[: date.start], None)):
        space = re.compile(r"\s+(?=[A-Z])").match(head, date.end)
        yield from [(space.end(), None)] if space else []


def _end_after_slug(head: str, slug: re.Match) -> int:
    end = slug.end()
    dash = _AFTER_SLUG.match(head, end)
    end = dash.end() if dash else end
    date = next(stated_dates(head[end : end + 30]), None)
    if date and date.start == 0:
        dash = re.compile(r"\s*(?:[-–—/]+\s*|$)").match(head, end + date.end)
        return dash.end() if dash else end
    short = wire_date(head)
    return _AFTER_SLUG.match(head, short.end).end() if short and short.start == end else end


def _dateline(text: str, end: int, slug: re.Match | None) -> Dateline | None:
    line, rest = text[:end], text[end:]
    if not slug and _SLUG.search(line):
        return None
    outside = line[: slug.start()] + " " + line[slug.end() :] if slug else line
    date = _date(line, slug)
    place = _place(outside, _date(outside, slug))
    # A city in capitals, or one with its state or country, and a dash are enough before a whole sentence, not
    # in a headline of two parts.
    sure = place.split(",")[0].isupper() or names_region(place)
    known = slug or date or (sure and rest and len(text) > 100 and text[-1] in '.”"')
    if not (known and (place or rest) and _is_place(place)):
        return None
    if not rest and not slug and _names_no_place(line, place):
        return None
    if words(line) + words(rest[:REACH]) != words(text[: end + REACH]):
        return None  # a word would be cut in two
    return Dateline(line.strip(), place, _wire(slug), date, rest.strip())


def _date(text: str, slug: re.Match | None) -> StatedDate | None:
    return next(stated_dates(text), None) or (wire_date(text) if slug else None)


def _names_no_place(line: str, place: str) -> bool:
    """`May 3, 2012 General News`: what follows a date at once is a place only if it names its region."""
    date = next(stated_dates(line), None)
    runs_on = date and not date.start and re.match(r" ?\w", line[date.end :])
    return bool(runs_on) and not names_region(place)


def _place(outside: str, date: StatedDate | None) -> str:
    if date:
        outside = outside[: date.start] + " " + outside[date.end :]
    left = " ".join(_NOT_PLACE.sub(" ", outside).split())
    left = re.sub(r"\s+([,;])", r"\1", left).replace("()", "")
    left = left.strip(" ,;:-–—/()|*")
    return left.removesuffix(" .").strip(" ,") if left.endswith(" .") else left


def _is_place(place: str) -> bool:
    """Nothing but capitalised names: a sentence has verbs in lower case."""
    if len(place) > 120 or "@" in place or re.search(r"[!?\"“”$%#=<>|–—]|--|\d", place):
        return False
    names = [word for word in re.split(r"[\s,;&/()\-–—]+", place) if word]
    if len(names) > 14 or any(len(part.split()) > 5 for part in re.split(r",|;|&|\band\b|--|–|—", place)):
        return False
    if names and names[-1].lower() in _SMALL:
        return False  # "ANNUAL MEETING ON", before a date
    return all(name[0].isupper() or name in _SMALL for name in names)


def is_place_line(text: str) -> bool:
    """`Basel, Switzerland` and nothing else."""
    return len(text.split()) <= 6 and names_region(text) and _is_place(text)


def _wire(slug: re.Match | None) -> str:
    """The wire by its usual name, whatever its slug adds (PRNewswire-FirstCall, CNW Telbec)."""
    written = (slug["a"] or slug["b"] or "").strip() if slug else ""
    for name, pattern in _WIRES.items():
        if name and re.match(pattern, written, re.I):
            return name
    named = re.match(_NAME, written, re.I)
    return named[0] if named else ""


def opens_with_dateline(line: str) -> bool:
    """A line of a wrapped text on which place, date and wire (or dash) stand: a paragraph begins here."""
    if not line[:1].isupper() or not ("-" in line or "–" in line or "—" in line or "/" in line):
        return False
    found = read_dateline(line)
    return bool(found and found.place and (found.wire or (found.date and found.rest)))


def find_tickers(text: str) -> tuple[Ticker, ...]:
    """Each exchange and symbol once, as written: `(SIX: RO, ROG; OTCQX: RHHBY)` names three."""
    found = {}
    for group in _PARENTHESIS.finditer(text):
        if ":" in group[1]:
            found.update(dict.fromkeys(_group(group[1])))
    return tuple(found)


def _group(inside: str) -> Iterator[Ticker]:
    exchanges, waiting = [], []
    for written in _BETWEEN.split(inside):
        part = _PORTAL_LINK.sub("", written)
        part = _REVERSED.sub(r"\2:\1", part.strip())
        named = _EXCHANGE.match(part.strip() + ("" if ":" in part else " :-"))
        if named and named["symbols"] == "-":
            # "Euronext & NASDAQ: GLPG": the symbol comes with the last one.
            waiting.append(named["exchange"].strip())
            continue
        if named:
            exchanges, waiting = [*waiting, *re.split(r"\s?/\s?", named["exchange"].strip())], []
        symbol = (named["symbols"] if named else part).strip()
        if not _SYMBOL.match(symbol):
            exchanges = []
        yield from (Ticker(exchange, symbol) for exchange in exchanges)
