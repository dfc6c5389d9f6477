"""A revision as PDF: tagged (PDF/UA-1), with bookmarks, live links and embedded fonts.

Typst sets it. The words go in as data, never as markup, so nothing that an editor types is obeyed. What
cannot be set as it stands is set more plainly, and `problems` says so: no picture and no odd character may
cost a reader the release.
"""

import json
import re
import tempfile
import unicodedata
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from .characters import name_of
from .failed import ExportFailed
from .pages import Pages

TEMPLATE = Path(__file__).with_name("release.typ")

_no_glyph = re.compile(r'the text `"(.+?)"` could not be displayed')
_escaped = re.compile(r"\\u\{([0-9a-f]+)\}")


def render(revision, *, issuer, root="", **site):
    """The bytes of the PDF; ExportFailed if it cannot be set even in the plainest way."""
    return _set(revision, issuer, root)[0]


def problems(revision, *, issuer, files=None):
    """Sentences about what the PDF cannot show as the page does; empty if it shows everything.

    `files` are the attachments of a revision that is composed and not saved.
    """
    try:
        return _set(revision, issuer, "", files)[1]
    except ExportFailed as error:
        return [str(error)]


def _set(revision, issuer, root, files=None):
    """The PDF and what had to be given up for it."""
    reasons = []
    for simple in (False, True):
        with tempfile.TemporaryDirectory(prefix="release-") as folder:
            pages = Pages(revision, issuer, root, Path(folder), files=files, simple=simple)
            data = json.dumps(pages.data(), ensure_ascii=False)
            try:
                pdf, unknown = _compile(data, folder)
            except typst.TypstError as error:
                reasons.append(error.message)
                continue
        plainer = _("The PDF has no pictures and plain tables: %(reason)s")
        return pdf, [
            *(plainer % {"reason": reason} for reason in reasons),
            *pages.given_up,
            *_shown(unknown),
        ]
    raise ExportFailed(_("The PDF cannot be set: %(reason)s") % {"reason": reasons[-1]})


def _compile(data, folder):
    """The PDF, and the characters for which there is no font: their numbers stand in the text instead."""
    unknown = []
    while True:
        try:
            return _typeset(data, folder), unknown
        except typst.TypstError as error:
            found = _without_glyph(error, data)
            if not found:
                raise
            unknown += [character for character in found if unicodedata.category(character) != "Cf"]
            for character in found:
                # What only joins others or turns them has nothing to show.
                shown = "" if unicodedata.category(character) == "Cf" else f"[U+{ord(character):04X}]"
                data = data.replace(character, shown)


def _typeset(data, folder):
    # The template is read from here each time: the folder of the release holds its pictures alone.
    return typst.compile(
        TEMPLATE.read_bytes(), root=folder, format="pdf", pdf_standards=["ua-1"], sys_inputs={"release": data}
    )


def _without_glyph(error, data):
    texts = _no_glyph.findall(f"{error.message}\n{error.diagnostic}")
    characters = "".join(_escaped.sub(lambda match: chr(int(match[1], 16)), text) for text in texts)
    return [
        character for character in dict.fromkeys(characters) if ord(character) > 127 and character in data
    ]


def _shown(characters):
    if not characters:
        return []
    sentence = _("No font of the PDF has %(names)s: their numbers stand there instead.")
    return [sentence % {"names": ", ".join(map(name_of, characters))}]
