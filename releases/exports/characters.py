"""Characters that a form cannot hold, and what stands for them."""

import re
import unicodedata

# XML 1.0 has no place for these, not even escaped; the last are "not a character" in every plane.
_unprintable = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

# EDGAR's ASCII documents know no others. Where a usual spelling exists it is taken, so that no figure changes
# its meaning: a raised digit after a digit is a power, not one more digit.
ASCII = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("—―", "--"),
    **dict.fromkeys("•·‣◦▪●○■", "*"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff", ""),
    **dict(
        zip("®™℠©…×÷±≥≤≠≈→←∞", "(R) (TM) (SM) (C) ... x / +/- >= <= != ~ -> <- infinity".split(), strict=True)
    ),
    **dict(zip("µμßøØæÆœŒłŁđĐðþı", "u u ss o O ae AE oe OE l L d D d th i".split(), strict=True)),
    **dict(zip("†‡⁄√¡¿", "+ ++ / sqrt ! ?".split(), strict=True)),
    **{"€": "EUR ", "£": "GBP ", "¥": "JPY ", "¢": " cents", "§": "Sec. ", "°": " deg ", "‰": " per mille"},
}
GREEK = dict(
    zip(
        "αβγδεζηθικλνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda nu xi omicron pi rho sigma tau upsilon "
        "phi chi psi omega".split(),
        strict=True,
    )
)
_power = re.compile("(?<=\\d)(?=[⁰¹²³⁴⁵⁶⁷⁸⁹⁻])")


def printable(text):
    """`text` without the characters that no document may hold."""
    return _unprintable.sub("", text)


def to_ascii(text):
    """`text` in ASCII; a character without a spelling becomes "?"."""
    return "".join(ascii_of(character) or "" for character in _power.sub("^", text))


def ascii_of(character):
    """The spelling of one character in ASCII; "?" if there is none."""
    if character in ASCII:
        return ASCII[character]
    if character.isascii():
        return character
    if character.lower() in GREEK:
        name = GREEK[character.lower()]
        return name if character.islower() else name.capitalize()
    plain = "".join(
        part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)
    )
    spelled = "".join(ASCII.get(part, part) for part in plain)
    return spelled if spelled.isascii() else "?"


def without_ascii(text):
    """The characters of `text` that have no spelling in ASCII, each once, in order."""
    return [character for character in dict.fromkeys(text) if character != "?" and ascii_of(character) == "?"]


def name_of(character):
    """`U+1F600 GRINNING FACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
