"""The answer to somebody who asks for a release in another form."""

import logging
import re

from django.http import HttpResponse
from django.utils.translation import gettext as _

from embargo.addresses import absolute

from . import FORMS, exhibit, pdf
from .failed import ExportFailed
from .kept import kept, prepare

# A slug and the end by which a form is asked for, as a regular expression.
EXPORT_NAME = f"[-a-zA-Z0-9_]+(?:{'|'.join(map(re.escape, FORMS))})"
RETRY_AFTER = "600"  # seconds

logger = logging.getLogger(__name__)


def suffix_of(name, slug):
    """The form that is asked for by `<slug><suffix>`; where a slug ends like a suffix, the right slug decides."""
    ends = [suffix for suffix in FORMS if name.endswith(suffix)]
    return next((suffix for suffix in ends if name == slug + suffix), ends[0])


def answer(request, revision, suffix):
    """The response with a public revision in the form that ends in `suffix`."""
    page = absolute(request, revision.get_absolute_url())
    try:
        content = _content(request, revision, suffix)
    except ExportFailed:
        logger.exception("The form %s of release %s cannot be made.", suffix, revision.ref)
        return _failed(page)
    response = HttpResponse(content, content_type=FORMS[suffix].content_type)
    response["Content-Disposition"] = f'inline; filename="{_file_name(revision, suffix)}"'
    response["Link"] = f'<{page}>; rel="canonical"'
    return response


def review(request, revision):
    """Make what is kept of a revision that was just approved; sentences about what its forms cannot show."""
    failures = prepare(revision, issuer=request.issuer, root=root_of(request))
    shown = [] if failures else pdf.problems(revision, issuer=request.issuer)
    return [*failures, *shown, *exhibit.losses(revision)]


def root_of(request):
    """The site's absolute address, without a slash."""
    return absolute(request, "/").rstrip("/")


def _content(request, revision, suffix):
    given = {"issuer": request.issuer, "root": root_of(request)}
    if FORMS[suffix].kept:
        return kept(revision, suffix, **given)
    return FORMS[suffix].render(revision, now=request.now, **given)


def _file_name(revision, suffix):
    return exhibit.file_name(revision, suffix) if suffix.startswith("-ex991") else revision.slug + suffix


def _failed(page):
    sentence = _("This form of the release cannot be had at the moment. The release itself: %(page)s")
    response = HttpResponse(
        f"{sentence % {'page': page}}\n", status=503, content_type="text/plain; charset=utf-8"
    )
    response["Retry-After"] = RETRY_AFTER
    return response
