"""Who answers: the contact block, read line by line.

A line is a heading, an organisation, a person (perhaps with role and phone on the same line), a role, a phone or an
e-mail address. What fits none of these stays in the contact's text alone and is reported, never guessed at.
"""

import re
from dataclasses import dataclass, field, replace

from .parsed import Doubt, ParsedContact

_HEADING_WORDS = {
    "for", "more", "further", "additional", "information", "please", "contact", "contacts", "investor", "investors",
    "media", "press", "analyst", "analysts", "and", "or", "&", "relations", "inquiries", "enquiries", "queries",
    "inquiry", "company", "corporate", "us", "u.s.", "european", "europe", "the", "international", "pr", "ir", "at",
    "agency", "financial", "public", "business", "communications", "community", "shareholder", "shareholders",
    "details", "data", "general", "journalists", "questions", "trade", "reporters", "only", "usa", "uk", "global",
}
_CORE = {
    "contact", "contacts", "investor", "investors", "media", "press", "inquiries", "enquiries", "queries", "analysts",
    "shareholders", "information", "journalists", "questions", "inquiry",
}
_PHONE = re.compile(
    r"(?<![\w.@/])(?:\+\d{8,15}|(?:\+?\d{1,3}[\s.\-]?)?(?:\(\d{1,5}\)[\s.\-]?)?\d{1,5}(?:[\s.\-]\d{1,5}){1,5}(?![\d@]))"
    r"(?:\s?,?\s?(?:x|ext\.?|extension)\s?\d{1,6})?", re.I,
)
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d$|\d{4}\s?-\s?\d{4}$")
_LABEL = re.compile(
    r"\b(?:tel(?:ephone)?|phone|ph|mobile|cell|office|direct|e-?mail|fax|t|m|o|p|e)\s?[:.]\s*|[|•·]|\bor\b$", re.I
)
_PIECES = re.compile(r"\s*[,;|•·]\s*|\s+[–—-]\s+|\s{3,}|\t+")
_SUFFIX = re.compile(r"(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Co|plc|PLC|S\.?A|N\.?V|AG|SE|GmbH|A/S|LLP|LP|L\.P|B\.V|AB|Oyj)\.?$")
_ORGANISATION = re.compile(
    r"\b(?:Inc|LLC|Ltd|Limited|Corp|Corporation|plc|PLC|S\.A|N\.V|AG|GmbH|A/S|LLP|Network|Partners|Group|Associates"
    r"|Agency|Consulting|Strategies|Advisors|Advisory|Pharmaceuticals?|Therapeutics|Biosciences|Biotech|Holdings"
    r"|Company|Consultancy|Worldwide|Public Relations|Communications|PR|Biopharma|Oncology|Medicines|Technologies)\b\.?"
)
_ROLE = re.compile(
    r"\b(?:director|president|officer|manager|head|chief|vice|vp|svp|evp|counsel|spokes\w+|secretary|treasurer|lead"
    r"|specialist|coordinator|chair\w*|ceo|cfo|coo|cmo|relations|affairs|communications|senior|associate|principal"
    r"|corporate|investor|media|finance|partner)\b", re.I,
)
_RANK = re.compile(r"\b(?:director|president|officer|manager|head|chief|vice|vp|svp|evp|counsel|senior|ceo|cfo)\b", re.I)
_PERSON = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.?\s)?[A-ZÀ-Þ][\w.'’\-]*(?:\s(?:van|von|der|den|de|la|le|di|da|del|bin|al|ter)){0,3}"
    r"(?:\s[A-ZÀ-Þ][\w.'’\-]*){1,3}$"
)
_CREDENTIAL = re.compile(r"(?:M\.?D|Ph\.?D|M\.?B\.?A|CFA|CPA|J\.?D|Esq|IRC|APR|Jr|Sr|III?)\.?$", re.I)


@dataclass(slots=True)
class _Draft:
    """A contact while its lines are being read."""

    kind: str = ""
    person: str = ""
    role: str = ""
    organisation: str = ""
    phone: str = ""
    email: str = ""
    lines: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def holds(self) -> bool:
        return bool(self.person or self.phone or self.email or self.organisation)


def has_phone_or_email(text: str) -> bool:
    return len(text) < 600 and bool(_EMAIL.search(text) or _phone(text))


