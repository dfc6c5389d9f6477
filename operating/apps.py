from django.apps import AppConfig


class OperatingConfig(AppConfig):
    name = "operating"

    def ready(self):
        from . import withdrawals

        withdrawals.register()
