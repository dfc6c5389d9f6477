"""The only way to an uploaded file: the embargo rule is asked before the file is opened."""

import hashlib
import logging
from pathlib import PurePath

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from partners.models import Partner
from releases.models import Attachment, Revision
from releases.models.attachment import CONTENT_TYPES

logger = logging.getLogger(__name__)

# What a browser shows by itself; everything else is offered for saving.
SHOWN = {"application/pdf", "image/png", "image/jpeg", "image/webp"}


@require_safe
def file(request, ref, name):
    stored, content_type = (
        _attachment(ref, name, request.now) or _logo(ref, name, request.now) or (None, None)
    )
    if stored is None:
        raise Http404
    try:
        stored.open("rb")
    except OSError as error:
        logger.exception("The stored file of /files/%s/ cannot be read.", ref)
        raise Http404 from error
    response = FileResponse(
        stored.file,
        content_type=content_type,
        as_attachment=content_type.partition(";")[0] not in SHOWN,
        filename=name,
    )
    # Stored once under a random name and never overwritten, so that name identifies the bytes.
    response["ETag"] = f'"{hashlib.sha256(stored.name.encode()).hexdigest()[:32]}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _attachment(ref, name, now):
    attachment = Attachment.objects.filter(ref=ref, revisions__in=Revision.objects.public(now)).first()
    # The name is compared here: a database may refuse what an address can hold, such as a NUL.
    if attachment is None or attachment.name != name:
        return None
    charset = "; charset=utf-8" if attachment.content_type.startswith("text/") else ""
    return attachment.file, attachment.content_type + charset


def _logo(ref, name, now):
    partner = Partner.objects.public(now).filter(logo_ref=ref).first()
    if partner is None or not partner.logo or name != logo_name(partner):
        return None
    return partner.logo, CONTENT_TYPES[PurePath(name).suffix.lstrip(".")]


def logo_name(partner):
    """The public name of a partner's logo: its page's address and the image's own ending."""
    return f"{partner.slug}{PurePath(partner.logo.name).suffix}"