def is_contact_heading(text: str) -> bool:
    """`For Investors:`, `Media Contacts`, `Contact: Jane Doe, ...`: known words alone, or followed by a colon."""
    head, colon, _rest = text[:90].partition(":")
    return _is_heading(head) and (bool(colon) or len(text) <= 60)


def read_contacts(lines: list[str], issuer: str) -> tuple[tuple[ParsedContact, ...], list[Doubt]]:
    """The contacts in their order, and what an editor should know about them."""
    drafts, doubts = [_Draft()], []
    for line in lines:
        if line.strip(" .,;:").lower() in ("or", "and"):
            doubts.append(_joined(line, drafts[-1]))
            drafts.append(_Draft())
        elif line.strip():
            _read_line(line.strip(), drafts, issuer)
    drafts = [draft for draft in _carry_headings(drafts) if draft.lines]
    doubts += [doubt for draft in drafts for doubt in _doubts(draft, issuer)]
    return tuple(_contact(draft) for draft in drafts), doubts


def same_organisation(a: str, b: str) -> bool:
    """Equal but for case, points and the legal form: `ImmunoGen` and `ImmunoGen, Inc.`"""
    short, long = sorted((_plain_name(a), _plain_name(b)), key=len)
    return bool(short) and short == long


def _plain_name(name: str) -> str:
    while name != (name := _SUFFIX.sub("", name.strip(" ,.()"))):
        pass
    return re.sub(r"[\W_]+", "", name).lower()


def _is_heading(text: str) -> bool:
    tokens = re.findall(r"[\w.&]+", text.lower())
    return 0 < len(tokens) <= 9 and set(tokens) <= _HEADING_WORDS and bool(set(tokens) & _CORE)


def _phone(text: str) -> str:
    for match in _PHONE.finditer(text[:600]):
        number = match[0].strip()
        if 7 <= sum(c.isdigit() for c in re.split(r"[xX]|ext", number)[0]) <= 15 and not _DATE.match(number):
            return number
    return ""


def _read_line(line: str, drafts: list[_Draft], issuer: str) -> None:
    head, colon, rest = line.partition(":")
    if _is_heading(head) and (colon or _opens_contact(line, drafts[-1])):
        drafts.append(_Draft(kind=_kind(head), lines=[line]))
        if rest.strip():
            _read_details(rest.strip(), line, drafts, issuer)
        return
    _read_details(line, line, drafts, issuer)


def _opens_contact(line: str, draft: _Draft) -> bool:
    """`Investor Relations` under a name is a role; at the start of a block it is a heading."""
    return not (draft.person and not draft.role and re.search(r"relations|communications", line, re.I))


def _read_details(text: str, line: str, drafts: list[_Draft], issuer: str) -> None:
    found = _details(text, issuer)
    draft = drafts[-1]
    if draft.lines and _belongs_to_next(draft, found):
        draft = _Draft(kind=draft.kind)
        drafts.append(draft)
    if not draft.lines or draft.lines[-1] != line:
        draft.lines.append(line)
    for name in ("person", "role", "organisation", "phone", "email"):
        if found.get(name):
            setattr(draft, name, _joined_value(name, getattr(draft, name), found[name]))
    if found.get("unread"):
        draft.unread.append(found["unread"])


def _belongs_to_next(draft: _Draft, found: dict[str, str]) -> bool:
    if found.get("person") and draft.person:
        return True
    return bool(found.get("organisation") and draft.organisation and (draft.phone or draft.email))


def _joined_value(name: str, before: str, value: str) -> str:
    if not before or before == value:
        return value
    return f"{before}, {value}" if name in ("role",) else before


def _details(text: str, issuer: str) -> dict[str, str]:
    """What one line says; `unread` holds the words that fit nothing."""
    found = {"phone": "", "email": ""}
    email = _EMAIL.search(text)
    if email:
        found["email"] = email[0]
        text = text.replace(email[0], " , ")
    found["phone"] = _phone(text)
    if found["phone"]:
        text = text.replace(found["phone"], " , ", 1)
    text = _LABEL.sub(" , ", text).strip(" ,;–—-/()")
    kind = _line_kind(text, issuer)
    if kind:
        return found | {kind: text.rstrip(" ,;")}
    for piece in _pieces(text):
        kind = _line_kind(piece, issuer) or "unread"
        found[kind] = f"{found[kind]}, {piece}" if found.get(kind) else piece
    return found


