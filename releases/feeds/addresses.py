"""Absolute addresses: those of `SITE_URL` where it is set, otherwise those of the host that was asked."""

from django.conf import settings
from django.urls import reverse

FORMS = ("rss", "atom", "json")
FILINGS = ("category", "compound", "partner")


def absolute(request, path):
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def feed_path(form, filed=None, year=None):
    """The address of a feed, without the host. `filed` is `{"compound": <Compound>}` or empty."""
    kwargs = {"form": form} | ({"year": year} if year else {})
    for name, row in (filed or {}).items():
        kwargs |= {"name": name, "slug": row.slug}
    return reverse(f"releases:{'filed_' if filed else ''}feed{'_year' if year else ''}", kwargs=kwargs)
