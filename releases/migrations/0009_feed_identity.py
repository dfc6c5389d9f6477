"""What feeds are known by, and when what they say beside the releases changed."""

from urllib.parse import urlsplit

import django.utils.timezone
from django.db import migrations, models


def name_newsroom(apps, schema_editor):
    for issuer in apps.get_model("releases", "Issuer").objects.using(schema_editor.connection.alias):
        host = urlsplit(issuer.web_address).hostname or "newsroom.invalid"
        issuer.guid = f"tag:{host},{issuer.changed_at:%Y-%m-%d}:newsroom"
        issuer.save(update_fields=["guid"])


class Migration(migrations.Migration):
    dependencies = [("releases", "0008_revision_export")]
    operations = [
        migrations.AddField(
            "category",
            "changed_at",
            models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="changed at"
            ),
        ),
        migrations.AddField(
            "issuer",
            "changed_at",
            models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="changed at"
            ),
        ),
        migrations.AddField(
            "issuer",
            "guid",
            models.CharField(default="", editable=False, max_length=200, verbose_name="feed identity"),
            preserve_default=False,
        ),
        migrations.RunPython(name_newsroom, migrations.RunPython.noop, elidable=True),
    ]
