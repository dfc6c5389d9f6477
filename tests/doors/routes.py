"""Every address that the URLconf knows, with rows in it that exist."""

import re

from django.urls import get_resolver

PUBLIC = {
    "home": "/",
    "releases:archive": "/releases/",
    "releases:year": "/releases/2025/",
    "releases:superseded": "/releases/{ref}/revisions/1/",
    "releases:release": "/releases/{ref}/{slug}/",
    "releases:export": "/releases/{ref}/{slug}.txt",
    "releases:feeds": "/feeds/",
    "releases:feed_style": "/feeds/style.css",
    "releases:rss": "/feeds/releases.rss",
    "releases:feed": "/feeds/releases.atom",
    "releases:feed_year": "/feeds/releases/2025.json",
    "releases:filed_feed": "/feeds/category/clinical-data.rss",
    "releases:filed_feed_year": "/feeds/category/clinical-data/2025.rss",
    "pipeline:pipeline": "/pipeline/",
    "pipeline:compound": "/pipeline/none/",
    "partners:partners": "/partners/",
    "partners:partner": "/partners/none/",
    "events:events": "/events/",
    "events:calendar": "/events/none.ics",
    "events:event": "/events/none/",
    "events:slot_calendar": "/events/none/none.ics",
    "calendar": "/events.ics",
    "contacts:contacts": "/contacts/",
    "contacts:card": "/contacts/none.vcf",
    "search": "/search/?q=results",
    "api:releases": "/api/releases.json",
    "api:pipeline": "/api/pipeline.json",
    "api:events": "/api/events.json",
    "api:openapi": "/api/openapi.json",
    "file": "/files/none/none.pdf",
    "theme": "/theme/0b5a6f.css",
    "icon": "/theme/0b5a6f.svg",
    "card": "/theme/0b5a6f.png",
    "favicon": "/favicon.ico",
    "sitemap": "/sitemap.xml",
    "sitemap_section": "/sitemap-pages.xml",
    "robots": "/robots.txt",
}


def routes(patterns=None, prefix="", space=""):
    """(name, route) of every view; the name of one without is that of its route."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = f"{prefix}{each.pattern}"
        if hasattr(each, "url_patterns"):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from routes(each.url_patterns, route, inner)
        else:
            yield f"{space}{each.name}", route


def public_routes():
    return [name for name, _route in routes() if not name.startswith("admin:")]


def admin_routes():
    return [(name, route) for name, route in routes() if name.startswith("admin:")]


def filled(route, rows, **values):
    """The address that a route makes for these rows: `{model label: pk}`."""
    if route.endswith("(?P<url>.*)$"):
        return "/admin/nothing/"
    if "(?P<app_label>" in route:
        return "/admin/releases/"
    model = ".".join(route.split("/")[1:3])
    values = {"content_type_id": 1, "name": "submit", "ref": "none", **values}

    def value(match):
        name = match[1].rpartition(":")[2]
        return str(values.get(name, rows.get(model, 1)))

    return "/" + re.sub(r"<([^>]+)>", value, route)
