"""Compounds and partners: named in the text but not linked, linked but not named."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .findings import Level, Spot, rule
from .subject import PROSE


@rule(
    "compound-not-linked",
    Level.WARNING,
    gettext_lazy("The text names a compound that is not linked to the release."),
)
def compounds_not_linked(subject):
    known = {compound.pk: compound for compound in subject.compounds}
    for passage, mention in _first(subject.compound_mentions):
        if mention.key not in subject.linked_compounds:
            yield passage.spot(
                mention.start,
                mention.end,
                _(
                    "The text names “%(words)s”, but %(compound)s is not linked. "
                    "Link it, so that the safe harbor names it."
                ),
                compound=known[mention.key],
            )


@rule(
    "compound-not-named", Level.WARNING, gettext_lazy("A compound is linked, but the text does not name it.")
)
def compounds_not_named(subject):
    named = {mention.key for _passage, mention in subject.compound_mentions}
    for compound in subject.compounds:
        if compound.pk in subject.linked_compounds - named:
            yield Spot(
                _(
                    "%(compound)s is linked, but neither headline nor body names it. Name it or remove the link."
                )
                % {"compound": compound},
                "compounds",
                str(compound),
            )


@rule(
    "partner-not-linked",
    Level.WARNING,
    gettext_lazy("The text names a partner that is not linked to the release."),
)
def partners_not_linked(subject):
    known = {partner.pk: partner for partner in subject.partners}
    prose = [(passage, mention) for passage, mention in subject.partner_mentions if passage.part in PROSE]
    for passage, mention in _first(prose):
        if mention.key and mention.key not in subject.linked_partners:
            yield passage.spot(
                mention.start,
                mention.end,
                _(
                    "The text names “%(words)s”, but the partner %(partner)s is not linked. "
                    "Link it, so that readers find this release under its name."
                ),
                partner=known[mention.key],
            )


@rule("partner-not-named", Level.WARNING, gettext_lazy("A partner is linked, but the text does not name it."))
def partners_not_named(subject):
    # A partner that the About lists is linked by the import and named there.
    named = {mention.key for _passage, mention in subject.partner_mentions}
    for partner in subject.partners:
        if partner.pk in subject.linked_partners - named:
            yield Spot(
                _(
                    "The partner %(partner)s is linked, but the text does not name it. Name it or remove the link."
                )
                % {"partner": partner},
                "partners",
                str(partner),
            )


def _first(mentions):
    """The first mention of each."""
    seen = set()
    for passage, mention in mentions:
        if mention.key not in seen:
            seen.add(mention.key)
            yield passage, mention
