import re

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from contacts.models import Contact
from embargo.reading import read_only
from releases.archive import category_counts, chosen_rows
from releases.counts import tally
from releases.time_travel import until

from .find import find
from .models import Entry
from .words import MAX_CHARACTERS, terms

_year = re.compile(r"[12][0-9]{3}\Z", re.ASCII)


@read_only
def search(request):
    query = request.GET.get("q", "").replace("\0", "")[:MAX_CHARACTERS].strip()
    year, category = _chosen_year(request.GET.get("year")), _chosen_category(request)
    page = _page(request, query, year, category)
    since = page.since if page is not None else None
    page = page if page is not None and page.paginator.count else None
    filed = tally(request.now, past=bool(request.travelled_to))
    context = {
        "query": query,
        "year": year,
        "category": category,
        "asks": bool(terms(query)),
        "page": page,
        "since": since,
        "hits": [(hit, Entry.Kind(hit.kind).label) for hit in page] if page else [],
        "pages": _page_links(page, query, year, category),
        "years": list(filed.years()),
        "categories": [(slug, name) for slug, name, _count in category_counts(filed.categories())],
        "contacts": () if page else Contact.objects.public(request.now).active(),
    }
    return render(request, "search/search.html", context)


def _page(request, query, year, category):
    """A page of hits, which may be empty; None where nothing is asked. Http404 for a page that is not there."""
    number = _number(request.GET.get("page") or "1")
    page = find(query, request.now, year=year, category=category, number=number, until=until(request))
    if page is None and terms(query):
        raise Http404
    return page


def _number(text):
    # A page that no integer can name is not there; the paginator says so for the others.
    if not (text.isascii() and text.isdecimal() and len(text) < 8):
        raise Http404
    return int(text)


def _chosen_year(text):
    if not text:
        return None
    if not _year.match(text):
        raise Http404
    return int(text)


def _chosen_category(request):
    asked = {"category": request.GET.get("category", "")}
    return chosen_rows(asked, request.now).get("category")


def _page_links(page, query, year, category):
    """`[(number, address)]` around the current page; the address is None for a gap."""
    if page is None or not page.has_other_pages():
        return []
    asked = {"q": query, "year": year, "category": category and category.slug}
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [(number, _address(asked, number) if isinstance(number, int) else None) for number in numbers]


def _address(asked, number):
    asked = {**asked, "page": number if number > 1 else None}
    return f"{reverse('search')}?{urlencode({name: value for name, value in asked.items() if value})}"
