"""The files that some releases of the demo carry."""

from pathlib import Path

from django.core.files.base import ContentFile

from releases.models import Attachment

from . import drawing, tables

FOLDER = Path(__file__).parent / "files"
TEAL, GREY = (0, 121, 121), (130, 140, 146)


def _curve(timeline, text):
    arms = (("Orvimatug veltecan", TEAL, 7.9), ("Chemotherapy", GREY, 4.1))
    return drawing.survival_curve("TIDEMARK-3: progression-free survival", arms)


def _gastric_curve(timeline, text):
    arms = (("Orvimatug veltecan", TEAL, 8.2), ("Chemotherapy", GREY, 5.0))
    return drawing.survival_curve("SALTMARSH-2: progression-free survival", arms)


# Name in a text's header: file name, title, alternative text, how its bytes are made.
FILES = {
    "curve": (
        "tidemark-3-pfs.png",
        "TIDEMARK-3: progression-free survival",
        "Two falling curves of progression-free survival over 24 months: the one for orvimatug veltecan lies above "
        "the one for chemotherapy throughout, with medians of 7.9 and 4.1 months.",
        _curve,
    ),
    "gastric-curve": (
        "saltmarsh-2-pfs.png",
        "SALTMARSH-2: progression-free survival",
        "Two falling curves of progression-free survival over 24 months: the one for orvimatug veltecan lies above "
        "the one for chemotherapy, with medians of 8.2 and 5.0 months.",
        _gastric_curve,
    ),
    "statements": (
        "statements-of-operations.csv",
        "Statements of operations (CSV)",
        "",
        lambda timeline, text: tables.as_csv(timeline.books, timeline.quarters[text.key]),
    ),
    "fact-sheet": (
        "quelvory-fact-sheet.pdf",
        "Quelvory fact sheet (PDF)",
        "",
        lambda timeline, text: (FOLDER / "quelvory-fact-sheet.pdf").read_bytes(),
    ),
}


def attach(name, release, timeline, text, *, at, by):
    """The file called `name` in the texts, attached to a release."""
    filename, title, alternative_text, make = FILES[name]
    attachment = Attachment(
        release=release,
        file=ContentFile(make(timeline, text), name=filename),
        title=title,
        alternative_text=alternative_text,
        uploaded_at=at,
        uploaded_by=by,
    )
    attachment.clean()
    attachment.save()
    return attachment
