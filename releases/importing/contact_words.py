"""The words of a contact block: what heads it, and how persons, firms, roles and phones look."""

import re

_HEADING_WORDS = frozenset(
    (
        "for more further additional information please your contact contacts investor investors media press "
        "analyst analysts and or & relations inquiries enquiries queries inquiry company corporate us "
        "u.s. european europe the international pr ir at agency financial public business communications "
        "community shareholder shareholders details data general journalists questions trade reporters "
        "only usa uk global nominated adviser advisor broker "
        "strategic japan japanese outside inside north america american asia"
    ).split()
)
# "Arbor Contacts:", "Castellan Media Contact": the company's name before the words themselves.
_COMPANY_HEADING = re.compile(
    r"(?:[A-Z][\w.&'’\-]*,?\s){1,4}(?:(?:Investor|Media|Press)s?\s)?(?:Contacts?|CONTACTS?|Inquiries|Enquiries)$"
    r"|(?:[A-Z][\w.&'’\-]*,?\s){1,4}(?:Investor|Media|Press) Relations$"
)
_FOR_COMPANY = re.compile(
    r"(?<=\w) for [A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,3}$"
)  # "Media Contact for Acme"
_CORE = frozenset(
    (
        "contact contacts investor investors media press inquiries enquiries queries analysts "
        "shareholders information journalists questions inquiry"
    ).split()
)
_ADVISERS = frozenset("nomad broker brokers broking adviser advisor advisers advisors".split())
_PHONE = re.compile(
    r"(?<![\w.@/])(?:\+\d{8,15}|(?:(?:\+\s?)?\d{1,3}[\s.\-]?)?(?:\(\d{1,5}\)\d{0,4}[\s.\-]?)?(?:\d{2,4}\s?/\s?|/\s)?\d{1,5}"
    r"(?:[\s.\-]\d{1,8}){1,5}(?![\d@]))"
    r"(?:\s?,?\s?(?:x|ext\.?|extension)\s?\d{1,6})?",
    re.I,
)
# `CVR no.`, `Company registration number:`, `TSE:`: the number after them is no phone.
_OTHER_NUMBER = re.compile(
    r"\b(?:(?:company|registration|registered|reg|org|organi[sz]ation|business|commercial|corporate|identity"
    r"|identification|announcement|tax|charity|security|securities|stock)\b(?:(?!tel|phone|call|fax)[^\d+;|@]){0,40}"
    r"\b(?:nos?|nr|num|numbers?|code|id)"
    r"|(?:CVR|ISIN|WKN|LEI|CUSIP|SEDOL|VAT|EIN|SIREN|SIRET|HRB|ABN|ACN|ticker|symbol|TSE|TYO|HKEX|SEHK|HKSE|KRX|KOSDAQ"
    r"|SSE|SZSE|BSE|NSE|TWSE)(?:\W{0,2}(?:nos?|nr|numbers?|code))?)[\s.:#-]*(?:[A-Z]{2}[\s-]?)?$",
    re.I,
)
_SHORT_PHONE = re.compile(r"\(?\d{3}\)?[\s.\-]\d{3}[\s.\-]\d{4}")
EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6}")
_HIDDEN = re.compile(r"\[email\sprotected\]")  # what pages show in place of an address
_DATE = re.compile(r"\d{4}-\d\d-\d\d\b|\d{4}\s?-\s?\d{4}$|(?:[0-3]?\d[./-]){2}(?:19|20)\d\d\b")
LEGAL_FORM = re.compile(
    r"(?:Inc|Incorporated|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Co|plc|PLC|S\.?A|N\.?V|AG|SE|GmbH|A/S|LLP|LP|L\.P"
    r"|B\.V|AB|ASA|Oyj)\.?$"
)
ORGANISATION = re.compile(
    r"\b(?:Inc|Incorporated|LLC|Ltd|Limited|Corp|Corporation|plc|PLC|S\.A|N\.V|AG|GmbH|A/S|LLP|Network"
    r"|Partners|Group|Associates"
    r"|Agency|Consulting|Strategies|Advisors|Advisory|Pharmaceuticals?|Therapeutics|Biosciences"
    r"|Biotech|Holdings"
    r"|Company|Consultancy|Worldwide|Public Relations|Communications?|PR|Bio[Pp]harma|Pharma|Oncology"
    r"|SA|SE|NV|AB|ASA|SpA"
    r"|Medicines|Technologies|Capital|Laboratories|Genetics|Sciences|Vaccines|Diagnostics|Securities|Healthcare)\b\.?"
)
ROLE = re.compile(
    r"\b(?:director|president|officer|manager|head|chief|vice|vp|svp|evp|counsel|spokes\w+"
    r"|secretary|treasurer|lead"
    r"|specialist|coordinator|chair\w*|ceo|cfo|coo|cmo|relations|affairs|communications|senior"
    r"|associate|principal"
    r"|corporate|investor|media|finance|partner|adviser|advisor|broker|nomad)\b",
    re.I,
)
RANK = re.compile(
    r"\b(?:director|president|officer|manager|head|chief|vice|vp|svp|evp|counsel|senior|ceo|cfo)\b", re.I
)
PERSON = re.compile(
    r"(?!.*\d)(?:(?:Mr|Ms|Mrs|Dr|Prof)\.?\s)?[A-ZÀ-Þ][\w.'’\-]*(?:\s(?:van|von|der|den|de|la|le|di|da"
    r"|del|bin|al|ter)){0,3}"
    r"(?:\s[A-ZÀ-Þ][\w.'’\-]*){1,3}$"
)


