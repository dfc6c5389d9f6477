"""What the pipeline shows: each public program, how far it has come, and the release that said so."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch

from embargo.models import related_rows

from .models import Compound, Milestone, Phase, Program

# How far the bar of a phase reaches, in halves of a column: a Phase 1/2 ends in the middle of Phase 2.
REACH = {
    Phase.PRECLINICAL: 2,
    Phase.PHASE_1: 4,
    Phase.PHASE_1_2: 5,
    Phase.PHASE_2: 6,
    Phase.PHASE_2_3: 7,
    Phase.PHASE_3: 8,
    Phase.SUBMITTED: 10,
    Phase.APPROVED: 12,
}
LABELS = dict(Phase.choices)
COLUMNS = (Phase.PRECLINICAL, Phase.PHASE_1, Phase.PHASE_2, Phase.PHASE_3, Phase.SUBMITTED, Phase.APPROVED)


@dataclass(frozen=True)
class Right:
    """What a partner holds in a compound: where, and the release that said so."""

    partner: object
    kind: str  # in words
    territory: str
    release: object  # the revision that announced the partnership, or None


@dataclass(frozen=True)
class Row:
    """A program as it stands: its newest public milestone and the partners that develop it."""

    program: Program
    milestone: Milestone
    release: object  # the revision that announced the milestone, or None
    rights: list  # of the partners that develop it
    is_shared: bool  # developed together with us
    reach: int

    @property
    def phase(self):
        """In words; `get_phase_display` would put all phases together for each row."""
        return LABELS.get(self.milestone.phase, self.milestone.phase)

    @property
    def is_over(self):
        return self.milestone.phase == Phase.DISCONTINUED


def programs(now, on=None, compounds=None):
    """The `Row`s of all public programs, or of those of `compounds`.

    Partnerships are those in force on `on`; without a day they are not asked for.
    """
    rows = Program.objects.public(now).select_related("compound", "indication")
    rows = rows.prefetch_related(Prefetch("milestones", milestones(now)))
    if compounds is not None:
        rows = rows.filter(compound__in=compounds)
    if on is None:
        return [_row(program, []) for program in rows]
    rows = rows.prefetch_related(Prefetch("compound__partnerships", _in_force(now, on)))
    return [_row(program, program.compound.partnerships.all()) for program in rows]


def milestones(now):
    """Public milestones, newest first, each with the public releases that speak of it."""
    return Milestone.objects.public(now).with_public(now, revisions=_announcing())


def announcement(fact):
    """The release that announced a fact: the first one that spoke of it. Its revisions are fetched already."""
    return min(fact.revisions.all(), key=lambda revision: revision.released_at, default=None)


def by_compound(rows):
    """`[(compound, rows)]` in the order of the rows."""
    return [
        (compound, list(group)) for compound, group in groupby(rows, key=lambda row: row.program.compound)
    ]


def _in_force(now, on):
    partnerships = related_rows(Compound, "partnerships").public(now).in_force(on).select_related("partner")
    return partnerships.with_public(now, revisions=_announcing())


def _announcing():
    """Revisions with all that is shown beside what they announced."""
    return related_rows(Milestone, "revisions").only("ref", "slug", "headline", "date", "released_at")


def _row(program, partnerships):
    newest, *earlier = program.milestones.all()
    # A discontinued program's bar ends where it had come to.
    reached = next((REACH[each.phase] for each in (newest, *earlier) if each.phase in REACH), 0)
    developing = [each for each in partnerships if _is_developing(each)]
    return Row(
        program=program,
        milestone=newest,
        release=announcement(newest),
        rights=[_right(each) for each in developing],
        is_shared=any(each.kind == each.Kind.CO_DEVELOPMENT for each in developing),
        reach=reached,
    )


def _right(partnership):
    return Right(
        partnership.partner,
        partnership.get_kind_display(),
        partnership.territory,
        announcement(partnership),
    )


def _is_developing(partnership):
    return partnership.kind in (partnership.Kind.OUT_LICENSE, partnership.Kind.CO_DEVELOPMENT)
