"""What one line of a contact block says: heading, organisation, person, role, phone or address."""

import re
from dataclasses import dataclass, field

from .contact_words import (
    EMAIL,
    LEGAL_FORM,
    ORGANISATION,
    PERSON,
    RANK,
    ROLE,
    are_persons,
    contact_kind,
    find_phone,
    has_legal_form,
    has_phone_or_email,
    is_heading_text,
    is_one_of,
    is_other_number,
    plain_name,
)

_FAX = re.compile(r"\b(?:fax|facsimile|f)\s?[:.]?\s*(?=[+(\d])", re.I)
_LABEL = re.compile(
    r"\b(?:(?:tel(?:ephone)?|phone|ph|mobile|cell|office|direct|e-?mail|fax)\s?[:.]|[tmope]\s?:)\s*|[|•·]|\bor\b$"
    r"|\b(?:web ?site|web|url)\s?:|(?:https?://|www\.)\S+|\((?:direct|mobile|cell|office|main|work|toll[- ]free)\)",
    re.I,
)
_LIST_ITEM = re.compile(r"\s*;\s+")
_OR_PERSON = re.compile(r",?\s+or\s+(?=(?!Toll)[A-Z][\w.'’-]*\s[A-Z][\w.'’-])")
_PARENTHESIS = re.compile(r"\(([A-Za-z &/]{2,30})\)")
_ADVISER = re.compile(
    r"(?P<name>[^()]{3,80})\((?P<role>[^()]{0,60}\b(?:nomad|brokers?|bookrunners?|financial pr"
    r"|(?<!senior )(?<!scientific )(?<!medical )(?<!special )advis[eo]rs?"
    r"|(?:pr|media|communications) (?:agency|consultants?))\b[^()]{0,60})\)",
    re.I,
)
_BETWEEN_PERSONS = re.compile(r"\s*/\s*|\s+(?:or|and|&)\s+")
_REGION = re.compile(r"(?:USA?|U\.S\.|UK|EU|Europe|North America|Asia|Japan)(?: office)?")
_GOES_ON = re.compile(r"(?:and|&)\s+\S.{0,80}$")
_PIECES = re.compile(r"\s*[,;|•·()]\s*|\s+[–—-]\s+|\s{3,}|\t+")
_CREDENTIAL = re.compile(r"(?:M\.?D|Ph\.?D|M\.?B\.?A|CFA|CPA|J\.?D|Esq|IRC|APR|Jr|Sr|III?)\.?$", re.I)


@dataclass(frozen=True, slots=True)
class Known:
    """What helps to read a line: the companies that speak, and the domains of the block's own addresses."""

    issuers: tuple[str, ...] = ()
    domains: frozenset[str] = frozenset()


@dataclass(slots=True)
class Details:
    """What one line says; `unread` holds the words that fit nothing, `goes_on` the rest of a role begun above.

    `adviser`: the organisation is written with what it is to the issuer, as a broker is.
    """

    persons: list[str] = field(default_factory=list)
    role: str = ""
    organisation: str = ""
    kind: str = ""
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    goes_on: str = ""
    adviser: bool = False
    unread: list[str] = field(default_factory=list)


def mail_domains(text: str) -> frozenset[str]:
    return frozenset(address.rpartition("@")[2].lower() for address in EMAIL.findall(text))


def split_list(line: str) -> list[str]:
    """`For information: Jane Doe, 555-0100; John Roe, 555-0101 or Al Poe, 555-0102` as one line for each."""
    items = _LIST_ITEM.split(line)
    if sum(map(has_phone_or_email, items)) < 2:
        items = [line]
    return [one for item in items for one in _split_or(item)]


def _split_or(item: str) -> list[str]:
    persons = _OR_PERSON.split(item)
    return persons if all(map(has_phone_or_email, persons)) else [item]


def line_details(text: str, known: Known) -> Details:
    found = Details()
    text = _take_adviser(_take_numbers(_take_kind(text, found), found), found)
    text = re.sub(r"(?:\s*,)+", ",", _LABEL.sub(" , ", text)).strip(" ,;–—-/()")
    if found.phones or found.emails:
        text = re.sub(r"^(?:or|and)\b", "", text).strip(" ,;–—-/()")
    if _GOES_ON.match(text):
        found.goes_on = text
    elif "(" in text or not _place_piece(text.rstrip(" ,;"), found, known):
        unread = [piece for piece in _pieces(text) if not _place_piece(piece, found, known)]
        unread = [piece for piece in unread if sum(c.isalpha() for c in piece) > 1]
        found.unread = [", ".join(unread)] if unread else []
    return found


def _take_kind(text: str, found: Details) -> str:
    """`Jane Doe (media)`."""
    for inside in _PARENTHESIS.finditer(text):
        if is_heading_text(inside[1]) and contact_kind(inside[1]):
            found.kind = contact_kind(inside[1])
            text = text.replace(inside[0], " , ", 1)
    return text


