"""® and ™ where a text first uses a name that has one."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, rule
from .mentions import find_mentions

_same = {"®": ("®", "(R)", "(r)"), "™": ("™", "(TM)", "(tm)")}
_space = re.compile(r"[ \u00a0]{0,2}")


@rule(
    "mark-missing",
    Level.WARNING,
    gettext_lazy("A brand's ® or ™ is missing, or the other one stands, at its first mention."),
)
def marks_missing(subject):
    for compound in subject.compounds:
        for name, mark in compound.marks:
            passage, mention = _first_use(subject, name)
            if passage is None:
                continue
            end = _space.match(passage.text, mention.end).end()
            after = passage.text[end : end + 4]
            if not after.startswith(_same[mark]):
                yield passage.spot(
                    mention.start,
                    mention.end,
                    _("“%(words)s” stands here for the first time: write %(name)s%(mark)s."),
                    name=name,
                    mark=mark,
                )


def _first_use(subject, name):
    """In the body or, if it is not there, above it: many companies keep marks out of headlines."""
    for passage in (*subject.parts("body"), *subject.parts("headline", "subhead")):
        mentions = find_mentions(passage.text, [(name, name)], any_case=True)
        if mentions:
            return passage, mentions[0]
    return None, None
