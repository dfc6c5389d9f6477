from functools import cache

from django.conf import settings
from django.urls import get_script_prefix, reverse


def absolute(request, path):
    """The address with `SITE_URL` where it is set, otherwise with the host that was asked."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def path_of(view):
    """The path of a view that takes nothing; looked up once, because a list asks for it with every row."""
    return _reversed(view, get_script_prefix())


@cache
def _reversed(view, _prefix):
    return reverse(view)
