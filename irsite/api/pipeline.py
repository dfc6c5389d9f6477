from functools import partial

from embargo.addresses import absolute
from pipeline.chart import announcement, programs

from .asking import api, days, paged, rows
from .releases import named


@api
def pipeline(request):
    """The public programs, each with the newest phase that it reached."""
    return paged(request, "programs", found(request), partial(program, request))


def found(request):
    chosen = rows(request)
    first, last = days(request)
    compounds = [chosen["compound"]] if "compound" in chosen else None
    return [
        row
        for row in programs(request.now, request.issuer.day(request.now), compounds)
        if ("partner" not in chosen or chosen["partner"] in developers(row))
        and (first is None or row.milestone.reached_on >= first)
        and (last is None or row.milestone.reached_on <= last)
    ]


def program(request, row):
    compound, milestone, told = row.program.compound, row.milestone, announcement(row.milestone)
    return {
        "compound": named(request, compound),
        "target": compound.target,
        "technology": compound.technology,
        "indication": row.program.indication.name,
        "setting": row.program.line,
        "phase": str(milestone.get_phase_display()),
        "reached_on": milestone.reached_on.isoformat(),
        "trial_id": milestone.trial_id,
        "discontinued": row.is_over,
        "partners": [named(request, partner) for partner in developers(row)],
        "release": absolute(request, told.get_absolute_url()) if told else None,
    }


def developers(row):
    """The partners that develop a program, each once however many rights it holds."""
    return list({right.partner.pk: right.partner for right in row.rights}.values())
