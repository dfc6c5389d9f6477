from django.contrib import admin
from django.urls import include, path

from . import files, views

handler500 = "irsite.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("releases.urls")),
    path("pipeline/", include("pipeline.urls")),
    path("partners/", include("partners.urls")),
    path("events/", include("events.urls")),
    path("contacts/", include("contacts.urls")),
    path("files/<slug:ref>/<str:name>", files.file, name="file"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]
