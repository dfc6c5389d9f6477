"""Views of the public site: they only read."""

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def read_only(view):
    """What is no reading is refused as such (405), not as a forged form (403)."""
    return csrf_exempt(require_safe(view))
