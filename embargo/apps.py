from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EmbargoConfig(AppConfig):
    name = "embargo"

    def ready(self):
        from . import alarm, checks, generation  # noqa: F401  (the checks register themselves)
        from .front import telling

        post_migrate.connect(generation.install, sender=self)
        telling.connect()
        alarm.register()