def _take_adviser(text: str, found: Details) -> str:
    """`Quill Markets (Nominated Adviser)`: such a name is a firm's, however it looks."""
    firm = _ADVISER.match(text)
    if firm and len(_pieces(firm["name"])) == 1 and not _BETWEEN_PERSONS.search(firm["name"]):
        found.adviser, found.organisation, found.role = True, firm["name"].strip(), firm["role"]
        return text[firm.end() :]
    return text


def _take_numbers(text: str, found: Details) -> str:
    found.emails = EMAIL.findall(text)
    text = EMAIL.sub(" , ", text)
    while phone := find_phone(text):
        fax = next((label for label in _FAX.finditer(text) if text.startswith(phone, label.end())), None)
        found.phones += [] if fax else [phone]
        text = text[: fax.start()] + text[fax.end() :] if fax else text
        text = text.replace(phone, " , ", 1)
    return text


def _place_piece(piece: str, found: Details, known: Known) -> bool:
    """Put a piece where it belongs; False if it is of no kind."""
    if piece in ("or", "and") or _REGION.fullmatch(piece) or is_other_number(piece):
        return len(_pieces(piece)) < 2
    if _place_of_firm(piece, found):
        return True
    kind, persons = _line_kind(piece, known), _BETWEEN_PERSONS.split(piece)
    if not kind and len(persons) > 1 and are_persons(persons):
        found.persons += persons
    elif kind == "person":
        found.persons.append(piece)
    elif kind:
        before = getattr(found, kind)
        setattr(found, kind, f"{before}, {piece}" if before else piece)
    else:
        return False
    return True


def _place_of_firm(piece: str, found: Details) -> bool:
    """`Jane Doe of Quarry Research`, `Investor Relations of Acme, Inc.`"""
    before, of, firm = piece.partition(" of ")
    if not of or len(_pieces(before)) != 1 or len(_pieces(firm)) != 1:
        return False
    if are_persons([before]) and firm[0].isupper() and not ROLE.search(firm):
        found.persons.append(before)
    elif ROLE.search(before) and has_legal_form(firm):
        found.role = ", ".join(filter(None, (found.role, before)))
    else:
        return False
    found.organisation = firm
    return True


def _names_firm(text: str, known: Known) -> bool:
    """A firm by its e-mail domain (`Stern Relations`, will@sternir.example), its capitals or the issuer's name."""
    name, first = plain_name(text), plain_name(text.split()[0])
    if not text[0].isalnum() or len(name) < 4:
        return False
    if not text.isupper() and re.search(r"\b(?!III\b|IRC\b|APR\b|CFA\b|MBA\b|CPA\b)[A-Z]{3,5}\b(?!\.)", text):
        return bool(PERSON.match(text))
    if any(issuer and first == plain_name(issuer.split()[0]) for issuer in known.issuers):
        return bool(PERSON.match(text)) and not ROLE.search(text)
    labels = [re.sub(r"\W", "", label) for domain in known.domains for label in domain.split(".")[:-1]]
    return any(re.sub(r"\W", "", domain).startswith(name) for domain in known.domains) or any(
        len(label) > 3 and (name.startswith(label) or (len(first) > 3 and label.startswith(first)))
        for label in labels
    )


def _pieces(text: str) -> list[str]:
    """The parts between commas, with `Inc.` and `MD` left where they belong."""
    pieces = []
    for piece in filter(None, _PIECES.split(text)):
        if pieces and (LEGAL_FORM.fullmatch(piece) or _CREDENTIAL.fullmatch(piece)):
            pieces[-1] += ", " + piece
        else:
            pieces.append(piece)
    return pieces


def _line_kind(text: str, known: Known) -> str:
    if not text or len(text) > 160 or text[0] in ".:;":
        return ""
    name = re.split(r",\s*", text)
    named = PERSON.match(name[0]) and all(_CREDENTIAL.fullmatch(part) for part in name[1:])
    if named and len(name) > 1:
        return "person"
    if is_one_of(text, known.issuers) or (len(_pieces(text)) == 1 and _names_firm(text, known)):
        return "organisation"
    if named and not ROLE.search(text) and not ORGANISATION.search(text):
        return "person"
    if len(pieces := _pieces(text)) > 1 and has_legal_form(pieces[0]):
        return ""
    if RANK.search(text) and not _starts_with_person(text):
        return "role"
    if ORGANISATION.search(text) and len(_pieces(text)) == 1 and not _is_department(text):
        return "organisation"
    return "role" if ROLE.search(text) and not _starts_with_person(text) else ""


_PERSON_FIRST = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*(?:\s[A-ZÀ-Þa-z][\w.'’\-]*){1,3}(?:,| [–—-] | \(| ?/)")


def _starts_with_person(text: str) -> bool:
    first = _PERSON_FIRST.match(text)
    return bool(first) and not ROLE.search(first[0])


def _is_department(text: str) -> bool:
    return bool(
        re.match(
            r"(?:Corporate|Investor|Media|Global|External|Public"
            r"|Scientific)\b.*\b(?:Communications?|Relations|PR)$",
            text,
        )
    )
