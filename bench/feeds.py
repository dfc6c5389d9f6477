"""Public pages, feeds, sitemaps and the API, made anew, with as many releases as you like: see bench/README.md."""

import datetime as dt

from growth import run


def pages():
    from partners.models import Partner
    from pipeline.models import Compound
    from releases.models import Revision

    public = Revision.objects.public(dt.datetime.now(dt.UTC))
    text, number = public.filter(date__year=2012).first(), public.count()
    category, compound, partner = text.category, Compound.objects.first(), Partner.objects.first()
    last, in_year = pages_of(public), pages_of(public.filter(date__year=2012))
    of_category = pages_of(public.filter(category=category))
    of_compound = pages_of(public.filter(compounds=compound))
    of_partner = pages_of(public.filter(partners=partner))
    yield "home", "/"
    yield "release", text.get_absolute_url()
    for form in (".txt", ".json", "-ex991.htm"):
        yield f"release as {form}", text.get_absolute_url().rstrip("/") + form
    yield "archive", "/releases/"
    yield "archive, the middle page", f"/releases/?page={middle(last)}"
    yield "archive, the last full page", f"/releases/?page={last}"
    yield "a year", "/releases/2012/"
    yield "a year, the middle page", f"/releases/2012/?page={middle(in_year)}"
    yield "a year, the last full page", f"/releases/2012/?page={in_year}"
    yield "a category", f"/releases/?category={category.slug}"
    yield "a category, the middle page", f"/releases/?category={category.slug}&page={middle(of_category)}"
    yield "a compound's releases", f"/releases/?compound={compound.slug}"
    yield "a compound's, the middle page", f"/releases/?compound={compound.slug}&page={middle(of_compound)}"
    yield "a partner's, the middle page", f"/releases/?partner={partner.slug}&page={middle(of_partner)}"
    yield "a partner's, the last full page", f"/releases/?partner={partner.slug}&page={of_partner}"
    yield "pipeline", "/pipeline/"
    yield "a compound", compound.get_absolute_url()
    yield "a partner", partner.get_absolute_url()
    yield "events", "/events/"
    yield "events.ics", "/events.ics"
    yield "search: a word of every text", "/search/?q=company"
    yield "search: a frequent word", "/search/?q=Survival"
    yield "search: two words", "/search/?q=Survival+Cohort"
    yield "search: a rare word", f"/search/?q={public.latest('pk').headline.split()[-1]}"
    yield "search: a phrase", "/search/?q=%22relapsed+disease%22"
    yield "search: a phrase that stands nowhere", "/search/?q=%22patients+results%22"
    yield "search: within a year", f"/search/?q=survival&year=2012&category={category.slug}"
    yield "search: nothing found", "/search/?q=zeppelin"
    for form in ("rss", "atom", "json"):
        yield f"feed as {form}", f"/feeds/releases.{form}"
    yield "feed of a category", f"/feeds/category/{category.slug}.rss"
    yield "feed of a compound", f"/feeds/compound/{compound.slug}.rss"
    yield "feed of a partner", f"/feeds/partner/{partner.slug}.rss"
    yield "list of feeds", "/feeds/"
    yield "sitemaps", "/sitemap.xml"
    yield "sitemap of releases", "/sitemap-releases.xml"
    yield "the last full one of them", f"/sitemap-releases.xml?p={max(1, number // 1000)}"
    yield "sitemap of partners", "/sitemap-partners.xml"
    yield "API: releases", "/api/releases.json"
    yield "API: the middle page", f"/api/releases.json?page={middle(last)}"
    yield "API: the last full page", f"/api/releases.json?page={last}"
    yield "API: since 2001", "/api/releases.json?from=2001-01-01"
    yield (
        "API: a compound's, the last full page",
        f"/api/releases.json?compound={compound.slug}&page={of_compound}",
    )
    yield "API: events of a compound", f"/api/events.json?compound={compound.slug}"


def pages_of(rows):
    """How many full pages they make: one with fewer rows than another would not be compared with it."""
    return max(1, rows.count() // 25)


def middle(pages):
    return max(1, pages // 2)


if __name__ == "__main__":
    run(pages)
