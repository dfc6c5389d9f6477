"""The instants at which anything that a stranger may see changes."""

from django.apps import apps
from django.db.models import Subquery

from .models import Embargoed, Generation

# What else changes pages by the clock alone, such as a new day: callables that give the first such instant
# after `now`, or None. An app adds its own when it is ready.
turns = []


def embargoed_models():
    return [model for model in apps.get_models() if issubclass(model, Embargoed)]


def next_boundary(now):
    """The first instant after `now` at which any row appears or disappears; None if none is set."""
    return _first(*generation_and_boundaries(now)[1:])


def generation_and_boundaries(now):
    """(generation, the first instant after `now` at which a row appears, the first at which one ends).

    One statement, so that the three belong to one state of the database. The generation is None as long as
    nothing counts it; either instant is None if none is set.
    """
    names = {
        f"{model._meta.db_table}_{field}": (model, field)
        for model in embargoed_models()
        for field in ("public_from", "public_until")
    }
    firsts = {
        name: Subquery(model.objects.filter(**{f"{field}__gt": now}).order_by(field).values(field)[:1])
        for name, (model, field) in names.items()
    }
    found = Generation.objects.filter(pk=1).values("number", **firsts).first()
    if found is None:
        return None, None, None
    appears = (found[name] for name in names if name.endswith("_from"))
    ends = (found[name] for name in names if name.endswith("_until"))
    return found["number"], _first(*appears), _first(*ends)


def next_turn(now):
    """The first instant after `now` that one of `turns` knows; None if none does."""
    return _first(*(turn(now) for turn in turns))


def _first(*instants):
    return min(filter(None, instants), default=None)
