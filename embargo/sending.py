"""A stored file as an answer: what it is, in parts if asked for, and harmless in a browser.

Nothing here decides who may have it: whoever calls has asked the embargo.
"""

import hashlib
import logging
import re
from functools import wraps

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from .storage import StorageAway

# What a browser shows by itself; everything else is offered for saving.
SHOWN = {"application/pdf", "image/png", "image/jpeg", "image/webp"}
# An uploaded file is no page of ours: it runs nothing, loads nothing and has no origin.
POLICY = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# Safari shows an empty window for a PDF in a sandbox. Viewers run apart from the site anyway, and style themselves.
PDF_POLICY = POLICY.replace("sandbox; default-src 'none'", "default-src 'none'; style-src 'unsafe-inline'")
RETRY_AFTER = 60  # seconds

logger = logging.getLogger(__name__)
_range = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*\Z", re.I | re.ASCII)


def send(request, storage, stored, *, content_type, name, shown=True):
    """The file `stored`, under its public `name`; StorageAway if it cannot be read.

    `shown` lets a browser open the types that it shows by itself. A body is never held as a whole.
    """
    size = storage.bytes_of(stored)
    head = HttpResponse(headers=_headers(stored, content_type, name, shown))
    early = get_conditional_response(request, etag=head["ETag"], response=head)
    if early is not head:
        return early
    if settings.FILES_ACCEL:
        head["X-Accel-Redirect"] = f"{settings.FILES_ACCEL}{stored}"
        return head
    return _by_us(request, head, storage, stored, size)


def says_when_away(view):
    """Makes a view answer with the page of status 503 while the storage is away."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except StorageAway:
            logger.exception("A stored file cannot be read.")
            headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
            return HttpResponse(render_to_string("503.html"), status=503, headers=headers)

    return answer


def _headers(stored, content_type, name, shown):
    is_shown = shown and content_type.partition(";")[0] in SHOWN
    return {
        "Content-Type": content_type,
        "Content-Disposition": content_disposition_header(not is_shown, name),
        # Stored once under a random name and never overwritten, so that name identifies the bytes.
        "ETag": f'"{hashlib.sha256(stored.encode()).hexdigest()[:32]}"',
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": PDF_POLICY if content_type == "application/pdf" else POLICY,
    }


def _by_us(request, head, storage, stored, size):
    first, last = part_of(request, head["ETag"], size)
    if first is None:
        return _unsatisfiable(head, size)
    length = last - first + 1
    if request.method == "HEAD":
        response = head
    else:
        part = storage.part(stored, first, length)
        response = StreamingHttpResponse(part, headers=head.headers)
        # A server that can (irsite/serving) sends a large file from the disk and not through us.
        response.on_disk = getattr(part, "on_disk", None)
    response["Content-Length"] = str(length)
    if length < size:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def part_of(request, etag, size):
    """(first, last) byte of the part that is asked for; (None, None) for one beyond the end (RFC 9110, 14).

    What asks for several parts, for other units or for a part of bytes that have changed gets all.
    """
    everything = 0, size - 1
    asked = _range.match(request.headers.get("Range", "")) if request.method == "GET" else None
    if not asked or asked.groups() == ("", "") or request.headers.get("If-Range", etag) != etag:
        return everything
    first, last = (int(number) if number else None for number in asked.groups())
    if first is None:
        return (max(0, size - last), size - 1) if last and size else (None, None)
    if last is not None and last < first:
        return everything
    return (first, min(size - 1, size - 1 if last is None else last)) if first < size else (None, None)


def _unsatisfiable(head, size):
    response = HttpResponse(status=416, content_type="text/plain; charset=utf-8")
    response["Content-Range"] = f"bytes */{size}"
    response["Content-Security-Policy"] = head["Content-Security-Policy"]
    return response
