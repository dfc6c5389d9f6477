"""What one line of a contact block says: heading, organisation, person, role, phone or address."""

import re

_HEADING_WORDS = {
    "for",
    "more",
    "further",
    "additional",
    "information",
    "please",
    "contact",
    "contacts",
    "investor",
    "investors",
    "media",
    "press",
    "analyst",
    "analysts",
    "and",
    "or",
    "&",
    "relations",
    "inquiries",
    "enquiries",
    "queries",
    "inquiry",
    "company",
    "corporate",
    "us",
    "u.s.",
    "european",
    "europe",
    "the",
    "international",
    "pr",
    "ir",
    "at",
    "agency",
    "financial",
    "public",
    "business",
    "communications",
    "community",
    "shareholder",
    "shareholders",
    "details",
    "data",
    "general",
    "journalists",
    "questions",
    "trade",
    "reporters",
    "only",
    "usa",
    "uk",
    "global",
}
# "Arbor Contacts:", "Castellan Media Contact": the company's name before the words themselves.
_COMPANY_HEADING = re.compile(
    r"(?:[A-Z][\w.&'’\-]*,?\s){1,4}(?:(?:Investor|Media|Press)s?\s)?(?:Contacts?|Inquiries|Enquiries)$"
    r"|(?:[A-Z][\w.&'’\-]*,?\s){1,4}(?:Investor|Media|Press) Relations$"
)
_CORE = {
    "contact",
    "contacts",
    "investor",
    "investors",
    "media",
    "press",
    "inquiries",
    "enquiries",
    "queries",
    "analysts",
    "shareholders",
    "information",
    "journalists",
    "questions",
    "inquiry",
}
_PHONE = re.compile(
    r"(?<![\w.@/])(?:\+\d{8,15}|(?:\+?\d{1,3}[\s.\-]?)?(?:\(\d{1,5}\)[\s.\-]?)?\d{1,5}"
    r"(?:[\s.\-]\d{1,5}){1,5}(?![\d@]))"
    r"(?:\s?,?\s?(?:x|ext\.?|extension)\s?\d{1,6})?",
    re.I,
)
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d$|\d{4}\s?-\s?\d{4}$")
_LABEL = re.compile(
    r"\b(?:(?:tel(?:ephone)?|phone|ph|mobile|cell|office|direct|e-?mail|fax)\s?[:.]|[tmope]\s?:)\s*|[|•·]|\bor\b$",
    re.I,
)
_PIECES = re.compile(r"\s*[,;|•·()]\s*|\s+[–—-]\s+|\s{3,}|\t+")
_SUFFIX = re.compile(
    r"(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Co|plc|PLC|S\.?A|N\.?V|AG|SE|GmbH|A/S|LLP|LP|L\.P|B\.V|AB|Oyj)\.?$"
)
_ORGANISATION = re.compile(
    r"\b(?:Inc|LLC|Ltd|Limited|Corp|Corporation|plc|PLC|S\.A|N\.V|AG|GmbH|A/S|LLP|Network"
    r"|Partners|Group|Associates"
    r"|Agency|Consulting|Strategies|Advisors|Advisory|Pharmaceuticals?|Therapeutics|Biosciences"
    r"|Biotech|Holdings"
    r"|Company|Consultancy|Worldwide|Public Relations|Communications|PR|Biopharma|Oncology"
    r"|Medicines|Technologies)\b\.?"
)
_ROLE = re.compile(
    r"\b(?:director|president|officer|manager|head|chief|vice|vp|svp|evp|counsel|spokes\w+"
    r"|secretary|treasurer|lead"
    r"|specialist|coordinator|chair\w*|ceo|cfo|coo|cmo|relations|affairs|communications|senior"
    r"|associate|principal"
    r"|corporate|investor|media|finance|partner)\b",
    re.I,
)
_RANK = re.compile(
    r"\b(?:director|president|officer|manager|head|chief|vice|vp|svp|evp|counsel|senior|ceo|cfo)\b", re.I
)
_PERSON = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.?\s)?[A-ZÀ-Þ][\w.'’\-]*(?:\s(?:van|von|der|den|de|la|le|di|da"
    r"|del|bin|al|ter)){0,3}"
    r"(?:\s[A-ZÀ-Þ][\w.'’\-]*){1,3}$"
)
_CREDENTIAL = re.compile(r"(?:M\.?D|Ph\.?D|M\.?B\.?A|CFA|CPA|J\.?D|Esq|IRC|APR|Jr|Sr|III?)\.?$", re.I)


