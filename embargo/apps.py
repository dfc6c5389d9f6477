from django.apps import AppConfig


class EmbargoConfig(AppConfig):
    name = "embargo"
