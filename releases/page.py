"""A revision laid out for reading: the frozen words, with the anchors, links and frames that a page adds.

Nothing here adds, drops or reorders a word. The same context serves a public revision and one that is
only composed and not saved, so the desk shows exactly the page that will be public.
"""

import re
from functools import lru_cache
from html import escape, unescape
from itertools import groupby

from django.db.models import Q, Subquery
from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from events.models import Presentation

from .counts import span_around
from .html import text_of
from .models.revision import Revision
from .previews import is_picture, with_previews

SHOWN_TAGS = ("compounds", "partners", "events", "attachments")
EMBARGOED_TAGS = ("compounds", "partners", "events")

# What the page itself names.
ANCHORS = {"main", "safe-harbor", "release-contacts", "search-box", "meetings", "pictures", "neighbours"}

_heading = re.compile(r"<(h[2-4])>(.*?)</\1>", re.S)
_cell = re.compile(r"<(t[dh])((?: [^>]*)?)>(.*?)(?=</\1>)", re.S)
_figures = re.compile(r"[$€£¥()\[\]\d.,%\s*†‡+\-–—−]+\Z")
_reachable = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?P<phone>(?<![\w.])(?:\+|\()?\d[\d ().\-–/]{5,}\d(?!\w))"
)
_rooted = re.compile(r'(?<=\s)(href|src)="(?=[/#])([^"]*)')


def release_context(revision, tagged, *, changes=(), replaced_by=None):
    """All that `releases/release.html` shows.

    `tagged` maps names of tags to lists of rows (see `public_tags`); `changes` are those of `changes_of`;
    `replaced_by` is the public revision that stands instead of a superseded one.
    """
    anchors = {*ANCHORS}
    return {
        "revision": revision,
        "body": dressed(run_in(revision.dateline, revision.body), anchors, tagged.get("attachments", ())),
        "about": dressed(revision.about, anchors),
        "safe_harbor": dressed(revision.safe_harbor, anchors),
        "contact_blocks": contact_blocks(revision.contact_block),
        "summary": summary(revision),
        "changes": changes,
        "replaced_by": replaced_by,
        "pictures": [
            file
            for file in tagged.get("attachments", ())
            if is_picture(file) and file.get_absolute_url() not in revision.body
        ],
        **{name: tagged.get(name, ()) for name in SHOWN_TAGS},
    }


def public_tags(revision, now):
    """The rows that a revision links to, as far as readers may see them."""
    live = Revision.objects.public(now)
    return {
        **{name: list(getattr(revision, name).public(now)) for name in EMBARGOED_TAGS},
        "attachments": list(revision.attachments.filter(revisions__in=live).distinct()),
    }


def meetings_of(revision, now):
    """What a release announces for medical meetings: `[(event, [(date, slots)], presentations without a slot)]`."""
    talks = list(revision.presentations.public(now).select_related("event"))
    announced = Presentation.objects.filter(pk__in=[talk.pk for talk in talks])
    slots = list(revision.slots.public(now).select_related("event").with_public(now, presentations=announced))
    return by_meeting(talks, slots, lambda event: event.is_public(now))


def by_meeting(talks, slots, is_shown):
    """Presentations and slots under the events of which `is_shown` is true."""
    placed = {talk.pk for slot in slots for talk in slot.presentations.all()}
    unplaced = [talk for talk in talks if talk.pk not in placed]
    events = {row.event.pk: row.event for row in (*slots, *unplaced) if is_shown(row.event)}
    return [
        (
            event,
            _by_day(slot for slot in slots if slot.event_id == event.pk),
            [talk for talk in unplaced if talk.event_id == event.pk],
        )
        for event in events.values()
    ]


def neighbours(revision, now):
    """The public releases before and after a revision in the order of the archive: (earlier, later).

    `now` may be long past: they are looked for in the months that hold any, lest all that came since be gone through.
    """
    first, last = span_around(revision.date, now)
    public = Revision.objects.public(now).released_by(now).filter(date__gte=first, date__lte=last)
    earlier, later = beyond(public, revision, "lt"), beyond(public, revision, "gt")
    found = Revision.objects.filter(
        Q(pk=Subquery(earlier.newest_first().values("pk")[:1]))
        | Q(pk=Subquery(later.order_by("date", "released_at", "pk").values("pk")[:1]))
    ).only("ref", "slug", "headline", "date", "released_at")
    place = (revision.date, revision.released_at, revision.pk)
    by_side = {(each.date, each.released_at, each.pk) < place: each for each in found}
    return by_side.get(True), by_side.get(False)


