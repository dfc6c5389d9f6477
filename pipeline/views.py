from django.shortcuts import get_object_or_404, render

from embargo.reading import read_only

from .chart import COLUMNS, announcement, by_compound, programs
from .models import Compound

RELEASES = 10


@read_only
def pipeline(request):
    rows = programs(request.now, request.issuer.day(request.now))
    context = {
        "pipeline": by_compound([row for row in rows if not row.is_over]),
        "over": [row for row in rows if row.is_over],
        "columns": COLUMNS,
    }
    return render(request, "pipeline/pipeline.html", context)


@read_only
def compound(request, slug):
    now, day = request.now, request.issuer.day(request.now)
    compound = get_object_or_404(Compound.objects.public(now).prefetch_related("aliases"), slug=slug)
    revisions = compound.revisions.public(now).for_lists().newest_first()
    presentations = (
        compound.presentations.public(now).select_related("event").order_by("-event__start_on", "event", "pk")
    )
    partnerships = list(compound.partnerships.public(now).select_related("partner"))
    rows = programs(now, day, [compound])
    context = {
        "compound": compound,
        "pipeline": by_compound(rows),
        "milestones": _timeline(rows),
        "current": [each for each in partnerships if not each.end_on or each.end_on > day],
        "past": [each for each in partnerships if each.end_on and each.end_on <= day],
        "presentations": [each for each in presentations if each.event.is_public(now)],
        "revisions": revisions[:RELEASES],
        "columns": COLUMNS,
    }
    return render(request, "pipeline/compound.html", context)


def _timeline(rows):
    """`[(milestone, release that announced it)]` of all rows, newest first."""
    reached = [milestone for row in rows for milestone in row.program.milestones.all()]
    reached.sort(key=lambda milestone: (milestone.reached_on, milestone.pk), reverse=True)
    return [(each, announcement(each)) for each in reached]
