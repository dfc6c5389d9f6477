from django.db import migrations, models


class Migration(migrations.Migration):
    """The hashes stay unique, without the index for LIKE that `unique=True` keeps beside each on PostgreSQL."""

    dependencies = [("releases", "0021_counted_by_an_index")]

    operations = [
        migrations.AlterField("auditentry", "previous", models.CharField("hash before", max_length=64)),
        migrations.AlterField("auditentry", "sha256", models.CharField("hash", max_length=64)),
        migrations.AddConstraint(
            "auditentry", models.UniqueConstraint(fields=["previous"], name="releases_audit_previous_once")
        ),
        migrations.AddConstraint(
            "auditentry", models.UniqueConstraint(fields=["sha256"], name="releases_audit_sha256_once")
        ),
    ]
