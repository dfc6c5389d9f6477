"""Lines above a release that are not part of it: marks of a filing, addresses, notes of a wire to its editors."""

import re

from .contact_words import has_legal_form, has_phone_or_email
from .marks import bare, words

_MARK = re.compile(
    r"<PAGE>.{0,60}|(?:<\w+>\s*)?exhibit\s+(?:no\.?\s*)?99(?:[.\-]\d+)?|ex-99\S*.{0,60}"
    r"|rns number\s?:\s?\w+|\W*(?:.{0,40}\s)?logo\W*"
    r"|(?:attn:?|attention:?|to:?)?\s*(?:(?:business|financial|health|medical|science|pharmaceutical|biotech\w*|city|news)"
    r"(?:\s?[/,&]\s?|\s+and\s+|\s+))+(?:editors?|desk)\b.{0,60}"
    r"|[A-Z]{2,12}WIRE2K"
    r"|(?:EQS|DGAP)-[\w-]{2,12}: .{0,120}|the issuer is solely responsible for the content of this announcement\.?",
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


def is_letterhead(text: str, opening: list[str]) -> bool:
    """`opening`: the first words of the body; a company's name alone on a line is the one that speaks there."""
    text = bare(text)
    if len(text) > 160:
        return False
    if _MARK.fullmatch(text) or _ADDRESS.fullmatch(text):
        return True
    name = [word.casefold() for word in words(text)]
    if has_legal_form(text) and name == [word.casefold() for word in opening[: len(name)]]:
        return True
    return len(name) <= 2 and has_phone_or_email(text)
