"""What a program may ask for, and a sentence for what it may not."""

import datetime as dt
import re
from functools import wraps

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from embargo.addresses import absolute
from partners.models import Partner
from pipeline.models import Compound

PER_PAGE, MOST = 25, 100
FILTERS = ("from", "to", "compound", "partner")

TITLES = {400: "Bad request", 404: "Not found", 405: "Method not allowed", 429: "Too many requests"}

_date = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_number = re.compile(r"[1-9]\d{0,8}\Z", re.ASCII)
_slug = re.compile(r"[-a-zA-Z0-9_]{1,200}\Z")


class Refused(Exception):
    def __init__(self, status, sentence):
        self.status, self.sentence = status, sentence


def api(view):
    """A view that returns data; what it refuses becomes a problem (RFC 9457)."""

    @csrf_exempt
    @wraps(view)
    def answer(request):
        try:
            if request.method not in ("GET", "HEAD"):
                raise Refused(405, _("This is for reading: ask with GET."))
            response = json_response(view(request))
        except Refused as refused:
            response = problem(refused)
        # Whoever has a session gets no answer that another site could read.
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


def json_response(data, **kwargs):
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1}, **kwargs)


def problem(refused):
    words = TITLES[refused.status]
    data = {"type": "about:blank", "title": words, "status": refused.status, "detail": refused.sentence}
    headers = {"Allow": "GET, HEAD"} if refused.status == 405 else {}
    return json_response(
        data, status=refused.status, content_type="application/problem+json", headers=headers
    )


def too_many(request, retry_after):
    """The problem of whoever asks too often; `retry_after` is when to come back, in seconds (RFC 6585)."""
    response = problem(Refused(429, _("Too many requests came from your address; see Retry-After.")))
    response["Retry-After"], response["Cache-Control"] = str(retry_after), "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def days(request):
    """`(from, to)`, both dates or None, both included."""
    first, last = (_day(request, name) for name in ("from", "to"))
    if first and last and first > last:
        raise Refused(400, _("“from” is after “to”."))
    return first, last


def rows(request):
    """`{"compound": <Compound>}` of what is asked for; refused alike if it is not public or never was there."""
    sources = {"compound": Compound.objects, "partner": Partner.objects}
    return {
        name: _row(name, source.public(request.now), request.GET[name])
        for name, source in sources.items()
        if request.GET.get(name)
    }


def paged(request, name, found, write, asked=FILTERS):
    """A page of `found` under `name`, with the addresses of the pages beside it; `write` makes data of a row."""
    number, size = _positive(request, "page", 1), _positive(request, "per_page", PER_PAGE, MOST)
    paginator = Paginator(found, size)
    if number > paginator.num_pages:
        raise Refused(404, _("There is no such page; the last is %(last)d.") % {"last": paginator.num_pages})
    page = paginator.page(number)
    return {
        "count": paginator.count,
        "page": number,
        "pages": paginator.num_pages,
        "previous": _address(request, asked, number - 1) if page.has_previous() else None,
        "next": _address(request, asked, number + 1) if page.has_next() else None,
        name: [write(row) for row in page],
    }


def _day(request, name):
    text = request.GET.get(name)
    if not text:
        return None
    try:
        if not _date.match(text):
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    except ValueError as error:
        sentence = _("“%(name)s” is not a date; write it like 2025-03-04.")
        raise Refused(400, sentence % {"name": name}) from error


def _positive(request, name, default, most=None):
    text = request.GET.get(name) or str(default)
    if not _number.match(text):
        raise Refused(400, _("“%(name)s” is not a number from 1 on.") % {"name": name})
    if most and int(text) > most:
        raise Refused(400, _("“%(name)s” is at most %(most)d.") % {"name": name, "most": most})
    return int(text)


def _row(name, public, slug):
    if not _slug.match(slug):
        raise Refused(400, _("“%(name)s” is not the last part of a page's address.") % {"name": name})
    row = public.filter(slug=slug).first()
    if row is None:
        raise Refused(404, _("There is no such %(name)s.") % {"name": name})
    return row


def _address(request, asked, number):
    query = {name: request.GET[name] for name in (*asked, "per_page") if request.GET.get(name)}
    return absolute(request, f"{request.path}?{urlencode({**query, 'page': number})}")
