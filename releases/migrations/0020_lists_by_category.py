from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0019_change_count_files")]

    operations = [
        migrations.AddIndex(
            "release", models.Index("category", "date", "id", name="releases_release_category")
        ),
        # releases_audit_order begins with the same column.
        migrations.RemoveIndex("auditentry", "releases_audit_at"),
    ]
