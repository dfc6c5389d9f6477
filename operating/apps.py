from django.apps import AppConfig
from django.conf import settings


class OperatingConfig(AppConfig):
    name = "operating"

    def ready(self):
        from . import sentry, withdrawals

        withdrawals.register()
        sentry.start(settings.SENTRY_DSN)
