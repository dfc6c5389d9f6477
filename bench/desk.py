"""The pages of the desk, with as many releases as you like: see bench/README.md."""

from growth import run


def pages():
    from releases.models import AuditEntry, Category, Release, Revision

    listed, texts, record = (f"/admin/releases/{name}/" for name in ("release", "revision", "auditentry"))
    draft = Release.objects.drafts().latest("pk")
    live = Release.objects.filter(status="approved").latest("pk")
    old = Revision.objects.filter(date__lt="2012-01-02").newest_first().first()
    category = Category.objects.first()
    number = Release.objects.count()
    yield "desk", "/admin/"
    yield "releases", listed
    yield "releases, the middle page", f"{listed}?p={-(-number // 100)}"
    yield "releases, the last page", f"{listed}?p={-(-number // 50)}"
    for state in ("draft", "in review", "approved", "scheduled", "live", "withdrawn", "emergency"):
        yield f"releases: {state}", f"{listed}?state={state}"
    yield "releases: a category", f"{listed}?category__id__exact={category.pk}"
    yield "releases: a year", f"{listed}?year=2012"
    yield "releases by headline", f"{listed}?o=0"
    yield "releases by date, oldest first", f"{listed}?o=2"
    yield "search: a frequent word", f"{listed}?q=Survival"
    yield "search: two frequent words", f"{listed}?q=Survival+Cohort"
    yield "search: a reference", f"{listed}?q={live.ref}"
    yield "search: nothing found", f"{listed}?q=zeppelin"
    yield "edit form", f"{listed}{draft.pk}/change/"
    yield "panel of a draft", f"{listed}{draft.pk}/panel/"
    yield "page of a live release", f"{listed}{live.pk}/change/"
    yield "preview of a draft", f"{listed}{draft.pk}/preview/"
    yield "preview of a live release", f"{listed}{live.pk}/preview/"
    yield "preview of one of 2012", f"{listed}{old.release_id}/preview/"
    yield "history", f"{listed}{live.pk}/history/"
    yield "texts", texts
    yield "texts: public", f"{texts}?readers=public"
    yield "texts: corrections", f"{texts}?kind__exact=correction"
    yield "texts by instant", f"{texts}?o=3"
    yield "texts, search: a hash", f"{texts}?q={Revision.objects.latest('pk').sha256}"
    yield "a text", f"{texts}{Revision.objects.latest('pk').pk}/change/"
    yield "record", record
    yield "record, the last page", f"{record}?p={-(-AuditEntry.objects.count() // 50)}"
    yield "record: approvals", f"{record}?move=approve"
    yield "record: a person", f"{record}?person=Bench"
    yield "record, search: a headline", f"{record}?q=Survival"
    yield "outbox", "/admin/embargo/outboxentry/"
    yield "what was public", "/admin/public-at/?at=2012-01-01T12:00"
    yield (
        "what was public, the middle page",
        f"/admin/public-at/?at=2025-01-01T12:00&page={-(-number // 100)}",
    )
    for name, address in (
        *(("home", "/"), ("archive", "/releases/"), ("a release", old.get_absolute_url())),
        *(("feed", "/feeds/releases.rss"), ("search", "/search/?q=Survival")),
    ):
        yield f"as of 2012: {name}", address, "2012-01-01T17:00:00+00:00"


if __name__ == "__main__":
    run(pages, person=True)
