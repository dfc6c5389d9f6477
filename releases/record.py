"""Is the record whole? Every revision's and every audit entry's hash, computed again."""

import hashlib

from .models import Attachment, AuditEntry, Revision


def problems():
    """A sentence for each thing on record that is not as it was written, the oldest first."""
    yield from _audit_problems()
    yield from _revision_problems()
    yield from _file_problems()


def _audit_problems():
    previous = ""
    for entry in AuditEntry.objects.order_by("pk").iterator(chunk_size=2000):
        name = f"Audit entry {entry.pk} ({entry.move}, {entry.at:%Y-%m-%d %H:%M:%S} UTC, {entry.who_name})"
        if entry.previous != previous:
            yield f"{name} does not follow the entry before it: an entry was removed, added or moved."
        if entry.sha256 != entry.digest():
            yield f"{name} was changed after it was written."
        previous = entry.sha256


def _revision_problems():
    recorded = dict(
        AuditEntry.objects.filter(move="approve").values_list("revision_id", "revision_sha256").iterator()
    )
    for revision in Revision.objects.order_by("pk").iterator(chunk_size=500):
        name = f"Revision {revision.number} of release {revision.ref} (“{revision.headline[:60]}”)"
        if revision.sha256 != revision.digest(revision.tags()):
            yield f"{name} is not the text that was approved."
        if recorded.get(revision.pk) != revision.sha256:
            yield f"{name} has no approval on record for this text."


def _file_problems():
    for file in Attachment.objects.order_by("pk").iterator():
        try:
            with file.file.open() as stored:
                changed = hashlib.file_digest(stored, "sha256").hexdigest() != file.sha256
        except OSError:
            yield f"The file of attachment {file.ref} ({file.name}) is missing."
            continue
        if changed:
            yield f"The file of attachment {file.ref} ({file.name}) is not the one that was uploaded."
