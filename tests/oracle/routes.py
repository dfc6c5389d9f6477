"""Every public route, and what it could tell of things that are not public.

A route that is not here fails a test. Whoever adds one writes down either the addresses by which it could be asked
for something hidden, so that the tests ask, or why there is nothing to ask for.
"""

from releases.exports import FORMS

from .world import CANARY

FILED = {"category": "categories", "compound": "compounds", "partner": "partners"}
# What stands in the same address for something that never existed.
NOBODY, NEVER = "0000aaaa", "neverwas1"


def of_release(route):
    """Addresses that name a release by its reference; old, wrong and right slugs are all the same to them."""
    return lambda hidden: [(route.format(ref=ref), ref, NOBODY) for ref in sorted(hidden.refs)]


def of_slug(route, kind):
    """Addresses that name a row by a word."""
    return lambda hidden: [(route.format(slug=slug), CANARY, NEVER) for slug in sorted(getattr(hidden, kind))]


def of_event(route):
    return lambda hidden: [(route.format(ref=ref), ref, NOBODY) for ref in sorted(hidden.events)]


def of_calendar(hidden):
    return [(f"/events/{ref}.ics", ref, NOBODY) for ref in sorted(hidden.events - hidden.cancelled)]


def of_slot(hidden):
    """Slots of meetings that nobody knows, and slots that nobody knows of a meeting that is public."""
    slots = sorted(each for each in hidden.slots if each[1] not in hidden.cancelled)
    return [(f"/events/{event}/{slot}.ics", slot, NOBODY) for event, slot in slots]


def of_file(hidden):
    return [(f"/files/{ref}/{name}", ref, NOBODY) for ref, name in sorted(hidden.files)]


def exports(hidden):
    return [
        (f"/releases/{ref}/zyxcanary-word{suffix}", ref, NOBODY)
        for ref in sorted(hidden.refs)
        for suffix in FORMS
    ]


def filed(end):
    return lambda hidden: [
        each for name, kind in FILED.items() for each in of_slug(f"/feeds/{name}/{{slug}}{end}", kind)(hidden)
    ]


def asked(path, **names):
    return lambda hidden: [
        each for name, kind in names.items() for each in of_slug(f"{path}?{name}={{slug}}", kind)(hidden)
    ]


NAMES_NOTHING = "It names no row: the crawl compares it before and after."
MADE_OF_THE_ADDRESS = "It is made of its address alone, or of the issuer."

PROBES = {
    "home": NAMES_NOTHING,
    "releases:archive": asked("/releases/", **FILED),
    "releases:year": asked("/releases/2025/", **FILED),
    "releases:superseded": of_release("/releases/{ref}/revisions/1/"),
    "releases:release": of_release("/releases/{ref}/zyxcanary-word/"),
    "releases:export": exports,
    "releases:feeds": NAMES_NOTHING,
    "releases:feed_style": MADE_OF_THE_ADDRESS,
    "releases:rss": NAMES_NOTHING,
    "releases:feed": NAMES_NOTHING,
    "releases:feed_year": NAMES_NOTHING,
    "releases:filed_feed": filed(".atom"),
    "releases:filed_feed_year": filed("/2025.rss"),
    "pipeline:pipeline": NAMES_NOTHING,
    "pipeline:compound": of_slug("/pipeline/{slug}/", "compounds"),
    "partners:partners": NAMES_NOTHING,
    "partners:partner": of_slug("/partners/{slug}/", "partners"),
    "events:events": NAMES_NOTHING,
    "events:calendar": of_calendar,
    "events:slot_calendar": of_slot,
    "events:event": of_event("/events/{ref}/"),
    "calendar": NAMES_NOTHING,
    "contacts:contacts": NAMES_NOTHING,
    "contacts:card": of_slug("/contacts/{slug}.vcf", "contacts"),
    "search": asked("/search/", q="compounds", category="categories"),
    "api:releases": asked("/api/releases.json", compound="compounds", partner="partners"),
    "api:pipeline": asked("/api/pipeline.json", compound="compounds", partner="partners"),
    "api:events": asked("/api/events.json", compound="compounds", partner="partners"),
    "api:openapi": MADE_OF_THE_ADDRESS,
    "file": of_file,
    "theme": MADE_OF_THE_ADDRESS,
    "icon": MADE_OF_THE_ADDRESS,
    "card": MADE_OF_THE_ADDRESS,
    "favicon": MADE_OF_THE_ADDRESS,
    "sitemap": NAMES_NOTHING,
    "sitemap_section": NAMES_NOTHING,
    "robots": MADE_OF_THE_ADDRESS,
}
# Where a crawl begins: one address of each route that names nothing.
STARTS = [
    "/", "/releases/", "/releases/2025/", "/feeds/", "/feeds/releases.rss", "/feeds/releases.atom",
    "/feeds/releases.json", "/feeds/releases/2025.atom", "/pipeline/", "/partners/", "/events/", "/events.ics",
    "/contacts/", "/search/", "/api/releases.json", "/api/pipeline.json", "/api/events.json", "/api/openapi.json",
    "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-releases.xml", "/sitemap-compounds.xml", "/sitemap-partners.xml",
    "/sitemap-events.xml", "/sitemap-news.xml", "/robots.txt", "/favicon.ico", "/healthz", "/readyz", "/metrics",
    "/feeds/category/clinical-data.atom",
    "/feeds/compound/vlm-101.json", "/feeds/partner/norvane.rss",
]  # fmt: skip
