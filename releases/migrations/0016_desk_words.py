from django.db import migrations

from releases.finding import create


def index_words(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            create(cursor)


class Migration(migrations.Migration):
    dependencies = [("releases", "0015_desk_orders")]
    operations = [migrations.RunPython(index_words, migrations.RunPython.noop)]
