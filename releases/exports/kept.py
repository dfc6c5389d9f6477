"""Forms that are made once per revision and kept in private storage.

They are made when the text is approved, so that a failure is told to the approver and not to a reader; a
text that was approved before, or whose file is lost, gets them when the first reader asks. Two who ask at
once make the same thing twice, and one of them is kept.
"""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from ..models.export import RevisionExport
from . import FORMS
from .failed import ExportFailed

logger = logging.getLogger(__name__)


def prepare(revision, *, issuer, root):
    """Make and keep all kept forms of an approved revision; sentences about those that cannot be made."""
    failures = []
    for suffix, form in FORMS.items():
        if form.kept:
            try:
                kept(revision, suffix, issuer=issuer, root=root)
            except ExportFailed as error:
                failures.append(str(error))
    return failures


def kept(revision, suffix, *, issuer, root):
    """The bytes of a kept form; ExportFailed if there are none and none can be made."""
    stored = RevisionExport.objects.filter(revision=revision, suffix=suffix).first()
    content = _content(stored) if stored else None
    if content is None:
        content = FORMS[suffix].render(revision, issuer=issuer, root=root)
        try:
            _keep(revision, suffix, content, stored)
        except Exception:  # whatever the storage raises: who asks gets the form all the same
            logger.exception("The form %s of %s cannot be stored.", suffix, revision.ref)
    return content


def _content(stored):
    """The stored bytes; None if they are lost or not what was stored."""
    try:
        with stored.file.storage.open(stored.file.name) as file:
            content = file.read()
    except OSError:
        logger.exception("The export %s cannot be read and is made anew.", stored)
        return None
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        logger.error("The export %s is not what was stored and is made anew.", stored)
        return None
    return content


def _keep(revision, suffix, content, lost):
    row = lost or RevisionExport(revision=revision, suffix=suffix)
    row.sha256 = hashlib.sha256(content).hexdigest()
    row.file.save(f"export{suffix}", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # somebody else was quicker; theirs is kept
        row.file.storage.delete(row.file.name)
