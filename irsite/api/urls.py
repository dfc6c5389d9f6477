from django.urls import path

from . import views

app_name = "api"
urlpatterns = [
    path("releases.json", views.releases, name="releases"),
    path("pipeline.json", views.pipeline, name="pipeline"),
    path("events.json", views.events, name="events"),
    path("openapi.json", views.openapi, name="openapi"),
]
