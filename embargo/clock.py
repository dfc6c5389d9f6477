"""The instants at which anything that a stranger may see changes."""

from django.apps import apps
from django.db.models import Min

from .models import Embargoed


def embargoed_models():
    return [model for model in apps.get_models() if issubclass(model, Embargoed)]


def next_boundary(now):
    """The first instant after `now` at which any row appears or disappears; None if none is set."""
    instants = [
        instant
        for model in embargoed_models()
        for field in ("public_from", "public_until")
        for instant in model.objects.filter(**{f"{field}__gt": now}).aggregate(at=Min(field)).values()
    ]
    return min(filter(None, instants), default=None)
