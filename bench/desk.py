"""The pages of the desk, with as many releases as you like: see bench/README.md."""

from growth import run

# A page of a list has no more rows than a year has releases in the smallest size: so the sizes are compared alike.
ROWS = 40
# What `filling.py` wrote: one is like another.
FILLED = "tag:bench"


def pages():
    from releases.admin.long_lists import LongList
    from releases.models import AuditEntry, Category, Release

    LongList.list_per_page = ROWS
    listed, texts, record = (f"/admin/releases/{name}/" for name in ("release", "revision", "auditentry"))
    draft = Release.objects.drafts().filter(guid__startswith=FILLED).latest("pk")
    live, old, other = (filled_before(day) for day in ("2026-01-01", "2012-01-17", "2020-01-01"))
    category = Category.objects.first()
    number = Release.objects.count()
    yield "desk", "/admin/"
    yield "releases", listed
    yield "releases, the middle page", f"{listed}?p={number // (2 * ROWS)}"
    yield "releases, the last full page", f"{listed}?p={number // ROWS}"
    for state in ("draft", "in review", "approved", "scheduled", "live", "withdrawn", "emergency"):
        yield f"releases: {state}", f"{listed}?state={state}"
    yield "releases: a category", f"{listed}?category__id__exact={category.pk}"
    yield "releases: a year", f"{listed}?year=2012"
    yield "releases by headline", f"{listed}?o=0"
    yield "releases by date, oldest first", f"{listed}?o=2"
    yield "search: a frequent word", f"{listed}?q=Survival"
    yield "search: two frequent words", f"{listed}?q=Phase+Partner"
    yield "search: a reference", f"{listed}?q={live.ref}"
    yield "search: nothing found", f"{listed}?q=zeppelin"
    yield "edit form", f"{listed}{draft.pk}/change/"
    yield "panel of a draft", f"{listed}{draft.pk}/panel/"
    yield "page of a live release", f"{listed}{live.release_id}/change/"
    yield "preview of a draft", f"{listed}{draft.pk}/preview/"
    yield "preview of a live release", f"{listed}{live.release_id}/preview/"
    yield "preview of one of 2012", f"{listed}{old.release_id}/preview/"
    yield "history", f"{listed}{live.release_id}/history/"
    yield "texts", texts
    yield "texts: public", f"{texts}?readers=public"
    yield "texts: corrections", f"{texts}?kind__exact=correction"
    yield "texts by instant", f"{texts}?o=3"
    yield "texts, search: a hash", f"{texts}?q={other.sha256}"
    yield "a text", f"{texts}{other.pk}/change/"
    yield "record", record
    yield "record, the last full page", f"{record}?p={AuditEntry.objects.count() // ROWS}"
    yield "record: approvals", f"{record}?move=approve"
    yield "record: a person", f"{record}?person=Bench"
    yield "record, search: a headline", f"{record}?q=Survival"
    yield "outbox", "/admin/embargo/outboxentry/"
    yield "what was public", "/admin/public-at/?at=2012-01-16T12:00"
    yield (
        "what was public, the middle page",
        f"/admin/public-at/?at=2025-01-16T12:00&page={-(-number // 100)}",
    )
    for name, address in (
        *(("home", "/"), ("archive", "/releases/"), ("a release", old.get_absolute_url())),
        *(("feed", "/feeds/releases.rss"), ("search", "/search/?q=Survival")),
    ):
        yield f"as of 2012: {name}", address, "2012-01-16T17:00:00+00:00"


def filled_before(day):
    """The last text before a day that nobody works on."""
    from releases.models import Revision

    filled = Revision.objects.filter(guid__startswith=FILLED, release__status="approved")
    return filled.filter(date__lt=day).newest_first().first()


if __name__ == "__main__":
    run(pages, person=True)
