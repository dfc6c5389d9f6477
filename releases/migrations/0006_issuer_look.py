from django.db import migrations, models

import embargo.files
import embargo.refs
import partners.renditions
import releases.models.issuer


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0005_editing"),
    ]

    operations = [
        migrations.AddField(
            "issuer",
            "accent",
            models.CharField(
                default="#0b5a6f",
                help_text="The color of links and charts, such as #0b5a6f. It must be dark enough to read on white; the dark pages use a lighter tint of it.",
                max_length=7,
                validators=[releases.models.issuer.validate_accent],
                verbose_name="accent color",
            ),
        ),
        migrations.AddField(
            "issuer",
            "logo_height",
            models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            "issuer",
            "logo_width",
            models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            "issuer",
            "logo",
            partners.renditions.LogoField(
                blank=True,
                default="",
                height_field="logo_height",
                help_text="PNG, JPEG or WebP, at least 128 pixels high. It stands at the head of every page.",
                upload_to=embargo.files.random_name,
                verbose_name="logo",
                width_field="logo_width",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "issuer",
            "logo_ref",
            embargo.refs.RefField(default=embargo.refs.new_ref, editable=False, max_length=8, unique=True),
        ),
    ]
