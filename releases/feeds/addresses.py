"""The addresses of feeds."""

from django.urls import reverse

FORMS = ("rss", "atom", "json")
FILINGS = ("category", "compound", "partner")


def feed_path(form, filed=None, year=None):
    """The address of a feed, without the host. `filed` is `{"compound": <Compound>}` or empty."""
    kwargs = {"form": form} | ({"year": year} if year else {})
    for name, row in (filed or {}).items():
        kwargs |= {"name": name, "slug": row.slug}
    return reverse(f"releases:{'filed_' if filed else ''}feed{'_year' if year else ''}", kwargs=kwargs)
