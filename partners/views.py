from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from embargo.models import related_rows

from .models import Partner, Partnership

RELEASES = 10


@require_safe
def partners(request):
    now, day = request.now, request.issuer.day(request.now)
    known = Partner.objects.public(now).select_related("parent").prefetch_related(_partnerships(now))
    current = [
        partner for partner in known if any(not _is_over(each, day) for each in partner.partnerships.all())
    ]
    context = {"current": current, "past": [partner for partner in known if partner not in current]}
    return render(request, "partners/partners.html", context)


@require_safe
def partner(request, slug):
    now, day = request.now, request.issuer.day(request.now)
    known = Partner.objects.public(now).select_related("parent").prefetch_related("former_names")
    partner = get_object_or_404(known, slug=slug)
    told = related_rows(Partnership, "revisions").for_lists()
    partnerships = partner.partnerships.public(now).with_public(now, compounds=None, revisions=told)
    context = {
        "partner": partner,
        "parent_is_public": Partner.objects.public(now).filter(pk=partner.parent_id).exists(),
        "current": [each for each in partnerships if not _is_over(each, day)],
        "past": [each for each in partnerships if _is_over(each, day)],
        "revisions": partner.revisions.public(now).for_lists().newest_first()[:RELEASES],
    }
    return render(request, "partners/partner.html", context)


def _partnerships(now):
    return Prefetch("partnerships", Partnership.objects.public(now).with_public(now, compounds=None))


def _is_over(partnership, day):
    """Whether it has ended; one that is announced and starts later counts as current."""
    return partnership.end_on is not None and partnership.end_on <= day
