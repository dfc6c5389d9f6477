"""What a file says besides its words: who wrote it, what is hidden in it, what marks it as unfinished.

    notes = inspect("Q3 draft.docx", "docx", upload)      # [["author", "Wanda Writer"], ["mark", "DRAFT"]]

Each note is a code of `NOTES` and the words found, empty where there are none. They are kept with the file, which
never changes, and told to the editor in the form, in preflight and on the record. Nothing is taken out: the file
goes out as it was approved, so whoever finds something uploads another.

Files come from anywhere, so nothing here trusts them: parts are read up to a bound, and what cannot be read is
itself a note.
"""

import re

from django.utils.translation import gettext_lazy as _

from . import media, office, pdf
from .marks import marks, marks_of_name

# In the order in which they are told. Each sentence goes on with the words found.
NOTES = {
    "unread": _("It could not be looked through; open it yourself and look"),
    "mark": _("It is marked"),
    "tracked-changes": _("It keeps tracked changes"),
    "comments": _("It keeps comments"),
    "presenter-notes": _("It keeps presenter notes"),
    "hidden-text": _("It holds hidden text"),
    "hidden-sheets": _("It holds hidden sheets"),
    "hidden-cells": _("It holds hidden rows or columns, on the sheets"),
    "hidden-slides": _("It holds hidden slides"),
    "place": _("It tells the place where it was recorded"),
    "embedded": _("It holds other files"),
    "outside": _("It refers to files elsewhere"),
    "active": _("It holds a program"),
    "locked": _("It is locked with a password"),
    "author": _("Its author is"),
    "last-saved-by": _("It was last saved by"),
    "company": _("Its company is"),
    "manager": _("Its manager is"),
    "title": _("It is titled"),
    "subject": _("Its subject is"),
    "keywords": _("Its keywords are"),
    "remark": _("It carries the remark"),
}
# What names people, the company and the text; the other notes tell of what is hidden or unfinished.
NAMES = ("author", "last-saved-by", "company", "manager", "title", "subject", "keywords", "remark")
WORDS = 200  # characters that are kept of what was found

_READERS = {"pdf": pdf.notes, "mp3": media.mp3, "mp4": media.mp4, **dict.fromkeys(office.KINDS, office.notes)}
_TEXT = 1024 * 1024


def inspect(name, extension, upload):
    """`[[code, words]]` of the open file `upload`, each once, in the order of `NOTES`."""
    found = list(marks_of_name(name))
    upload.seek(0)
    try:
        found += _notes_of(extension, upload)
    except Exception:  # a damaged file raises whatever its reader stumbles over
        found.append(("unread", ""))
    upload.seek(0)
    tidy = dict.fromkeys((code, _tidy(words)) for code, words in found)
    return [list(note) for note in sorted(tidy, key=lambda note: list(NOTES).index(note[0]))]


def told(notes):
    """A sentence for each note."""
    return [
        f"{NOTES[code]}: {words}." if words else f"{NOTES[code]}." for code, words in notes if code in NOTES
    ]


def _notes_of(extension, upload):
    if extension in _READERS:
        return list(_READERS[extension](upload))
    if extension == "csv":
        return list(marks(upload.read(_TEXT).decode(errors="replace")))
    return []  # images are drawn anew and say nothing


def _tidy(words):
    """In one line and of bounded length, without control characters."""
    line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", words).split())
    return line if len(line) <= WORDS else f"{line[: WORDS - 1]}…"
