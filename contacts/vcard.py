"""A contact as a vCard 3.0 (RFC 2426), the version that every address book reads."""

import re

_controls = re.compile(r"[\x00-\x1f\x7f]+")


def vcard(contact):
    """The card's bytes in UTF-8, its lines folded at 75 of them."""
    name = contact.person or contact.organisation
    given, _space, family = contact.person.rpartition(" ")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_text(name)}",
        f"N:{_text(given and family)};{_text(given or family)};;;",
        *([f"ORG:{_text(contact.organisation)}"] if contact.organisation else []),
        *([f"TITLE:{_text(contact.role)}"] if contact.role else []),
        *([f"TEL;TYPE=WORK,VOICE:{_text(contact.phone)}"] if contact.phone else []),
        *([f"EMAIL;TYPE=INTERNET:{_text(contact.email)}"] if contact.email else []),
        "END:VCARD",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _text(value):
    return re.sub(r"([\\;,])", r"\\\1", _controls.sub(" ", value))


def _folded(line):
    """`line` in pieces of at most 75 bytes, none of which cuts a character."""
    pieces = [b""]
    for character in line:
        encoded = character.encode()
        if len(pieces[-1]) + len(encoded) > 74:
            pieces.append(b"")
        pieces[-1] += encoded
    return b"\r\n ".join(pieces)
