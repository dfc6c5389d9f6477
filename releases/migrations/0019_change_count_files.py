from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0018_row_counts_go")]

    operations = [
        migrations.AddField("changecount", "files", models.IntegerField(db_default=0, default=0)),
    ]
