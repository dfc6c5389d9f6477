from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0009_feed_identity")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="notes",
            field=models.JSONField(
                default=list,
                editable=False,
                help_text="What it says besides its words.",
                verbose_name="notes",
            ),
        ),
    ]
