from django.contrib import admin
from django.urls import include, path, register_converter

from events.calendars import calendar

from . import files, sitemaps, theme, views

register_converter(theme.ColourConverter, "colour")

handler500 = "irsite.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("releases.urls")),
    path("pipeline/", include("pipeline.urls")),
    path("partners/", include("partners.urls")),
    path("events/", include("events.urls")),
    path("events.ics", calendar, name="calendar"),
    path("contacts/", include("contacts.urls")),
    path("search/", include("search.urls")),
    path("api/", include("irsite.api.urls")),
    path("files/<slug:ref>/<str:name>", files.file, name="file"),
    path("theme/<colour:colour>.css", theme.style, name="theme"),
    path("theme/<colour:colour>.svg", theme.icon, name="icon"),
    path("theme/<colour:colour>.png", theme.card, name="card"),
    path("favicon.ico", theme.favicon, name="favicon"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", views.robots, name="robots"),
    path("admin/", admin.site.urls),
]
