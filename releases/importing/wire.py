"""The parser of plain-text wire releases."""
from html import escape

from .marks import words
from .parsed import (
    AnnualReport, CompoundName, Doubt, ParsedContact, ParsedPresentation, ParsedRelease, ParsedSlot, Passage,
    Ticker, UnreadableText,
)

__all__ = ["AnnualReport", "CompoundName", "Doubt", "ParsedContact", "ParsedPresentation", "ParsedRelease",
           "ParsedSlot", "Passage", "Ticker", "UnreadableText", "decode", "parse", "words"]


def decode(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def parse(text: str) -> ParsedRelease:
    if not text.strip():
        raise UnreadableText("The text is empty.")
    paragraphs = [p for p in text.split("\n") if p.strip()]
    return ParsedRelease(
        None, paragraphs[0], (), "", "", "", (), "".join(f"<p>{escape(p)}</p>" for p in paragraphs[1:]), (), (), "",
        (), None, (), "", "", "", (), (), (), None, (), ())
