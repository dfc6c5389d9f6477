"""The desk: releases with their moves, and the records that their texts are made from."""

from . import record, release, settings

__all__ = ["record", "release", "settings"]
