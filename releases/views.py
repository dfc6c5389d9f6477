from functools import partial

from django.conf import settings
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from embargo.addresses import path_of
from embargo.reading import read_only

from . import deep, first_reads, structured
from .archive import address, category_counts, chosen_rows, counted, filed_under, months_counted
from .beside import rows_beside
from .counts import Archive
from .exports.serving import answer, suffix_of
from .live import live
from .models import Revision
from .page import public_tags, release_context

PAGE_SIZE = 25


@read_only
def archive(request, year=None):
    chosen, past = chosen_rows(request.GET, request.now), bool(request.travelled_to)
    tally = counted(chosen, request.now, past)
    years = tally.years(chosen["category"].pk if "category" in chosen else None)
    if year and year not in years and not chosen:
        raise Http404
    filed = filed_under(Revision.objects.public(request.now), chosen).for_lists()
    in_years = {year: years.get(year, 0)} if year else years
    months = months_counted(chosen, request.now, past)
    far = partial(deep.rows, _shown, request.now, chosen)
    archive = Archive(filed, in_years, months, past=request.travelled_to, deep=far)
    page = _page(archive, request.GET.get("page") or 1)
    context = {
        "page": page,
        "year": year,
        "chosen": chosen,
        "years": [(each, count, address(each, chosen)) for each, count in years.items()],
        "categories": [
            (slug, name, count, address(year, chosen, category=slug))
            for slug, name, count in category_counts(tally.categories(year))
        ],
        "any_year": address(None, chosen),
        "any_category": address(year, chosen, category=None),
        # The category can be taken away where it was chosen; these stand nowhere else.
        "without": [
            (chosen[name], address(year, chosen, **{name: None}))
            for name in ("compound", "partner")
            if name in chosen
        ],
        "pages": _page_links(page, year, chosen),
        # One address for search engines: the years and their pages, not every combination.
        "is_filtered": bool(chosen),
        "here": address(year, {}, page=page.number if page.number > 1 else None),
    }
    return render(request, "releases/archive.html", context)


@read_only
def release(request, ref, slug):
    now = request.now
    revision, linked = live(ref, now)
    if revision is None:
        return _gone(request, ref)
    if slug != revision.slug:
        return redirect(revision, permanent=True)
    tagged, rows = rows_beside(revision, now, linked, is_past=request.travelled_to is not None)
    context = release_context(revision, tagged, changes=rows.pop("changes"))
    address = revision.get_absolute_url()
    home = request.build_absolute_uri("/")
    canonical = home.removesuffix("/") + address
    context |= {
        **rows,
        "address": address,
        "canonical": canonical,
        "stem": address.removesuffix("/"),  # the other forms stand at it, each with an end of its own
        "is_stale": is_stale(revision, request.issuer.day(now)),
        "trail": structured.trail(
            home, (_("Releases"), path_of("releases:archive")), (revision.headline, address)
        ),
        "structured": structured.news_article(request.issuer, revision, canonical, context["summary"]),
    }
    first_reads.note(request, revision)
    return render(request, "releases/release.html", context)


@read_only
def superseded(request, ref, number):
    """A text that gave way to another; it stays readable for as long as the release does."""
    replaced_by, _linked = live(ref, request.now)
    if replaced_by is None:
        return _gone(request, ref)
    texts = Revision.objects.superseded(request.now).select_related("category")
    revision = get_object_or_404(texts, ref=ref, number=number)
    tagged = public_tags(revision, request.now)
    return render(
        request, "releases/release.html", release_context(revision, tagged, replaced_by=replaced_by)
    )


@read_only
def export(request, ref, name):
    """A release in another form: `name` is its slug and the end of an address, such as `.pdf`."""
    revision, _linked = live(ref, request.now)
    if revision is None:
        return _gone(request, ref)
    suffix = suffix_of(name, revision.slug)
    if name != revision.slug + suffix:
        return redirect("releases:export", ref, revision.slug + suffix, permanent=True)
    return answer(request, revision, suffix)


def is_stale(revision, day):
    """Whether a release is so old that its page says that it speaks only as of its date."""
    return (day - revision.date).days > settings.STALE_AFTER_DAYS


def _gone(request, ref):
    """410 for a release that was withdrawn; for everything else the one answer of what never existed."""
    withdrawn = Revision.objects.withdrawn(request.now).filter(ref=ref).order_by("-number").first()
    if withdrawn is None:
        raise Http404
    return render(request, "releases/withdrawn.html", {"revision": withdrawn}, status=410)


def _shown(revisions, now):
    return revisions.for_lists()


def _page(archive, number):
    try:
        return Paginator(archive, PAGE_SIZE).page(number)
    except InvalidPage as error:
        raise Http404 from error


def _page_links(page, year, chosen):
    """`[(number, address)]` around the current page; the address is None for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [
        (
            number,
            address(year, chosen, page=number if number != 1 else None) if isinstance(number, int) else None,
        )
        for number in numbers
    ]
