"""References in public addresses: random, so that no address can be guessed from another."""

import secrets

from django.db import models

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def new_ref():
    """Eight random characters of Crockford's base32 (40 bits)."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(8))


class RefField(models.CharField):
    def __init__(self, **kwargs):
        defaults = {"max_length": 8, "unique": True, "default": new_ref, "editable": False}
        super().__init__(**{**defaults, **kwargs})
