"""Sound and film: the few tags that name people and places."""

import re

from .marks import marks_of_label

MOST_BYTES = 16 * 1024 * 1024
# Text frames of ID3v2 (https://id3.org/id3v2.4.0-frames), and the note that each makes.
FRAMES = {
    b"TIT2": "title",
    b"TPE1": "author",
    b"TCOM": "author",
    b"TENC": "last-saved-by",
    b"TPUB": "company",
}
FRAMES |= {b"COMM": "remark", b"TXXX": "remark", b"TT2": "title", b"TP1": "author", b"COM": "remark"}
ENCODINGS = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}
# The atoms of QuickTime's user data, and Apple's key of the place, which ISO 6709 spells: +52.3731+004.8922/
TAGS = {
    b"\xa9nam": "title",
    b"\xa9ART": "author",
    b"\xa9aut": "author",
    b"\xa9cmt": "remark",
    b"\xa9wrt": "author",
}

_place = re.compile(rb"[+-]\d{2,3}(?:\.\d+)?[+-]\d{3}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?/")
_frame = re.compile(rb"[A-Z][A-Z0-9]{2,3}\Z")


def mp3(upload):
    head = upload.read(10)
    if not head.startswith(b"ID3"):
        return
    version, size = head[3], _seven_bits(head[6:10])
    tag = upload.read(min(size, MOST_BYTES))
    for name, content in _frames(tag, version):
        if name in FRAMES and content:
            words = (
                content[1:].decode(ENCODINGS.get(content[0], "latin-1"), errors="replace").replace("\0", " ")
            )
            yield FRAMES[name], words
            yield from marks_of_label(words)


def _frames(tag, version):
    """(name, content) of each frame; version 2.2 has shorter heads than 2.3 and 2.4."""
    short, at = version < 3, 0
    width, head = (3, 6) if short else (4, 10)
    while at + head <= len(tag) and _frame.match(tag[at : at + width]):
        length = tag[at + width : at + 2 * width]
        size = _seven_bits(length) if version >= 4 else int.from_bytes(length)
        yield tag[at : at + width], tag[at + head : at + head + size]
        at += head + size


def _seven_bits(octets):
    """A number that is written with seven bits to the byte."""
    number = 0
    for octet in octets:
        number = number << 7 | octet & 0x7F
    return number


def mp4(upload):
    for index in _index(upload):
        if _place.search(index):
            yield "place", _place.search(index).group().decode().rstrip("/")
        for tag, note in TAGS.items():
            for words in _tagged(index, tag):
                yield note, words
                yield from marks_of_label(words)


def _index(upload):
    """The content of the top boxes that describe the film, read up to a bound; pictures and sound are passed over."""
    at = 0
    while True:
        upload.seek(at)
        head = upload.read(16)
        size, kind = int.from_bytes(head[:4]), head[4:8]
        size = int.from_bytes(head[8:16]) if size == 1 else size
        if kind in (b"moov", b"udta", b"meta"):
            upload.seek(at)
            yield upload.read(min(size or MOST_BYTES, MOST_BYTES))
        if size < 8:  # the last box reaches to the end
            return
        at += size


def _tagged(index, tag):
    """Texts of `tag`: as iTunes wraps them in a box of data, or as QuickTime writes them, behind a length."""
    for found in re.finditer(re.escape(tag), index):
        rest = index[found.end() : found.end() + 600]
        wrapped = rest[4:8] == b"data"
        first, last = (16, int.from_bytes(rest[:4])) if wrapped else (4, 4 + int.from_bytes(rest[:2]))
        words = rest[first:last].decode(errors="replace").strip("\0 ")
        if words:
            yield words
