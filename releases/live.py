"""The text that stands at the address of a release."""

from django.db import models
from django.db.models import Exists, OuterRef

from .beside import LINKED
from .compiled import Compiled, Parameter
from .models import Revision


def live(ref, now):
    """(the public revision with its category, the names of `LINKED` that it has rows of), or (None, ())."""
    for revision in _live.objects(ref=ref, now=now):
        return revision, tuple(name for name in LINKED if getattr(revision, f"has_{name}"))
    return None, ()


def _asked():
    now = Parameter("now", models.DateTimeField())
    links = {name: getattr(Revision, name).through.objects.filter(revision=OuterRef("pk")) for name in LINKED}
    return (
        Revision.objects.public(now)
        .filter(ref=Parameter("ref", Revision._meta.get_field("ref")))
        .order_by("pk")
        .annotate(**{f"has_{name}": Exists(rows) for name, rows in links.items()})
        .select_related("category")
    )


_live = Compiled(_asked)
