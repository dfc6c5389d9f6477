from pathlib import Path

from django.http import HttpResponse
from django.views.decorators.http import require_safe

DESCRIPTION = Path(__file__).with_name("openapi.json").read_bytes()


@require_safe
def openapi(request):
    response = HttpResponse(DESCRIPTION, content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response
