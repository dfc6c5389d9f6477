"""What the PDF and the exhibit of a text cannot show as its page does, for the desk: before it is approved.

Finding out means to set the PDF, so the answer is kept for as long as the text stays the same.
"""

from django.conf import settings
from django.core.cache import cache

from .exports import exhibit, pdf

KEPT_FOR = 24 * 3600  # seconds


def losses(revision, issuer, files, sha256):
    """Sentences; empty if every form shows everything. `sha256` is that of the text, which need not be saved."""
    key = f"other-forms:{sha256}:{issuer.changed_at.timestamp()}:{settings.PDF_PAPER}"
    return cache.get_or_set(key, lambda: found(revision, issuer, files), KEPT_FOR)


def found(revision, issuer, files):
    return [*pdf.problems(revision, issuer=issuer, files=files), *exhibit.losses(revision)]
