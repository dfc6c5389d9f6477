"""The headline: what search results, feeds and phones show of it."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, Spot, rule

LONGEST = 160

_full_stop = re.compile(r"(?<!\.)\.\s*\Z")
_abbreviation = re.compile(
    r"\b(?:Inc|Corp|Ltd|Co|plc|LLC|L\.P|N\.V|S\.A|A\.G|U\.S|U\.K|D\.C|Jr|Sr|M\.D|Ph\.D|a\.m|p\.m|St|No)\.\s*\Z"
)


@rule("headline-long", Level.WARNING, gettext_lazy("The headline is longer than 160 characters."))
def long_headline(subject):
    for passage in subject.parts("headline"):
        if len(passage.text) > LONGEST:
            yield Spot(
                _(
                    "The headline has %(count)d characters; search results and phones cut it above 160. "
                    "Move the rest to a subhead."
                )
                % {"count": len(passage.text)},
                passage.field,
                "",
                passage.text,
            )


@rule("headline-full-stop", Level.WARNING, gettext_lazy("The headline ends with a full stop."))
def full_stop(subject):
    for passage in subject.parts("headline"):
        match = _full_stop.search(passage.text)
        if match and not _abbreviation.search(passage.text):
            yield Spot(_("The headline ends with a full stop. Delete it."), passage.field, ".", passage.text)
