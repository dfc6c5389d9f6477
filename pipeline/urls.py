from django.urls import path

from . import views

app_name = "pipeline"
urlpatterns = [
    path("", views.pipeline, name="pipeline"),
    path("<slug:slug>/", views.compound, name="compound"),
]
