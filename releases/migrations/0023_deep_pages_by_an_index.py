from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0022_audit_hashes")]

    operations = [
        migrations.AddIndex(
            "revision",
            models.Index(
                "date", "released_at", "id", "public_from", "public_until", name="releases_revision_listed"
            ),
        ),
        # The new one begins with the same columns.
        migrations.RemoveIndex("revision", "releases_revision_order"),
    ]
