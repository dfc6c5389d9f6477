from pathlib import Path

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from .events import events
from .pipeline import pipeline
from .releases import releases

DESCRIPTION = Path(__file__).with_name("openapi.json").read_bytes()


@require_safe
def openapi(request):
    response = HttpResponse(DESCRIPTION, content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


__all__ = ["events", "openapi", "pipeline", "releases"]
