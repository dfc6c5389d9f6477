"""The only way to an uploaded file: the embargo rule is asked before the file is opened."""

from pathlib import PurePath

from django.http import Http404
from django.utils.text import slugify

from embargo.reading import read_only
from embargo.sending import says_when_away, send
from partners.models import Partner
from partners.renditions import SCALES
from releases import previews
from releases.models import Attachment, Revision
from releases.models.attachment import CONTENT_TYPES


@read_only
@says_when_away
def file(request, ref, name):
    found = _attachment(ref, name, request.now) or _logo(ref, name, request)
    if found is None:
        raise Http404
    storage, stored, content_type = found
    return send(request, storage, stored, content_type=content_type, name=name)


def _attachment(ref, name, now):
    attachment = Attachment.objects.filter(ref=ref, revisions__in=Revision.objects.public(now)).first()
    # The name is compared here: a database may refuse what an address can hold, such as a NUL.
    if attachment is None or name not in (attachment.name, previews.public_name(attachment)):
        return None
    storage, preview = attachment.file.storage, previews.stored_name(attachment)
    if name != attachment.name:
        # An image from before there were previews stands in for its own.
        if not previews.is_picture(attachment):
            return None
        if storage.exists(preview):
            return storage, preview, previews.CONTENT_TYPE
    charset = "; charset=utf-8" if attachment.content_type.startswith("text/") else ""
    return storage, attachment.file.name, attachment.content_type + charset


def _logo(ref, name, request):
    partners = Partner.objects.public(request.now)
    owner = request.issuer if ref == request.issuer.logo_ref else partners.filter(logo_ref=ref).first()
    stored = logo_files(owner).get(name) if owner is not None else None
    return stored and (owner.logo.storage, stored, CONTENT_TYPES[PurePath(name).suffix.lstrip(".")])


def logo_files(owner):
    """`{public name: stored name}` of a logo, its renditions and its card; empty if there is none."""
    if not owner.logo:
        return {}
    stem, ending = logo_stem(owner), PurePath(owner.logo.name).suffix
    renditions = {f"{stem}-{scale}x{ending}": owner.logo.rendition(scale) for scale in SCALES}
    return {f"{stem}{ending}": owner.logo.name, **renditions, f"{stem}-card.png": owner.logo.card()}


def logo_stem(owner):
    """What the public names of a logo begin with: the address of its page, or the issuer's name."""
    return getattr(owner, "slug", "") or slugify(getattr(owner, "short_name", "")) or "logo"
