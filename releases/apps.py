from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class ReleasesConfig(AppConfig):
    name = "releases"

    def ready(self):
        from . import counting, counting_changes, prepared, triggers, websub

        # Not in a migration: on SQLite a later AlterField rebuilds the table and silently drops its triggers.
        post_migrate.connect(triggers.install, sender=self)
        post_migrate.connect(counting.install, sender=self)
        post_migrate.connect(counting_changes.install, sender=self)
        connection_created.connect(prepared.set_up)
        websub.register()
