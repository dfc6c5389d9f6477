"""Names in running text: compounds, partners, the meeting, the annual report."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from .dates import stated_dates
from .parsed import AnnualReport, CompoundName

# Stems of the WHO's international non-proprietary names. "stat" and "cept" end common words too.
_STEMS = (
    "mab|nib|ciclib|parib|zomib|lisib|rafenib|sertib|degib|gliptin|gliflozin|limus|ercept"
    "|atacept|glutide|patide|platin"
    "|taxel|rubicin|tecan|bulin|lutamide|clax|sen|siran|gene|leucel|vastatin|inostat|domide|tansine"
)
_PAYLOAD = r"(?:\w{2,12}(?:tansine|dotin|tecan|gamicin|tesirine|mustine|toxin|mafusp|sutamab|tox))"
_NOT_NAMES = {
    "gene",
    "listen",
    "risen",
    "chosen",
    "frozen",
    "dozen",
    "oxygen",
    "antigen",
    "lessen",
    "platin",
    "dizen",
}
_INN = re.compile(
    rf"(?<![\w-])(?:(?:ado|fam|sacituzumab)-)?[A-Za-z]{{3,20}}(?:{_STEMS})(?:-\w{{4}})?"
    rf"(?:\s{_PAYLOAD})?(?![\w-])"
)
_LOOSE = re.compile(r"(?:gene|sen)$")
_CODE = re.compile(r"(?<![\w#-])(?P<letters>[A-Z]{1,5}[a-z]?)-?\d{3,7}[A-Z]?(?![\w-])")
_NOT_CODES = {
    "NCT",
    "ISRCTN",
    "LBA",
    "ISO",
    "CD",
    "FY",
    "ASC",
    "IFRS",
    "IAS",
    "CH",
    "DK",
    "SE",
    "FI",
    "NO",
    "NL",
    "A",
    "D",
    "B",
    "F",
    "E",
    "S",
    "N",
    "W",
    "P",
    "L",
    "Q",
    "EN",
    "COVID",
    "MA",
    "CA",
    "NY",
    "NJ",
    "PA",
    "FDA",
    "PO",
    "I",
}
_ALIAS = re.compile(
    r"\s?\(\s?(?:also known as |formerly (?:known as )?"
    r"|previously )?[\"“]?(?P<alias>[A-Za-z][\w-]{1,24})[\"”]?\s?\)"
)
_ALIAS_SHAPE = re.compile(r"(?=.*[A-Z])(?=.*\d)[\w-]+$")
_INCLUDING = re.compile(r"\bincluding\s+(?P<list>[^.;:()]{3,300})")
_PARTNERS = re.compile(
    r"\b(?:partners?|collaborators|licensees|collaborations?|partnerships?|alliances)\s+"
    r"(?:(?:currently\s+)?includ(?:e|es|ing)|are|such as|with)\s+",
    re.I,
)
_MEETING = re.compile(
    r"\b(?:Annual (?:Meeting|Congress|Conference|Scientific Meeting)|Scientific Sessions"
    r"|Congress(?! of the United)|Symposium"
    r"|Conference(?! [Cc]all)|Meeting)\b(?! [Cc]all)"
)
_JOINS = {"of", "the", "for", "on", "and", "&", "in"}
_BRACKET_OR_YEAR = re.compile(r"\(|(?:19|20)\d\d$")
_STOPS = (".", ";", ":", "!", "?", ",")
_INITIALS = re.compile(r"(?!U\.[SK])[A-Z]\.[A-Z]\.$")  # "J.P. Morgan", "H.C. Wainwright"
_REPORT = re.compile(
    r"Annual Report on Form (?P<form>10-K(?:/A)?|20-F|40-F)(?:,? for (?:the|its"
    r"|our) (?:[A-Za-z.,'’ ]{0,60}?)?year end(?:ed|ing) )"
)
_SENTENCE_END = re.compile(r"(?<!Inc)(?<!Ltd)(?<!Corp)(?<!Co)(?<!\.[A-Z])\.(?:\s|$)|[;:()]")
_IN_PARENTHESES = re.compile(r"\s\([^()]{1,60}\)(?=,|\sand\s)")
_COMPANY_FOLLOWS = re.compile(r",? (?:A/S|Inc|Ltd|Corp|plc|AG|SE|N\.V|S\.A|AB|ASA|Therapeutics|Pharma\w*)\b")
_COMPANY_TAIL = re.compile(r"(?:Inc|Ltd|Corp|Co|LLC|plc|S\.A|N\.V|AG|A/S|L\.P)\.?$")


def find_compounds(text: str, safe_harbor: str, headings: Iterable[str]) -> tuple[CompoundName, ...]:
    """Names in the order of first mention; `evidence` is the heading, list or words that give the name."""
    mentions: dict[str, list[re.Match]] = {}
    for mention in sorted([*_candidates(_INN, text), *_candidates(_CODE, text)], key=lambda m: m.start()):
        mentions.setdefault(mention[0].lower(), []).append(mention)
    aliases = {key: _aliases(text, found) for key, found in mentions.items()}
    taken = {alias.lower() for names in aliases.values() for alias in names}
    sure = _sure(safe_harbor, headings)
    return tuple(
        CompoundName(_spelling(found), aliases[key], sure.get(key) or _around(text, found[0]), key in sure)
        for key, found in mentions.items()
        if key not in taken and not any(_COMPANY_FOLLOWS.match(text, mention.end()) for mention in found)
    )


def _candidates(pattern: re.Pattern, text: str) -> Iterator[re.Match]:
    for match in pattern.finditer(text):
        if pattern is _CODE:
            if match["letters"].upper() not in _NOT_CODES:
                yield match
        elif not _LOOSE.search(match[0]) and match[0].lower() not in _NOT_NAMES and len(match[0]) > 5:
            yield match


def _aliases(text: str, mentions: list[re.Match]) -> tuple[str, ...]:
    found = {}
    for mention in mentions:
        alias = _ALIAS.match(text, mention.end())
        if alias and (_ALIAS_SHAPE.match(alias["alias"]) or _INN.fullmatch(alias["alias"])):
            found[alias["alias"]] = None
    return tuple(found)


def _sure(safe_harbor: str, headings: Iterable[str]) -> dict[str, str]:
    """Names in lower case that a heading or the safe harbor's list vouches for, with the words that do."""
    sure = {}
    for heading in headings:
        for mention in (*_candidates(_INN, heading), *_candidates(_CODE, heading)):
            sure.setdefault(mention[0].lower(), heading)
    for listed in _INCLUDING.finditer(safe_harbor):
        for mention in (*_candidates(_INN, listed["list"]), *_candidates(_CODE, listed["list"])):
            sure.setdefault(mention[0].lower(), listed[0])
    return sure


