"""Words that mark a text as unfinished or not for the public."""

import re

# Capitals mark; small letters are prose (“the draft guidance”, “Confidential Information Memorandum”).
_MARK = re.compile(
    r"\b(?:DRAFTS?|CONFIDENTIAL|EMBARGOED|DO NOT DISTRIBUTE|INTERNAL USE ONLY"
    r"|(?i:strictly (?:private and )?confidential|for internal use(?: only)?|embargoed until|not for publication))\b"
)
# A file's name, title, keywords or watermark holds no prose.
_LABEL = re.compile(
    r"(?<![a-z])(?:drafts?|confidential|internal|embargo(?:ed)?|do not distribute|not for publication)(?![a-z])",
    re.I,
)


def marks(text):
    """A note for each mark in running text."""
    return (("mark", found) for found in dict.fromkeys(_MARK.findall(text)))


def marks_of_label(text):
    """A note for a mark in a few words that stand alone."""
    return (("mark", text) for _found in _LABEL.findall(text)[:1])


def marks_of_name(filename):
    return marks_of_label(filename)