def has_phone_or_email(text: str) -> bool:
    return len(text) < 600 and bool(EMAIL.search(text) or _HIDDEN.search(text) or find_phone(text))


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
        firm, *persons = text.rpartition(",")[0].split(", ")
        return not RANK.search(text) and not any(are_persons([name]) for name in (firm, *persons))
    tokens = re.findall(r"[\w.&]+", _FOR_COMPANY.sub("", text).lower())
    return 0 < len(tokens) <= 9 and set(tokens) <= _HEADING_WORDS and bool(set(tokens) & _CORE)


def is_other_number(text: str) -> bool:
    """`CVR no. 28 57 90 00`: a number that a register, an exchange or the issuer gave, and that nobody answers."""
    digit = re.search(r"\d", text)
    return bool(digit) and _precedes_other_number(text[: digit.start()])


def _precedes_other_number(text: str) -> bool:
    return bool(_OTHER_NUMBER.search(text[-80:]))


def find_phone(text: str) -> str:
    for match in _PHONE.finditer(text[:600]):
        if _precedes_other_number(text[: match.start()]):
            continue
        number = match[0].strip(" /")
        digits = sum(c.isdigit() for c in re.split(r"[xX]|ext", number)[0])
        if digits > 15 and (short := _SHORT_PHONE.search(number)):  # two numbers side by side
            return short[0]
        if 7 <= digits <= 15 and not _DATE.match(number):
            return number
    return ""


def is_adviser_heading(text: str) -> bool:
    """`Nominated Adviser and Joint Broker`, `Financial PR`: a firm that works for the issuer follows."""
    tokens = set(re.findall(r"\w+", text.lower()))
    known = tokens <= _HEADING_WORDS | _ADVISERS | {"joint", "sole", "lead"}
    return known and (bool(tokens & _ADVISERS) or {"financial", "pr"} <= tokens)


def are_persons(names: list[str]) -> bool:
    return all(PERSON.match(n) and not ROLE.search(n) and not ORGANISATION.search(n) for n in names)


def contact_kind(heading: str) -> str:
    text = heading.lower()
    investor = re.search(r"invest|shareholder|analyst|\bir\b", text)
    media = re.search(r"media|press|journalist|\bpr\b|public relations|reporter", text)
    return "" if bool(investor) == bool(media) else "investor" if investor else "media"
