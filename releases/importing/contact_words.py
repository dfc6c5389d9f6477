"""The words of a contact block: what heads it, and how persons, firms, roles and phones look."""

import re

_HEADING_WORDS = frozenset(
    (
        "for more further additional information please contact contacts investor investors media press "
        "analyst analysts and or & relations inquiries enquiries queries inquiry company corporate us "
        "u.s. european europe the international pr ir at agency financial public business communications "
        "community shareholder shareholders details data general journalists questions trade reporters "
        "only usa uk global nominated adviser advisor broker"
    ).split()
)
# "Arbor Contacts:", "Castellan Media Contact": the company's name before the words themselves.
_COMPANY_HEADING = re.compile(
    r"(?:[A-Z][\w.&'’\-]*,?\s){1,4}(?:(?:Investor|Media|Press)s?\s)?(?:Contacts?|CONTACTS?|Inquiries|Enquiries)$"
    r"|(?:[A-Z][\w.&'’\-]*,?\s){1,4}(?:Investor|Media|Press) Relations$"
)
_CORE = frozenset(
    (
        "contact contacts investor investors media press inquiries enquiries queries analysts "
        "shareholders information journalists questions inquiry"
    ).split()
)
_PHONE = re.compile(
    r"(?<![\w.@/])(?:\+\d{8,15}|(?:\+?\d{1,3}[\s.\-]?)?(?:\(\d{1,5}\)\d{0,4}[\s.\-]?)?(?:\d{2,4}\s?/\s?|/\s)?\d{1,5}"
    r"(?:[\s.\-]\d{1,5}){1,5}(?![\d@]))"
    r"(?:\s?,?\s?(?:x|ext\.?|extension)\s?\d{1,6})?",
    re.I,
)
_SHORT_PHONE = re.compile(r"\(?\d{3}\)?[\s.\-]\d{3}[\s.\-]\d{4}")
EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d$|\d{4}\s?-\s?\d{4}$")
LEGAL_FORM = re.compile(
    r"(?:Inc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Co|plc|PLC|S\.?A|N\.?V|AG|SE|GmbH|A/S|LLP|LP|L\.P"
    r"|B\.V|AB|ASA|Oyj)\.?$"
)
ORGANISATION = re.compile(
    r"\b(?:Inc|Incorporated|LLC|Ltd|Limited|Corp|Corporation|plc|PLC|S\.A|N\.V|AG|GmbH|A/S|LLP|Network"
    r"|Partners|Group|Associates"
    r"|Agency|Consulting|Strategies|Advisors|Advisory|Pharmaceuticals?|Therapeutics|Biosciences"
    r"|Biotech|Holdings"
    r"|Company|Consultancy|Worldwide|Public Relations|Communications|PR|Biopharma|Oncology"
    r"|Medicines|Technologies|Capital|Laboratories|Genetics|Sciences|Vaccines|Diagnostics|Securities|Healthcare)\b\.?"
)
ROLE = re.compile(
    r"\b(?:director|president|officer|manager|head|chief|vice|vp|svp|evp|counsel|spokes\w+"
    r"|secretary|treasurer|lead"
    r"|specialist|coordinator|chair\w*|ceo|cfo|coo|cmo|relations|affairs|communications|senior"
    r"|associate|principal"
    r"|corporate|investor|media|finance|partner)\b",
    re.I,
)
RANK = re.compile(
    r"\b(?:director|president|officer|manager|head|chief|vice|vp|svp|evp|counsel|senior|ceo|cfo)\b", re.I
)
PERSON = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.?\s)?[A-ZÀ-Þ][\w.'’\-]*(?:\s(?:van|von|der|den|de|la|le|di|da"
    r"|del|bin|al|ter)){0,3}"
    r"(?:\s[A-ZÀ-Þ][\w.'’\-]*){1,3}$"
)


def has_phone_or_email(text: str) -> bool:
    return len(text) < 600 and bool(EMAIL.search(text) or find_phone(text))


def is_contact_heading(text: str) -> bool:
    """`For Investors:`, `Media Contacts`, `Contact: Jane Doe, ...`: known words, alone or with a colon."""
    head, colon, _rest = text[:90].strip("/ ").partition(":")
    return is_heading_text(head) and (bool(colon) or len(text) <= 60)


def has_legal_form(name: str) -> bool:
    return bool(re.search(rf"(?:\s|,)(?:{LEGAL_FORM.pattern})", name.strip(), re.I))


def same_organisation(a: str, b: str) -> bool:
    """Equal but for case, points and the legal form: `Norvik` and `Norvik, Inc.`"""
    short, long = sorted((plain_name(a), plain_name(b)), key=len)
    return bool(short) and short == long


def is_one_of(name: str, issuers: tuple[str, ...]) -> bool:
    return any(same_organisation(name, issuer) for issuer in issuers)


def plain_name(name: str) -> str:
    while name != (name := LEGAL_FORM.sub("", name.strip(" ,.()"))):
        pass
    return re.sub(r"[\W_]+", "", name).lower()


def is_heading_text(text: str) -> bool:
    if _COMPANY_HEADING.match(text.strip()):
        return not RANK.search(text) and not are_persons([text.rpartition(",")[0]])
    tokens = re.findall(r"[\w.&]+", text.lower())
    return 0 < len(tokens) <= 9 and set(tokens) <= _HEADING_WORDS and bool(set(tokens) & _CORE)


def find_phone(text: str) -> str:
    for match in _PHONE.finditer(text[:600]):
        number = match[0].strip(" /")
        digits = sum(c.isdigit() for c in re.split(r"[xX]|ext", number)[0])
        if digits > 15 and (short := _SHORT_PHONE.search(number)):  # two numbers side by side
            return short[0]
        if 7 <= digits <= 15 and not _DATE.match(number):
            return number
    return ""


def are_persons(names: list[str]) -> bool:
    return all(PERSON.match(n) and not ROLE.search(n) and not ORGANISATION.search(n) for n in names)


def contact_kind(heading: str) -> str:
    text = heading.lower()
    investor = re.search(r"invest|shareholder|analyst|\bir\b", text)
    media = re.search(r"media|press|journalist|\bpr\b|public relations|reporter", text)
    return "" if bool(investor) == bool(media) else "investor" if investor else "media"
