"""Tells the WebSub hub which feeds changed, once the change is public (https://www.w3.org/TR/websub/).

The hub asks for the feeds itself and passes them on to its subscribers, so that nobody has to poll.
"""

from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils.translation import gettext as _

from embargo import outbox

from .feeds.addresses import FILINGS, FORMS, feed_path
from .feeds.selection import with_a_feed
from .models import Revision

SECONDS = 10


def register():
    # A hub that is told twice fetches the same feed twice and has nothing new to pass on; one that is never told
    # leaves its subscribers without the news.
    facts = ("release_published", "release_withdrawn")
    outbox.register(outbox.Carrier("websub", facts, ping, is_wanted=has_hub, repeatable=True))


def has_hub():
    return bool(settings.WEBSUB_HUB_URL and settings.SITE_URL)


def ping(payload, now):
    if not has_hub():
        raise outbox.Dropped(_("There is no hub any more: WEBSUB_HUB_URL is not set."))
    told = Revision.objects.public(now) | Revision.objects.withdrawn(now)
    revision = told.select_related("category").filter(pk=payload["revision"]).first()
    if revision is None:
        raise outbox.Dropped(_("The text is not public, or another one took its place."))
    topics = changed_feeds(revision, now)
    status = tell_hub(topics)
    return _("The hub was told of %(count)d feeds and answered %(status)d.") % {
        "count": len(topics),
        "status": status,
    }


def changed_feeds(revision, now):
    """The addresses of all feeds that hold the revision, or held the one before it."""
    before = Revision.objects.superseded(now).filter(ref=revision.ref).order_by("-number").first()
    paths = [feed_path(form) for form in FORMS]
    for text in filter(None, (revision, before)):
        filings = [
            (name, row)
            for name in FILINGS
            for row in with_a_feed(name, now).filter(revisions=text).order_by("pk")
        ]
        paths += [feed_path(form, {name: row}) for name, row in filings for form in FORMS]
    return [f"{settings.SITE_URL}{path}" for path in dict.fromkeys(paths)]


def tell_hub(topics):
    """Its answer's status; urllib raises for every one that is not a success."""
    fields = [("hub.mode", "publish"), *(("hub.url", topic) for topic in topics)]
    # The settings take http and https alone.
    request = Request(settings.WEBSUB_HUB_URL, urlencode(fields).encode(), {"User-Agent": "newsroom"})  # noqa: S310
    with urlopen(request, timeout=SECONDS) as response:  # noqa: S310
        return response.status
