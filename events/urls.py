from django.urls import path

from . import calendars, views

app_name = "events"
urlpatterns = [
    path("", views.events, name="events"),
    path("<slug:ref>.ics", calendars.event_calendar, name="calendar"),
    path("<slug:ref>/<slug:slot>.ics", calendars.slot_calendar, name="slot_calendar"),
    path("<slug:ref>/", views.event, name="event"),
]
