from django.db import migrations, models

import embargo.files
import partners.renditions


def make_renditions(apps, schema_editor):
    """Measure the logos that are there and store their renditions; a lost file stays as it is."""
    for partner in apps.get_model("partners", "Partner").objects.exclude(logo=""):
        try:
            partner.logo.make_renditions()
            size = {"logo_width": partner.logo.width, "logo_height": partner.logo.height}
        except OSError:
            continue
        type(partner).objects.filter(pk=partner.pk).update(**size)


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
            partners.renditions.LogoField(
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
