"""Migrations 0001 to 0003 in one, for a database that is made anew."""

from importlib import import_module

from django.db import migrations, models

create = import_module('search.migrations.0002_full_text').create


class Migration(migrations.Migration):

    replaces = [
        ('search', '0001_initial'),
        ('search', '0002_full_text'),
        ('search', '0003_newest'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('release', 'Release'), ('compound', 'Compound'), ('partner', 'Partner'), ('event', 'Event')], max_length=10)),
                ('row', models.PositiveBigIntegerField()),
                ('date', models.DateField(null=True)),
                ('title', models.TextField()),
                ('body', models.TextField()),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('kind', 'row'), name='search_entry_once')],
                'indexes': [models.Index(fields=['-date', '-id'], name='search_entry_newest')],
            },
        ),
        migrations.RunPython(create, migrations.RunPython.noop),
    ]
