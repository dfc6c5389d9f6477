from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0020_lists_by_category")]

    operations = [
        migrations.AddIndex(
            "revision",
            models.Index("public_from", "id", "date", "category", name="releases_revision_appeared"),
        ),
        # The new one begins with the same columns.
        migrations.RemoveIndex("revision", "releases_revision_became"),
    ]
