"""Trial ids of ClinicalTrials.gov: `NCT` and eight digits."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, rule

# Filled-in zeros and letters X are placeholders, which block.
_trial = re.compile(r"(?<!\w)NCT(?P<gap>[ #:-]{0,2})(?P<digits>\d{1,12})(?!\w)")


def stated_trials(text):
    """The well-formed trial ids in a text."""
    return {match[0] for match in _trial.finditer(text) if _is_well_formed(match)}


@rule("trial-malformed", Level.WARNING, gettext_lazy("A trial id is not “NCT” and eight digits."))
def malformed_trials(subject):
    for passage in subject.passages:
        for match in _trial.finditer(passage.text):
            if not _is_well_formed(match):
                yield passage.spot(
                    match.start(),
                    match.end(),
                    _("“%(words)s” is not a trial id: write NCT and eight digits, with nothing between."),
                )


@rule(
    "trial-not-linked",
    Level.WARNING,
    gettext_lazy("The text names a trial of nothing that is linked, or one that is on record nowhere."),
)
def trials_not_linked(subject):
    known = {}
    for trial in sorted(subject.trials, key=lambda trial: trial.linked):
        known[trial.trial_id] = trial
    seen = {trial.trial_id for trial in subject.trials if trial.linked}
    for passage in subject.prose:
        for match in _trial.finditer(passage.text):
            if match[0] in seen or not _is_well_formed(match):
                continue
            seen.add(match[0])
            trial = known.get(match[0])
            if trial:
                sentence = _(
                    "The trial “%(words)s” belongs to %(of)s, which is not linked. Link it, or correct the digits."
                )
            else:
                sentence = _(
                    "The trial “%(words)s” is on record nowhere. Check its digits, or add it to a milestone."
                )
            yield passage.spot(match.start(), match.end(), sentence, of=trial.of if trial else "")


def _is_well_formed(match):
    return not match["gap"] and len(match["digits"]) == 8
