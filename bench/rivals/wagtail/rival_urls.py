from django.http import HttpResponse
from django.urls import include, path
from wagtail import urls
from wagtail.documents import urls as documents


def elsewhere(request, form=""):
    """What release pages link to and nobody measures here."""
    return HttpResponse(form)


urlpatterns = [
    path("documents/", include(documents)),
    path("search/", elsewhere, name="search"),
    path("feeds/releases.<slug:form>", elsewhere, name="feed"),
    path("", include(urls)),
]