def _pieces(text: str) -> list[str]:
    """The parts between commas, with `Inc.` and `MD` left where they belong."""
    pieces = []
    for piece in filter(None, _PIECES.split(text)):
        if pieces and (_SUFFIX.fullmatch(piece) or _CREDENTIAL.fullmatch(piece)):
            pieces[-1] += ", " + piece
        else:
            pieces.append(piece)
    return pieces


def _line_kind(text: str, issuer: str) -> str:
    if not text or len(text) > 160:
        return ""
    if issuer and same_organisation(text, issuer):
        return "organisation"
    name = re.split(r",\s*", text)
    if _PERSON.match(name[0]) and not _ROLE.search(text) and not _ORGANISATION.search(text) and (
        all(_CREDENTIAL.fullmatch(part) for part in name[1:])
    ):
        return "person"
    if _RANK.search(text) and not _PERSON_FIRST.match(text):
        return "role"
    if _ORGANISATION.search(text) and len(_pieces(text)) == 1 and not _is_department(text):
        return "organisation"
    return "role" if _ROLE.search(text) and not _PERSON_FIRST.match(text) else ""


_PERSON_FIRST = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*(?:\s[A-ZÀ-Þa-z][\w.'’\-]*){1,3}(?:,| [–—-] )")


def _is_department(text: str) -> bool:
    return bool(re.match(r"(?:Corporate|Investor|Media|Global|External|Public|Scientific)\b.*\b(?:Communications|Relations|PR)$", text))


def _kind(heading: str) -> str:
    text = heading.lower()
    investor = re.search(r"invest|shareholder|analyst|\bir\b", text)
    media = re.search(r"media|press|journalist|\bpr\b|public relations|reporter", text)
    return "" if bool(investor) == bool(media) else "investor" if investor else "media"


def _carry_headings(drafts: list[_Draft]) -> list[_Draft]:
    """A heading with nothing of its own ("Contacts:") belongs to the contact below it."""
    kept, waiting = [], []
    for draft in drafts:
        if draft.lines and not draft.holds() and not draft.role:
            waiting += draft.lines
            kind = draft.kind
            continue
        if waiting:
            draft.lines, draft.kind = waiting + draft.lines, draft.kind or kind
            waiting = []
        kept.append(draft)
    return [*kept, _Draft(lines=waiting, unread=list(waiting))] if waiting else kept


def _contact(draft: _Draft) -> ParsedContact:
    kind = draft.kind or (_kind(draft.role) if not _both(draft) else "")
    return ParsedContact(
        kind, draft.person, draft.role, draft.organisation, draft.phone, draft.email, "\n".join(draft.lines)
    )


def _both(draft: _Draft) -> bool:
    heading = draft.lines[0].partition(":")[0].lower()
    return bool(re.search(r"invest", heading) and re.search(r"media|press", heading))


def _joined(line: str, draft: _Draft) -> Doubt:
    place = " / ".join([*draft.lines[-1:], line.strip()])
    return Doubt("contacts-joined", f'Two contacts are joined by "{line.strip()}"; they were read as two contacts.', place)


def _doubts(draft: _Draft, issuer: str) -> list[Doubt]:
    doubts, place = [], "\n".join(draft.lines)
    contact = _contact(draft)
    name = draft.person or draft.organisation or draft.lines[0]
    if draft.organisation and issuer and not same_organisation(draft.organisation, issuer):
        sentence = f'"{draft.organisation}" is given for {draft.person or "a contact"}; it is not the issuer: an agency?'
        doubts.append(Doubt("contact-agency", sentence, place))
    if contact.kind == "media" and not draft.email:
        doubts.append(Doubt("contact-no-email", f'The media contact "{name}" has no e-mail address.', place))
    if not draft.person:
        doubts.append(Doubt("contact-no-person", f'The contact "{name}" names no person.', place))
    if not draft.phone and not draft.email:
        doubts.append(Doubt("contact-unreachable", f'The contact "{name}" has neither phone nor e-mail.', place))
    if not contact.kind:
        doubts.append(Doubt("contact-kind", f'It is not clear whether "{name}" answers investors or the media.', place))
    unread = [Doubt("contact-unread", f'"{text}" was not understood as part of a contact.', place) for text in draft.unread]
    return doubts + unread


def _without_text(contact: ParsedContact) -> ParsedContact:
    return replace(contact, text="")
