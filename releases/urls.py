from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import views
from .exports.serving import EXPORT_NAME
from .feeds import views as feeds
from .feeds.addresses import FILINGS, FORMS


class YearConverter:
    regex = "[12][0-9]{3}"
    to_python = int
    to_url = str


class FormConverter(StringConverter):
    regex = "|".join(FORMS)


class FilingConverter(StringConverter):
    regex = "|".join(FILINGS)


class ExportConverter(StringConverter):
    regex = EXPORT_NAME


register_converter(YearConverter, "year")
register_converter(ExportConverter, "export")
register_converter(FormConverter, "form")
register_converter(FilingConverter, "filing")

app_name = "releases"
urlpatterns = [
    path("releases/", views.archive, name="archive"),
    path("releases/<year:year>/", views.archive, name="year"),
    path("releases/<slug:ref>/revisions/<int:number>/", views.superseded, name="superseded"),
    path("releases/<slug:ref>/<slug:slug>/", views.release, name="release"),
    path("releases/<slug:ref>/<export:name>", views.export, name="export"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/style.css", feeds.style, name="feed_style"),
    path("feeds/releases.rss", feeds.feed, {"form": "rss"}, name="rss"),
    path("feeds/releases.<form:form>", feeds.feed, name="feed"),
    path("feeds/releases/<year:year>.<form:form>", feeds.feed, name="feed_year"),
    path("feeds/<filing:name>/<slug:slug>.<form:form>", feeds.feed, name="filed_feed"),
    path("feeds/<filing:name>/<slug:slug>/<year:year>.<form:form>", feeds.feed, name="filed_feed_year"),
]
