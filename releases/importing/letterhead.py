"""Lines above a release that are not part of it: marks of a filing, addresses, notes of a wire to its editors."""

import re

from .contact_words import has_legal_form, has_phone_or_email
from .marks import bare, words

_MARK = re.compile(
    r"<PAGE>.{0,60}|(?:<\w+>\s*)?exhibit\s+(?:no\.?\s*)?\d{1,3}(?:[.\-]\d+)?|ex-99\S*.{0,60}"
    r"|\d{0,2}\s?[\w-]+\.(?:txt|html?|pdf)|rns number\s?:\s?\w+.{0,100}|reg - .{0,140}"
    r"|(?:[A-Z]\w{2,20}\s?:\s*)?(?:(?:business|globe|pr|access|market)\s?(?:news)?\s?wired?|newsfile)"
    r"(?: by notified)?[\W\d]*|\d{1,3}"
    r"|share(?: this (?:article|page|release))?|print|calendar|(?:download )?pdf|back to news.{0,20}"
    r"|\W*(?:.{0,40}\s)?logo\W*|(?:.{2,80}\s)?(?:form )?(?:8|6)-K(?:/A)?|report this content"
    r"|(?:attn:?|attention:?|to:?)?\s*(?:(?:business|financial|health|medical|science|pharmaceutical|biotech\w*|city|news)"
    r"(?:\s?[/,&]\s?|\s+and\s+|\s+))+(?:editors?|desk)\b.{0,60}"
    r"|[A-Z]{2,12}WIRE2K"
    r"|(?:EQS|DGAP)-[\w-]{2,12}: .{0,120}"
    r"|/?\s*key ?words?\(s\)\s?:.{0,80}|.{0,30}\bresponsible for the content\b.{0,60}",
    re.I,
)
_ADDRESS = re.compile(
    r"(?:\d{1,5}|One|Two|Three)\s+(?:[\w.'’-]+\s+){1,5}(?:Street|St|Avenue|Ave|Boulevard|Blvd|Road|Rd|Drive|Lane|Way"
    r"|Parkway|Pkwy|Place|Plaza|Court|Square|Highway|Center|Centre)\b.{0,80}"
    r"|.{0,100}\b[A-Z]{2}\.?\s+\d{5}(?:-\d{4})?"
    r"|(?:tel|telephone|phone|fax|facsimile|ph|main)\b\W.{0,80}|(?:www\.|https?://)\S+"
    r"|(?:trading )?symbols?\b.{0,60}|(?:NASDAQ|NYSE|AMEX|TSXV?|OTC\w*|LSE|AIM)[\w ]{0,15}:\s?[A-Z.]{1,8}",
    re.I,
)
# `(“Acme”, the “Company” or the “Group”)`, as British announcements set it below the company's name.
_TERMS = re.compile(
    r"(?:.{2,60}\s)?[(](?:the |together,? )?[\"“”‘'].{0,90}\b(?:Company|Group)[\"”’'][)]", re.I
)
_NOTICE = re.compile(
    r"(?:further, )?(?:this (?:announcement|(?:press )?release)\b.{0,150}\b(?:(?:inside|regulated) information"
    r"|restricted|not an? offer|not for)"
    r"|not (?:intended )?for (?:immediate )?(?:release|publication|distribution|dissemination)\b"
    r"|this announcement\b.{0,60}\b(?:for information purposes|read in its entirety)"
    r"|the information (?:contained|communicated) (?:with)?in this"
    r"|unless otherwise indicated)",
    re.I,
)


def is_notice(text: str) -> bool:
    """What the law wants above some announcements: where they may not be read, and that they are news."""
    return bool(_NOTICE.match(bare(text[:300])))


def is_mark(text: str) -> bool:
    return len(text) <= 160 and bool(_MARK.fullmatch(bare(text).strip(" |")))


def names_terms(text: str) -> bool:
    return len(text) <= 160 and bool(_TERMS.fullmatch(bare(text)))


def is_letterhead(text: str, opening: list[str]) -> bool:
    """`opening`: the first words of the body; a company's name alone on a line is the one that speaks there."""
    text = bare(text).strip(" |")
    if len(text) > 160:
        return False
    if _MARK.fullmatch(text) or _ADDRESS.fullmatch(text) or _TERMS.fullmatch(text):
        return True
    name = [word.casefold() for word in words(text)]
    if has_legal_form(text) and _is_same_company(name, [word.casefold() for word in opening]):
        return True
    return len(name) <= 2 and has_phone_or_email(text)


def _is_same_company(name: list[str], opening: list[str]) -> bool:
    """With its legal form or, if the first sentence says two words or more without it, as it is there."""
    return name == opening[: len(name)] or (len(name) > 2 and name[:-1] == opening[: len(name) - 1])
