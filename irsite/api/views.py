from pathlib import Path

from django.http import HttpResponse

from embargo.reading import read_only

DESCRIPTION = Path(__file__).with_name("openapi.json").read_bytes()


@read_only
def openapi(request):
    response = HttpResponse(DESCRIPTION, content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response
