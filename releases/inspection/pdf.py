"""PDF: its information, its marks, and what is tucked away in it."""

import logging

from pypdf import PdfReader
from pypdf.errors import PdfReadError
from pypdf.generic import DictionaryObject

from .marks import marks, marks_of_label

MOST_PAGES = 300
# Characters of text that are searched for marks.
MOST_TEXT = 2_000_000
INFORMATION = {
    "/Author": "author",
    "/Title": "title",
    "/Subject": "subject",
    "/Keywords": "keywords",
    "/Company": "company",
    "/Manager": "manager",
    "/Comments": "remark",
}
# What a person wrote onto a page, not what makes the page.
REMARKS = {
    "/Text",
    "/FreeText",
    "/Highlight",
    "/Underline",
    "/StrikeOut",
    "/Squiggly",
    "/Stamp",
    "/Caret",
    "/Ink",
}
PROGRAMS = {"/JavaScript", "/Launch"}
# It logs what it finds odd in a file. The editor is told, and the log says nothing of what is not public.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class TooLong(Exception):
    pass


def notes(upload):
    reader = PdfReader(upload, strict=False)
    if reader.is_encrypted and not _opens(reader):
        yield "locked", ""
        return
    yield from _information(reader)
    yield from _tucked_away(reader)
    yield from _pages(reader)


def _opens(reader):
    """Whether it opens without a password; many are locked against changes alone."""
    try:
        return bool(reader.decrypt(""))
    except (PdfReadError, NotImplementedError):
        return False


def _information(reader):
    for key, value in (reader.metadata or {}).items():
        words = str(value).strip()
        if key in INFORMATION and words:
            yield INFORMATION[key], words
            yield from marks_of_label(words)


def _tucked_away(reader):
    catalogue = reader.trailer["/Root"]
    names = catalogue.get("/Names", DictionaryObject()).get_object()
    if "/EmbeddedFiles" in names:
        yield "embedded", ", ".join(sorted(reader.attachments))
    opening = catalogue.get("/OpenAction")
    opening = opening.get_object() if opening is not None else None
    acts = isinstance(opening, DictionaryObject) and opening.get("/S") in PROGRAMS
    if "/JavaScript" in names or "/AA" in catalogue or acts:
        yield "active", ""


def _pages(reader):
    if len(reader.pages) > MOST_PAGES:
        raise TooLong(f"{len(reader.pages)} pages")
    remarks, length = 0, 0
    for page in reader.pages:
        annotations = [each.get_object() for each in page.get("/Annots") or []]
        remarks += sum(each.get("/Subtype") in REMARKS for each in annotations)
        text = page.extract_text()
        length += len(text)
        if length > MOST_TEXT:
            raise TooLong(f"{length} characters")
        yield from marks(text)
    if remarks:
        yield "comments", str(remarks)
