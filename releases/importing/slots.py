"""Finds in a standing text what boilerplate would fill in, and puts slots there."""

import re

from ..boilerplate import escape, join_names, render


def fold(text):
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def with_slots(text, values):
    """`text` as boilerplate with slots for `values`; rendered with them it gives `text` again, to the letter."""
    marked = escape(text)
    for words, slot in _phrases(values):
        marked = _put(marked, escape(words), slot)
    rendered, empty = render(marked, values)
    return marked if rendered == text and not empty else escape(text)


def _phrases(values):
    """(words, slot) longest first, so that a list is found before a name inside it."""
    if values["annual_report"]:
        yield values["annual_report"], "{annual_report}"
    for slot in ("compounds", "partners"):
        names = values[slot]
        for mark, serial in ((",", True), ("", False)):
            if len(names) > (1 if slot == "partners" else 0) and (not serial or len(names) > 2):
                yield join_names(names, serial_comma=serial), f"{{{slot}{mark}}}"
    yield values["issuer"], "{issuer}"


def _put(marked, words, slot):
    """The slot in place of the words; with “, including” before it, as a part that can fall away."""
    name = re.escape(words)
    if slot.startswith("{compounds"):
        marked = re.sub(rf"(, including ){name}(?!\w)", rf"[\1{slot}]", marked)
    if slot == "{issuer}":
        # “Velmora” becomes the slot, but not inside “Velmora Bio, Inc.”, which is a name of its own.
        return re.sub(
            rf"(?<![\w{{]){name}(?!\w|,? (?:[A-Z]\w*,? )?(?:Inc|Corp|Ltd|LLC|plc|AG|SA|N\.V))", slot, marked
        )
    return re.sub(rf"(?<![\w{{]){name}(?!\w)", slot, marked)
