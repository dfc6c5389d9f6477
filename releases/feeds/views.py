import datetime as dt

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from partners.models import Partner
from pipeline.models import Compound

from ..models import Category
from . import selection
from .addresses import FORMS, absolute, feed_path
from .atom import Atom
from .channel import Channel, description_of, title_of
from .entries import entry, release_entry
from .json import JSONFeed
from .rss import RSS

WRITERS = dict(zip(FORMS, (RSS, Atom, JSONFeed), strict=True))
# What dates a feed that holds nothing yet.
START = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@require_safe
def feed(request, form, name=None, slug=None, year=None):
    """The releases touched last, or all of a year; of one category, compound or partner if `name` says so."""
    now, zone = request.now, request.issuer.zone
    filed = selection.filing(name, slug, now) if name else {}
    known = selection.years(now, filed)
    if year and year not in known:
        raise Http404
    told = selection.of_year(now, zone, filed, year) if year else selection.recent(now, zone, filed)
    channel = _channel(request, form, filed, year, told, _neighbours(known, told, year))
    return _answer(request, form, channel, selection.with_texts(told), selection.changed_at(now, filed))


@require_safe
def feeds(request):
    """A page that says what feeds there are, for people."""
    now = request.now
    categories = Category.objects.filter(pk__in=selection.told_of(now).values("category"))
    context = {
        "all_releases": _forms(request, {}),
        "categories": _rows(request, "category", categories),
        "compounds": _rows(request, "compound", Compound.objects.public(now)),
        "partners": _rows(request, "partner", Partner.objects.public(now)),
        "years": [(str(year), _forms(request, {}, year)) for year in selection.years(now, {})],
        "items": selection.ITEMS,
    }
    return render(request, "releases/feeds.html", context)


def alone(request, revision, files):
    """(entry, RSS document) of one text as a feed would carry it, for the desk: it need not be saved.

    A feed dates every item; until an instant is set, that of the request stands in its place.
    """
    zone = request.issuer.zone
    dated = revision.date_only or revision.released_at
    published = selection.published_at(revision, zone) if dated else request.now.astimezone(zone)
    changes = [revision] if revision.is_superseding() else []
    told = selection.Told(revision, published, revision.public_from or published, changes=changes)
    item = release_entry(request, told, files)
    channel = _channel(request, "rss", {}, None, [told], (None, None))
    return item, RSS(channel, [item], absolute(request, "/stock")).writeString("utf-8")


def _rows(request, name, rows):
    return [(str(row), _forms(request, {name: row})) for row in rows]


def _forms(request, filed, year=None):
    return [
        (writer.label, writer.content_type, absolute(request, feed_path(form, filed, year)))
        for form, writer in WRITERS.items()
    ]


def _channel(request, form, filed, year, told, neighbours):
    issuer = request.issuer
    earlier, later = (absolute(request, feed_path(form, filed, each)) if each else "" for each in neighbours)
    return Channel(
        title=title_of(issuer, filed, year),
        description=description_of(issuer, year),
        home=absolute(request, _home(filed)),
        address=absolute(request, feed_path(form, filed, year)),
        current=absolute(request, feed_path(form, filed)),
        issuer=issuer.name,
        issuer_address=issuer.web_address,
        language=get_language(),
        touched=max((each.touched for each in told), default=START),
        stylesheet=static("releases/feed.css"),
        hub="" if year else settings.WEBSUB_HUB_URL,
        year=year,
        earlier=earlier,
        later=later,
    )


def _home(filed):
    return next((row.get_absolute_url() for row in filed.values()), reverse("releases:archive"))


def _neighbours(known, told, year):
    """The years before and after a document, None where there is none.

    Before the newest releases comes the last year of which they do not hold all.
    """
    if year:
        before, after = [each for each in known if each < year], [each for each in known if each > year]
        return max(before, default=None), min(after, default=None)
    held = [each.revision.date.year for each in told]
    return max((each for each, count in known.items() if held.count(each) < count), default=None), None


def _content_type(request, own):
    """Its own type; for a browser plain XML, because it shows nothing else with a style sheet."""
    accepted = request.headers.get("Accept", "")
    is_browser = "text/html" in accepted and "application/xml" in accepted
    return "application/xml; charset=utf-8" if is_browser and "+xml" in own else own


def _answer(request, form, channel, told, changed_at):
    entries = [entry(request, each) for each in told]
    writer = WRITERS[form](channel, entries, absolute(request, "/stock"))
    response = HttpResponse(content_type=_content_type(request, writer.content_type))
    patch_vary_headers(response, ["Accept"])
    writer.write(response, "utf-8")
    # A date counts whole seconds: in the second of a change it could stand for two texts.
    if changed_at and changed_at.replace(microsecond=0) < request.now.replace(microsecond=0):
        response["Last-Modified"] = http_date(changed_at.timestamp())
    if channel.hub:
        response["Link"] = f'<{channel.hub}>; rel="hub", <{channel.address}>; rel="self"'
    return response
