from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0023_deep_pages_by_an_index")]

    operations = [
        migrations.AddIndex(
            "revision",
            models.Index(
                "category",
                "date",
                "released_at",
                "id",
                "public_from",
                "public_until",
                name="releases_revision_filed",
            ),
        ),
    ]
