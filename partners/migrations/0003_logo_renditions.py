from django.core.files.storage import default_storage
from django.db import migrations, models

import embargo.files
from partners import renditions


def make_renditions(apps, schema_editor):
    """Store the renditions of the logos that are there and keep their sizes.

    A lost file gets the size of the box: without any, Django would open the file whenever the row is read.
    """
    partners = apps.get_model("partners", "Partner").objects.exclude(logo="")
    for pk, name in partners.values_list("pk", "logo"):
        try:
            width, height = renditions.store_renditions(default_storage, name)
        except OSError:
            width, height = renditions.BOX
        partners.filter(pk=pk).update(logo_width=width, logo_height=height)


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0002_plain_help_texts"),
    ]

    operations = [
        migrations.AddField(
            "partner",
            "logo_height",
            models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            "partner",
            "logo_width",
            models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            "partner",
            "logo",
            renditions.LogoField(
                blank=True,
                height_field="logo_height",
                help_text="PNG, JPEG or WebP. Readers can load it once the partnership is public, not before.",
                upload_to=embargo.files.random_name,
                verbose_name="logo",
                width_field="logo_width",
            ),
        ),
        migrations.RunPython(make_renditions, migrations.RunPython.noop, elidable=True),
    ]
