"""A log of withdrawals beside the uploaded files: one small file for each, written once.

It outlives the database. Whoever restores an older backup is told by it what may not come back.
"""

import datetime as dt
import json

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from embargo import outbox
from releases.models import Revision

CARRIER = FOLDER = "withdrawals"


def register():
    outbox.register(outbox.Carrier(CARRIER, ("release_withdrawn",), write))


def write(payload, now):
    """Note one withdrawal; carried by the outbox, so that a storage that is away gets it later."""
    revision = Revision.objects.withdrawn(now).filter(pk=payload["revision"]).first()
    if revision is None:
        raise outbox.Dropped(_("The text is not withdrawn."))
    name = f"{FOLDER}/{revision.ref}.json"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(json.dumps(facts(revision), default=str).encode()))
    return _("Noted beside the files, for the day of a restore.")


def facts(revision):
    return {
        "ref": revision.ref,
        "public_from": revision.public_from,
        "withdrawn_at": revision.withdrawn_at,
        "reason": revision.withdrawal_reason,
        "hides_headline": revision.hides_headline,
    }


def read():
    """`{reference: facts}` of all withdrawals that are noted beside the files."""
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return {}
    return {name.removesuffix(".json"): _read(name) for name in names}


def _read(name):
    with default_storage.open(f"{FOLDER}/{name}") as file:
        entry = json.load(file)
    return entry | {key: dt.datetime.fromisoformat(entry[key]) for key in ("public_from", "withdrawn_at")}
