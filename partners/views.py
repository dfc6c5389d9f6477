from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render

from embargo.models import related_rows
from embargo.reading import read_only

from .models import Partner, Partnership

RELEASES = 10


@read_only
def partners(request):
    now, day = request.now, request.issuer.day(request.now)
    rows = Partner.objects.public(now).select_related("parent")
    known = [_as_of(each, day) for each in rows.prefetch_related(_partnerships(now), "former_names")]
    current = [
        partner for partner in known if any(not _is_over(each, day) for each in partner.partnerships.all())
    ]
    context = {"current": current, "past": [partner for partner in known if partner not in current]}
    return render(request, "partners/partners.html", context)


@read_only
def partner(request, slug):
    now, day = request.now, request.issuer.day(request.now)
    known = Partner.objects.public(now).select_related("parent").prefetch_related("former_names")
    partner = _as_of(get_object_or_404(known, slug=slug), day)
    told = related_rows(Partnership, "revisions").for_lists()
    partnerships = partner.partnerships.public(now).with_public(now, compounds=None, revisions=told)
    context = {
        "partner": partner,
        "former_names": partner.names_before(day),
        "parent_is_public": Partner.objects.public(now).filter(pk=partner.parent_id).exists(),
        "current": [each for each in partnerships if not _is_over(each, day)],
        "past": [each for each in partnerships if _is_over(each, day)],
        "revisions": partner.revisions.public(now).for_lists().newest_first()[:RELEASES],
    }
    return render(request, "partners/partner.html", context)


def _partnerships(now):
    return Prefetch("partnerships", Partnership.objects.public(now).with_public(now, compounds=None))


def _as_of(partner, day):
    """The partner under the name that it had on that day; nothing is saved."""
    partner.name = partner.name_on(day)
    return partner


def _is_over(partnership, day):
    """Whether it has ended; one that is announced and starts later counts as current."""
    return partnership.end_on is not None and partnership.end_on <= day
