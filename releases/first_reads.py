"""Notes the first stranger who is answered with a text: the figure that the desk shows as “first read after”.

It is an upper bound for the delay of publication: the text was readable then at the latest. No probe and no
job is needed for it, and it cannot flatter: where no reader comes, there is no figure.
"""

import datetime as dt
import logging

from django.conf import settings
from django.db import DatabaseError, transaction

from .models import FirstRead

# A text that nobody reads on its first day has no figure, so old pages never cost a write.
WINDOW = dt.timedelta(days=1)

logger = logging.getLogger(__name__)
_noted = set()  # hashes of texts that this process has nothing more to write about


def note(request, revision):
    """Remember that `revision` was read at `request.now`, unless it was before. It never fails a reader."""
    if revision.sha256 in _noted or not _counts(request, revision):
        return
    try:
        with transaction.atomic():
            FirstRead.objects.bulk_create(
                [FirstRead(revision=revision, at=request.now)], ignore_conflicts=True
            )
    except DatabaseError:
        logger.exception("The first read of %s could not be noted.", revision.ref)
    _noted.add(revision.sha256)


def _counts(request, revision):
    """A stranger's page view on the text's first day. Whoever has a session may be staff, or time travelling."""
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and request.now - revision.public_from < WINDOW
    )
