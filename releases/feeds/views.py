import datetime as dt
import re

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from embargo.addresses import absolute
from embargo.reading import read_only
from partners.models import Partner
from pipeline.models import Compound

from ..time_travel import until
from . import selection
from .addresses import FORMS, feed_path
from .atom import Atom
from .channel import Channel, description_of, identity_of, title_of
from .entries import entry, printable, release_entry
from .json import JSONFeed
from .rss import RSS

WRITERS = dict(zip(FORMS, (RSS, Atom, JSONFeed), strict=True))
# Browsers show XML of its own type as plain text or save it, and only this one with a style sheet. Every reader
# takes it (RFC 7303); an answer that varied with `Accept` would be another one for each browser.
XML = "application/xml; charset=utf-8"
# What dates a feed that holds nothing yet.
START = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@read_only
def feed(request, form, name=None, slug=None, year=None):
    """The releases touched last, or all of a year; of one category, compound or partner if `name` says so."""
    now, zone = request.now, request.issuer.zone
    filed = selection.filing(name, slug, now) if name else {}
    known = selection.years(now, filed, bool(request.travelled_to))
    if year and year not in known:
        raise Http404
    told = (
        selection.of_year(now, zone, filed, year)
        if year
        else selection.recent(now, zone, filed, until(request))
    )
    channel = _channel(request, form, filed, year, told, _neighbours(known, told, year))
    told = selection.with_texts(told)
    named = [request.issuer, *filed.values(), *(each.revision.category for each in told)]
    return _answer(request, form, channel, told, selection.changed_at(now, filed, named))


@read_only
def style(request):
    """The style sheet of feeds, for a person who opens one: it says in words what a feed is."""
    words = _(
        "This is a feed, made for programs. Copy the address of this page into a feed reader: it will bring you "
        "every release the moment it is public, whole and with its corrections. What you see here is a list of "
        "what the feed holds.\nMore feeds, and how to use them: %(address)s"
    )
    words %= {"address": absolute(request, reverse("releases:feeds"))}
    context = {"words": _css_string(words), "colour": request.issuer.accent}
    return render(request, "releases/feed.css", context, content_type="text/css; charset=utf-8")


@read_only
def feeds(request):
    """A page that says what feeds there are, for people."""
    now = request.now
    categories = selection.with_a_feed("category", now)
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
    shown = {name: row for name, row in filed.items() if row.is_shown}
    earlier, later = (absolute(request, feed_path(form, filed, each)) if each else "" for each in neighbours)
    return Channel(
        title=title_of(issuer, shown, year),
        description=description_of(issuer, year),
        home=absolute(request, _home(shown)),
        address=absolute(request, feed_path(form, filed, year)),
        current=absolute(request, feed_path(form, filed)),
        identity=identity_of(issuer, filed),
        issuer=printable(issuer.name),
        issuer_address=issuer.web_address,
        language=get_language(),
        touched=max((each.touched for each in told), default=START),
        stylesheet=reverse("releases:feed_style"),
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


def _css_string(words):
    """`words` between the quotes of a style sheet; `<` too is escaped, for whoever embeds the sheet."""
    return mark_safe(re.sub(r'["\\<>\n\r\f]', lambda found: f"\\{ord(found[0]):x} ", words))


def _answer(request, form, channel, told, changed_at):
    entries = [entry(request, each) for each in told]
    writer = WRITERS[form](channel, entries, absolute(request, "/stock"))
    response = HttpResponse(content_type=XML if "+xml" in writer.content_type else writer.content_type)
    writer.write(response, "utf-8")
    # A date counts whole seconds: in the second of a change it could stand for two texts.
    if changed_at and changed_at.replace(microsecond=0) < request.now.replace(microsecond=0):
        response["Last-Modified"] = http_date(changed_at.timestamp())
    if channel.hub:
        response["Link"] = f'<{channel.hub}>; rel="hub", <{channel.address}>; rel="self"'
    return response
