"""The phase that the text gives a compound, against the pipeline.

A release on a compound in Phase 3 may well tell of its Phase 1 data; so an earlier phase is only doubted where the
text says that the compound *is* in it.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pipeline.models import Phase

from .findings import Level, rule

NEAR = 80  # characters between a compound's name and its phase
_RANKS = {"0": 0, "1": 1, "1-2": 1.5, "2": 2, "2-3": 2.5, "3": 3, "4": 4, "5": 5, "9": 9}
_ROMAN = {"I": 1, "II": 2, "III": 3, "1": 1, "2": 2, "3": 3}

_phase = re.compile(
    r"\bphase[\s-](?P<a>III|II|I|[1-3])[abc]?(?:\s?[/–-]\s?(?P<b>III|II|I|[1-3])[abc]?)?"
    r"(?!\w)(?!\s(?:dose|doses|dosing|part|portion))",
    re.I,
)
_noun = re.compile(
    r"(?:\s[\w-]+){0,4}?\s(?:trials?|stud(?:y|ies)|testing|development|clinical|program(?:me)?|data|results)\b",
    re.I,
)
_is_in = re.compile(
    r"\b(?:is|are|remains?) (?:now |currently |also )?"
    r"(?:(?:being )?(?:evaluated |studied |tested |investigated )|advancing )?in\s(?:[\w-]+,?\s){0,4}\Z",
    re.I,
)
_in_before = re.compile(r"\b(?:in|into|to)\s(?:an?\s|the\s)?\Z", re.I)
_ahead = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|expect\w*|will|intend\w*|anticipat\w*|would|could|may|might|should|potential\w*|upcoming"
    r"|future|prepar\w*|ready|toward|enabl\w+|next|propos\w+|design\w*|ahead of|gives?|instead of|fund\w*|allow\w*"
    r"|advance to|before|by (?:the )?(?:end|year))\b",
    re.I,
)


@rule(
    "phase-differs",
    Level.WARNING,
    gettext_lazy("The text gives a compound a phase that the pipeline does not show."),
)
def phases(subject):
    reached = {}
    for program in subject.reached:
        reached.setdefault(program.compound, []).append(program.phases)
    names = {compound.pk: str(compound) for compound in subject.compounds}
    for passage, match, key in _stated(subject, reached):
        rank, told = _rank(match), _told(reached[key])
        first = passage.sentence_at(match.start())[0]
        if rank - told["highest"] >= 1 and not _ahead.search(passage.near(*match.span())):
            sentence = _(
                "The text says “%(words)s” of %(compound)s, but the pipeline knows no more than %(known)s. "
                "Link the milestone that this release announces, or correct the phase."
            )
        elif _is_in.search(passage.text[max(first, match.start() - 90) : match.start()]) and _is_left(
            rank, told["newest"]
        ):
            sentence = _(
                "The text says that %(compound)s is in “%(words)s”, but the pipeline says %(known)s. "
                "Correct one of them."
            )
        else:
            continue
        yield passage.spot(
            match.start(), match.end(), sentence, compound=names.get(key, ""), known=told["name"]
        )


def _stated(subject, reached):
    """`(passage, match of a phase, compound)` where a compound that the pipeline knows stands close to it."""
    by_passage = {}
    for passage, mention in subject.compound_mentions:
        by_passage.setdefault(id(passage), []).append(mention)
    for passage in subject.prose:
        mentions = by_passage.get(id(passage), [])
        at = 0
        for match in _phase.finditer(passage.text) if mentions else ():
            if not _is_statement(match):
                continue
            while at < len(mentions) and mentions[at].end <= match.start():
                at += 1
            key = _closest(mentions[max(0, at - 1) : at + 1], match, passage.sentence_at(match.start()))
            if key in reached:
                yield passage, match, key


def _is_statement(match):
    after = match.string[match.end() : match.end() + 80]
    return bool(
        _noun.match(after) or _in_before.search(match.string[max(0, match.start() - 8) : match.start()])
    )


def _closest(mentions, match, sentence):
    away = {
        max(mention.start - match.end(), match.start() - mention.end): mention.key
        for mention in mentions
        if sentence[0] <= mention.start < sentence[1]
    }
    return away[min(away)] if away and min(away) <= NEAR else None


def _rank(match):
    first = _ROMAN[match["a"].upper()]
    second = _ROMAN[match["b"].upper()] if match["b"] else first
    return (first + second) / 2 if second == first + 1 else max(first, second)


def _told(programs):
    newest = [phases[-1] for phases in programs if phases]
    highest = max(
        (phase for phases in programs for phase in phases if phase != Phase.DISCONTINUED),
        key=_RANKS.get,
        default="0",
    )
    shown = max(
        (phase for phase in newest if phase != Phase.DISCONTINUED), key=_RANKS.get, default=Phase.DISCONTINUED
    )
    return {"highest": _RANKS[highest], "newest": newest, "name": Phase(shown).label}


def _is_left(rank, newest):
    """Whether no program is in this phase, nor in one that begins or ends with it, and some are further."""
    ranks = [_RANKS[phase] for phase in newest]
    return all(abs(each - rank) > 0.5 for each in ranks) and any(each > rank for each in ranks)
