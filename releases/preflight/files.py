"""What goes out with a release besides its text, and says more than its editor knows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..inspection import NAMES, told
from .findings import Level, Spot, rule


@rule(
    "file-marked",
    Level.WARNING,
    gettext_lazy("A file that goes out is marked as a draft or as confidential."),
)
def marked(subject):
    yield from _spots(subject, lambda code: code == "mark")


@rule(
    "file-hides",
    Level.WARNING,
    gettext_lazy(
        "A file that goes out holds what its reader does not see at once: comments, changes, notes, places."
    ),
)
def hides(subject):
    yield from _spots(subject, lambda code: code != "mark" and code not in NAMES)


@rule(
    "file-names",
    Level.WARNING,
    gettext_lazy("A file that goes out names a person, a company or another title."),
)
def names(subject):
    yield from _spots(subject, lambda code: code in NAMES)


def _spots(subject, wanted):
    """One for each file; its tick holds until the file is replaced."""
    for file in subject.files:
        if file.attached and file.goes_out:
            notes = [note for note in file.notes if wanted(note[0]) and not _is_known(note[1], file, subject)]
            if notes:
                sentence = _("The file “%(title)s” tells more than its words. %(notes)s")
                words = " ".join(told(notes))
                yield Spot(sentence % {"title": file.title, "notes": words}, "attachments", file.title)


def _is_known(words, file, subject):
    """The company's own name and the title by which readers see the file are no news to anybody."""
    return bool(words) and (words in subject.issuer or words.casefold() in file.title.casefold())
