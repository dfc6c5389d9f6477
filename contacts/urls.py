from django.urls import path

from . import views

app_name = "contacts"
urlpatterns = [
    path("", views.contacts, name="contacts"),
    path("<slug:name>.vcf", views.card, name="card"),
]