def has_phone_or_email(text: str) -> bool:
    return len(text) < 600 and bool(_EMAIL.search(text) or _phone(text))


def is_contact_heading(text: str) -> bool:
    """`For Investors:`, `Media Contacts`, `Contact: Jane Doe, ...`: known words, alone or with a colon."""
    head, colon, _rest = text[:90].partition(":")
    return is_heading_text(head) and (bool(colon) or len(text) <= 60)


def same_organisation(a: str, b: str) -> bool:
    """Equal but for case, points and the legal form: `Norvik` and `Norvik, Inc.`"""
    short, long = sorted((_plain_name(a), _plain_name(b)), key=len)
    return bool(short) and short == long


def is_one_of(name: str, issuers: tuple[str, ...]) -> bool:
    return any(same_organisation(name, issuer) for issuer in issuers)


def _plain_name(name: str) -> str:
    while name != (name := _SUFFIX.sub("", name.strip(" ,.()"))):
        pass
    return re.sub(r"[\W_]+", "", name).lower()


def is_heading_text(text: str) -> bool:
    if _COMPANY_HEADING.match(text.strip()):
        return not _RANK.search(text)
    tokens = re.findall(r"[\w.&]+", text.lower())
    return 0 < len(tokens) <= 9 and set(tokens) <= _HEADING_WORDS and bool(set(tokens) & _CORE)


def _phone(text: str) -> str:
    for match in _PHONE.finditer(text[:600]):
        number = match[0].strip()
        if 7 <= sum(c.isdigit() for c in re.split(r"[xX]|ext", number)[0]) <= 15 and not _DATE.match(number):
            return number
    return ""


def line_details(text: str, issuers: tuple[str, ...]) -> dict[str, str]:
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
    kind = _line_kind(text, issuers)
    if kind:
        return found | {kind: text.rstrip(" ,;")}
    for piece in _pieces(text):
        kind = _line_kind(piece, issuers) or "unread"
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


def _line_kind(text: str, issuers: tuple[str, ...]) -> str:
    if not text or len(text) > 160:
        return ""
    if is_one_of(text, issuers):
        return "organisation"
    name = re.split(r",\s*", text)
    if (
        _PERSON.match(name[0])
        and not _ROLE.search(text)
        and not _ORGANISATION.search(text)
        and (all(_CREDENTIAL.fullmatch(part) for part in name[1:]))
    ):
        return "person"
    if _RANK.search(text) and not _starts_with_person(text):
        return "role"
    if _ORGANISATION.search(text) and len(_pieces(text)) == 1 and not _is_department(text):
        return "organisation"
    return "role" if _ROLE.search(text) and not _starts_with_person(text) else ""


_PERSON_FIRST = re.compile(r"[A-ZÀ-Þ][\w.'’\-]*(?:\s[A-ZÀ-Þa-z][\w.'’\-]*){1,3}(?:,| [–—-] | \()")


def _starts_with_person(text: str) -> bool:
    first = _PERSON_FIRST.match(text)
    return bool(first) and not _ROLE.search(first[0])


def _is_department(text: str) -> bool:
    return bool(
        re.match(
            r"(?:Corporate|Investor|Media|Global|External|Public"
            r"|Scientific)\b.*\b(?:Communications|Relations|PR)$",
            text,
        )
    )


def contact_kind(heading: str) -> str:
    text = heading.lower()
    investor = re.search(r"invest|shareholder|analyst|\bir\b", text)
    media = re.search(r"media|press|journalist|\bpr\b|public relations|reporter", text)
    return "" if bool(investor) == bool(media) else "investor" if investor else "media"
