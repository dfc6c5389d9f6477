from django.urls import path

from .events import events
from .pipeline import pipeline
from .releases import releases
from .views import openapi

app_name = "api"
urlpatterns = [
    path("releases.json", releases, name="releases"),
    path("pipeline.json", pipeline, name="pipeline"),
    path("events.json", events, name="events"),
    path("openapi.json", openapi, name="openapi"),
]
