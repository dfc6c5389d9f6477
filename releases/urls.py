from django.urls import path, register_converter

from . import feeds, views


class YearConverter:
    regex = "[12][0-9]{3}"
    to_python = int
    to_url = str


register_converter(YearConverter, "year")

app_name = "releases"
urlpatterns = [
    path("releases/", views.archive, name="archive"),
    path("releases/<year:year>/", views.archive, name="year"),
    path("releases/<slug:ref>/revisions/<int:number>/", views.superseded, name="superseded"),
    path("releases/<slug:ref>/<slug:slug>/", views.release, name="release"),
    path("feeds/releases.rss", feeds.releases_rss, name="rss"),
]