def _spelling(mentions: list[re.Match]) -> str:
    """Lower case if the name is ever written so: a heading's or a sentence's capitals are not its own."""
    return next((m[0] for m in mentions if m[0] == m[0].lower()), mentions[0][0])


def _around(text: str, mention: re.Match) -> str:
    return " ".join(text[max(0, mention.start() - 60) : mention.end() + 60].split())


def find_partners(text: str) -> tuple[str, ...]:
    """The names listed after "partners include" and the like; a word in lower case ends the list."""
    names = {}
    for start in islice(_PARTNERS.finditer(text), 50):
        rest = _IN_PARENTHESES.sub("", text[start.end() : start.end() + 600])
        end = _SENTENCE_END.search(rest)
        listed = _names(rest[: end.start()] if end else rest)
        if len(listed) > 1 or "partner" in start[0].lower():
            names.update(dict.fromkeys(listed))
    return tuple(names)


def _names(listed: str) -> list[str]:
    names = []
    for item in re.split(r",\s*(?:and\s+)?|\s+and\s+", listed):
        item = item.strip()
        if names and _COMPANY_TAIL.fullmatch(item):
            names[-1] += ", " + item
        elif re.fullmatch(r"[a-z]+-[a-z]+", item) and names:
            names.append(item)  # sanofi-aventis wrote itself so
        elif item and item[0].isupper() and len(item.split()) <= 6:
            names.append(re.split(r"\s(?=[a-z]{2,}\b(?<!of)(?<!de))", item)[0])
            if names[-1] != item:
                break
        elif item:
            break
    return names


def find_meeting(texts: Iterable[str]) -> str:
    """The first full name of a meeting: its key word and the capitalised words around it."""
    for text in texts:
        names = [name for key in list(_MEETING.finditer(text))[:40] if (name := _meeting_name(text, key))]
        if names:
            return max(names, key=len)
    return ""


def _meeting_name(text: str, key: re.Match) -> str:
    before = _names_before(text[max(0, key.start() - 160) : key.start()])
    after = _names_after(text[key.end() : key.end() + 120])
    name = " ".join([*before, key[0], *after]).strip(" ,")
    enough = (
        len([word for word in (*before, *after) if word[0].isupper() or _BRACKET_OR_YEAR.match(word)]) >= 2
    )
    return name if enough and "holder" not in name.lower() else ""


def _names_before(text: str) -> list[str]:
    taken = []
    for word in reversed(text.split()):
        if not (_is_name(word) or word in _JOINS) or (word.endswith(_STOPS) and not _INITIALS.match(word)):
            break
        taken.insert(0, word)
    while taken and taken[0] in _JOINS:
        taken.pop(0)
    # "Presentations at 2012 ..." stops at "at"; "the Company's Annual Meeting" is not a name either.
    return [] if any(word.endswith(("'s", "’s")) for word in taken[:1]) else taken


def _names_after(text: str) -> list[str]:
    taken = []
    if not text.startswith((" of ", " on ", " for ", " 20", " (")):
        return taken
    for word in text.split():
        stripped = word.rstrip(".,;:")
        if not (_is_name(stripped) or word in _JOINS - {"in"}):
            break
        taken.append(stripped)
        if stripped != word:
            break
    while taken and taken[-1] in _JOINS:
        taken.pop()
    return taken


def _is_name(word: str) -> bool:
    return bool(re.match(r"\(?[A-ZÀ-Þ][\w&.'’/-]*\)?[,]?$|\d{1,4}(?:st|nd|rd|th)?$", word))


def find_annual_report(text: str) -> AnnualReport | None:
    for report in _REPORT.finditer(text):
        ended = next(stated_dates(text[report.end() : report.end() + 30]), None)
        date = ended.on() if ended and ended.start == 0 else None
        if date:
            return AnnualReport(report["form"], date, text[report.start() : report.end() + ended.end])
    return None
