"""Everybody at the desk sees the outbox."""

from django.apps import apps as live_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_roles_see(apps, schema_editor):
    # Permissions come with post_migrate, which is after this; make them now.
    using = schema_editor.connection.alias
    create_permissions(live_apps.get_app_config("embargo"), apps=apps, verbosity=0, using=using)
    permission = apps.get_model("auth", "Permission").objects.get(
        codename="view_outboxentry", content_type__app_label="embargo"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=["Writers", "Approvers", "Administrators"]):
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("embargo", "0001_outbox"),
        ("releases", "0002_roles"),
    ]
    operations = [migrations.RunPython(let_roles_see, migrations.RunPython.noop)]
