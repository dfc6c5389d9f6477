from functools import partial

from django.db.models import Case, Max, OuterRef, Prefetch, Subquery, When, prefetch_related_objects
from django.utils import timezone

from embargo.addresses import absolute
from partners.models import Partner
from pipeline.models import Compound
from releases import deep
from releases.archive import filed_under, months_counted
from releases.counts import Archive, between, tally
from releases.feeds.selection import NEWS
from releases.models import Revision
from releases.page import summary

from .asking import api, days, paged, rows


@api
def releases(request):
    """The public releases, newest first."""
    now, filed, span = request.now, rows(request), days(request)
    past, edges = bool(request.travelled_to), None
    years, months = tally(now, filed, past=past).years(), months_counted(filed, now, past)
    if any(span):
        years, edges = between(*span, years, months, filed_under(Revision.objects.public(now), filed))
    links = linked(now)
    # It is asked for whole months, so it knows no choice of days.
    deep_rows = None if any(span) else partial(far, now, filed, links)
    rows_found = found(now, filed, links, *span)
    listed = Archive(rows_found, years, months, edges, past=request.travelled_to, deep=deep_rows)
    return paged(request, "releases", listed, partial(release, request))


def found(now, filed, links, first, last):
    revisions = filed_under(Revision.objects.public(now), filed)
    if first:
        revisions = revisions.filter(date__gte=first)
    if last:
        revisions = revisions.filter(date__lte=last)
    return shown(revisions, now).prefetch_related(*links).newest_first()


def far(now, filed, links, *places):
    """The same releases, deep in the list."""
    revisions = deep.rows(shown, now, filed, *places)
    prefetch_related_objects(revisions, *links)
    return revisions


def shown(revisions, now):
    # A mended typo is no news: the release was updated when it was last corrected or updated.
    texts = Revision.objects.filter(ref=OuterRef("ref"), kind__in=NEWS, public_from__lte=now, voided_at=None)
    updated = Subquery(texts.order_by().values("ref").annotate(at=Max("public_from")).values("at"))
    # A first text is not asked for: those that a page leaves out would be, one by one.
    return revisions.annotate(updated_at=Case(When(number__gt=1, then=updated))).select_related("category")


def linked(now):
    compounds, partners = Compound.objects.public(now), Partner.objects.public(now)
    return "attachments", Prefetch("compounds", compounds), Prefetch("partners", partners)


def release(request, revision):
    data = {
        "id": revision.guid,
        "url": absolute(request, revision.get_absolute_url()),
        "headline": revision.headline,
        "subheads": revision.subheads,
        "summary": summary(revision),
        "date": revision.date.isoformat(),
        "kind": revision.kind,
        "category": {"slug": revision.category.slug, "name": revision.category.name},
        "tickers": [f"{exchange}:{symbol}" for exchange, symbol, *_market in revision.tickers],
        "compounds": [named(request, row) for row in revision.compounds.all()],
        "partners": [named(request, row) for row in revision.partners.all()],
        "files": [file(request, row) for row in revision.attachments.all()],
    }
    # Nobody knows the time of a release that carries only a date, so none is told.
    if not revision.date_only:
        data["released_at"] = instant(revision.released_at)
    if revision.updated_at:
        data["updated_at"] = instant(revision.updated_at)
    return data


def named(request, row):
    """A compound, a partner or an event, as others refer to it."""
    return {"name": getattr(row, "name", str(row)), "url": absolute(request, row.get_absolute_url())}


def file(request, attachment):
    return {
        "title": attachment.title,
        "url": absolute(request, attachment.get_absolute_url()),
        "content_type": attachment.content_type,
        "bytes": attachment.size,
        "sha256": attachment.sha256,
    }


def instant(at):
    """With the offset of the issuer's zone."""
    return timezone.localtime(at).isoformat(timespec="seconds")
