"""Preflight: what an editor should see before somebody approves a release.

    findings = preflight.run(release, now=now)

Each rule is a pure function of a `Subject` with a code, a level and a sentence (`RULES`); `gather` fills the subject
from the release and the records. A blocker stops; a warning asks the approver for a tick, which `finding.key` names.
"""

from . import (
    annual_report,
    contacts,
    dates,
    events,
    files,
    forward_looking,
    headline,
    leftovers,
    links,
    marks,
    markup,
    names,
    periods,
    phases,
    placeholders,
    schedule,
    tickers,
    trials,
    zones,
)
from .findings import Level, PreflightFinding, Rule
from .gather import gather
from .subject import Subject

# In the order in which findings are shown: what is wrong for sure, then facts, then links between records, then form.
RULES: tuple[Rule, ...] = (
    placeholders.placeholders,
    leftovers.not_placed,
    dates.impossible_dates,
    dates.wrong_weekdays,
    dates.other_release_date,
    dates.past_date,
    zones.wrong_zones,
    schedule.days_not_scheduled,
    events.events_with_two_dates,
    schedule.counts_of_presentations,
    schedule.presentations_not_named,
    periods.stale_period,
    periods.different_periods,
    tickers.foreign_tickers,
    phases.phases,
    trials.malformed_trials,
    trials.trials_not_linked,
    names.compounds_not_linked,
    names.compounds_not_named,
    names.partners_not_linked,
    names.partners_not_named,
    marks.marks_missing,
    forward_looking.uncovered,
    forward_looking.unneeded,
    annual_report.other_annual_report,
    annual_report.missing_annual_report,
    contacts.no_phone,
    contacts.unnamed,
    contacts.inactive,
    contacts.unreachable,
    links.relative,
    links.broken,
    links.not_public,
    links.insecure,
    links.differs,
    files.marked,
    files.hides,
    files.names,
    markup.images,
    markup.tables_without_head,
    markup.tables_without_caption,
    markup.headings,
    headline.long_headline,
    headline.full_stop,
)

__all__ = ["RULES", "Level", "PreflightFinding", "Rule", "Subject", "check", "gather", "run"]


def run(release, *, now, composition=None) -> list[PreflightFinding]:
    """What preflight finds in the working text, blockers first. It reads the records, never the clock."""
    return check(gather(release, now=now, composition=composition))


def check(subject) -> list[PreflightFinding]:
    findings = [finding for rule in RULES for finding in rule(subject)]
    return sorted(findings, key=lambda finding: finding.level != Level.BLOCKER)