def beyond(revisions, revision, side):
    """Those before (`lt`) or after (`gt`) a revision in the archive's order."""
    date, released_at, pk = revision.date, revision.released_at, revision.pk
    # The first condition follows from the others, and lets a database begin at the right place of its index.
    return revisions.filter(**{f"date__{side}e": date}).filter(
        Q(**{f"date__{side}": date})
        | Q(date=date, **{f"released_at__{side}": released_at})
        | Q(date=date, released_at=released_at, **{f"pk__{side}": pk})
    )


def tagged_rows(keys):
    """The rows behind a composition's tags, which are keys: for showing a text that is not saved yet."""
    models = {name: Revision._meta.get_field(name).related_model for name in SHOWN_TAGS}
    return {name: list(model.objects.filter(pk__in=keys.get(name, ()))) for name, model in models.items()}


def changes_of(revision, now):
    """The corrections and updates that led to a revision, newest first, as (revision, number it replaced)."""
    earlier = Revision.objects.superseded(now).filter(ref=revision.ref, number__lt=revision.number)
    return changes_among([*earlier, revision])


def changes_among(texts):
    """`changes_of` a release all of whose texts that were public are given."""
    texts = sorted(texts, key=lambda text: text.number)
    pairs = zip(texts[1:], texts, strict=False)
    return [(text, before.number) for text, before in pairs if text.is_superseding()][::-1]


def summary(revision, words=55):
    """The first words of a release, for lists, feeds and search engines."""
    # Nearly always the first paragraph is the one, and the rest need not be read.
    paragraph, _end, _rest = revision.body.partition("</p>")
    first = (_opening(paragraph) or _opening(revision.body) or text_of(revision.body)).split()
    return " ".join(first[:words]) + (" …" if len(first) > words else "")


def _opening(source):
    """The first line of more than some words."""
    return next((line for line in text_of(source).split("\n") if len(line.split()) > 8), "")


def run_in(dateline, body):
    """The body with the dateline before its first words."""
    if not dateline:
        return body
    opening = format_html('<span class="dateline">{}</span>', dateline)
    if body.startswith("<p>"):
        return f"<p>{opening} {body.removeprefix('<p>')}"
    return f"<p>{opening}</p>\n{body}"


def dressed(source, anchors, files=()):
    """Cleaned HTML with an anchor on each heading and a frame that scrolls around each table.

    `anchors` holds those taken on the page and grows; `files` are attachments, for the sizes of images.
    """
    levels = _levels([int(match[1][1]) for match in _heading.finditer(source)])
    source = _heading.sub(lambda match: _anchored(match, next(levels), anchors), source)
    source = with_previews(_cell.sub(_aligned, source), files)
    frame = format_html('<div class="table" role="group" aria-label="{}" tabindex="0"><table>', _("Table"))
    return mark_safe(source.replace("<table>", frame).replace("</table>", "</table></div>"))


def contact_blocks(text):
    """The contact block as paragraphs of lines, with phones and addresses as links."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text))
    return [[_linked(line) for line in block.splitlines()] for block in blocks if block]


def with_absolute_links(source, page):
    """Cleaned HTML for reading elsewhere; `page` is the absolute address of the release."""
    root = re.match(r"\w+://[^/]+", page).group()
    return _rooted.sub(lambda m: f'{m[1]}="{page if m[2].startswith("#") else root}{m[2]}', source)


def _by_day(slots):
    return [(day, list(group)) for day, group in groupby(slots, key=lambda slot: slot.date)]


def _levels(found):
    """The levels of headings below a page's own, with none skipped: `[3, 4, 3]` becomes 2, 3, 2."""
    ranks, last = {level: rank for rank, level in enumerate(sorted(set(found)), start=2)}, 1
    for level in found:
        last = min(ranks[level], last + 1)
        yield last


def _anchored(match, level, anchors):
    words = match[2]
    name = wanted = slugify(unescape(strip_tags(words)))[:60].strip("-") or "section"
    number = 1
    while name in anchors:
        number += 1
        name = f"{wanted}-{number}"
    anchors.add(name)
    return f'<h{level} id="{name}">{words}</h{level}>'


def _aligned(match):
    tag, attributes, content = match.groups()
    words = unescape(strip_tags(content)).strip()
    number = ' class="number"' if words and _figures.match(words) else ""
    return f"<{tag}{attributes}{number}>{content}"


@lru_cache(maxsize=1_000)  # most releases name the same people
def _linked(line):
    parts, end = [], 0
    for match in _reachable.finditer(line):
        parts.append(escape(line[end : match.start()], quote=False))
        parts.append(_link(match))
        end = match.end()
    return mark_safe("".join([*parts, escape(line[end:], quote=False)]))


def _link(match):
    words = match.group()
    if match["email"]:
        return format_html('<a href="mailto:{}">{}</a>', words, words)
    digits = re.sub(r"\D", "", words)
    if not 7 <= len(digits) <= 15:
        return escape(words)
    return format_html('<a href="tel:{}">{}</a>', ("+" if words.startswith("+") else "") + digits, words)
