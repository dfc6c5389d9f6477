"""Words that look forward, and the safe harbor that must or need not stand with them.

The cue words are those that the statute's own texts name (15 U.S.C. 78u-5) and releases use.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, Spot, rule

_cue = re.compile(
    r"(?<![\w-])(?:[Ww]ill(?! power)|[Ww]on['’]t|[Ww]e['’]ll|[Ee]xpect(?:s|ed|ing|ations?)?|[Bb]elieves?"
    r"|plans? to|planned|planning|(?<!equity )(?<!incentive )(?<!option )(?<!purchase )(?<!stock )(?<!health )"
    r"(?<!pension )(?<!savings )(?<!inducement )(?<!the )plans?(?! of distribution)"
    r"|may(?! be found at)|[Mm]ight|[Cc]ould|[Ss]hould|[Ww]ould|[Pp]otential(?:ly)?|[Aa]nticipat(?:es?|ed|ing|ion)"
    r"|[Ii]ntend(?:s|ed|ing)?|[Ee]stimates?|[Cc]ontinu(?:es?|ing)|[Uu]pcoming|[Oo]n track|[Ff]orecasts?|[Oo]utlook"
    r"|[Gg]uidance|[Ss]eeks? to|[Aa]ims? to|[Hh]opes? to|[Ll]ook(?:s|ing)? forward"
    r"|[Oo]n schedule|[Ss]ubject to closing)(?![\w-])"
)
# Not cues by themselves, but signs that the release is not all history.
_announces = re.compile(
    r"(?<![\w-])(?:[Tt]o (?:[Pp]resent|[Rr]eport|[Aa]nnounce|[Hh]ost|[Pp]articipate|[Aa]cquire|[Dd]evelop|[Ii]nitiate)"
    r"|[Tt]o [Ee]valuate|[Gg]oals?|[Tt]argets?|[Ss]cheduled|[Pp]romising|[Oo]pportunit(?:y|ies)|[Pp]rojected|[Cc]an"
    r"|[Uu]nder way|[Aa]dvancing)(?![\w-])"
)
SHOWN = 4


@rule("forward-uncovered", Level.WARNING, gettext_lazy("The text looks forward, but the safe harbor is off."))
def uncovered(subject):
    if subject.text("safe harbor").strip() or subject.safe_harbor != "none":
        return
    found = [(passage, match) for passage in subject.prose for match in _cue.finditer(passage.text)]
    words = list(dict.fromkeys(match[0].lower() for _passage, match in found))
    if found:
        passage, match = found[0]
        yield passage.spot(
            match.start(),
            match.end(),
            _(
                "The text looks forward (%(cues)s), but nothing cautions the reader. "
                "Attach the safe harbor or the caution."
            ),
            cues=", ".join(f"“{word}”" for word in words[:SHOWN]),
        )


@rule(
    "safe-harbor-unneeded",
    Level.WARNING,
    gettext_lazy("The safe harbor is attached, but no word of the text looks forward."),
)
def unneeded(subject):
    if not subject.text("safe harbor").strip():
        return
    if any(pattern.search(passage.text) for passage in subject.prose for pattern in (_cue, _announces)):
        return
    yield Spot(
        _(
            "No word of this release looks forward. A safe harbor on everything protects less: "
            "leave it off, with a reason."
        ),
        "safe_harbor",
    )
