"""The text that stands at the address of a release."""

from django.db import connection, models
from django.db.models import Exists, OuterRef

from .beside import LINKED
from .compiled import Compiled, Parameter
from .models import Category, Revision

TEXT = [field.attname for field in Revision._meta.concrete_fields]
CATEGORY = [field.attname for field in Category._meta.concrete_fields]


def live(ref, now):
    """(the public revision with its category, the names of `LINKED` that it has rows of), or (None, ())."""
    found = _live.rows(ref=ref, now=now)
    if not found:
        return None, ()
    text, category, has = _parted(found[0], len(TEXT), len(CATEGORY))
    revision = Revision.from_db(connection.alias, TEXT, text)
    revision.category = Category.from_db(connection.alias, CATEGORY, category)
    return revision, tuple(name for name, is_there in zip(LINKED, has, strict=True) if is_there)


def _asked():
    now = Parameter("now", models.DateTimeField())
    links = (getattr(Revision, name).through.objects.filter(revision=OuterRef("pk")) for name in LINKED)
    return (
        Revision.objects.public(now)
        .filter(ref=Parameter("ref", Revision._meta.get_field("ref")))
        .order_by("pk")
        .values_list(*TEXT, *(f"category__{name}" for name in CATEGORY), *map(Exists, links))
    )


_live = Compiled(_asked)


def _parted(row, *lengths):
    """The row in pieces of such lengths, and what is left."""
    for length in lengths:
        piece, row = row[:length], row[length:]
        yield piece
    yield row
