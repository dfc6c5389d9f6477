# The forms of a revision that are made once and kept.

import django.db.models.deletion
import django.utils.timezone
import embargo.files
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0007_first_read'),
    ]

    operations = [
        migrations.CreateModel(
            name='RevisionExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('suffix', models.CharField(max_length=12, verbose_name='form')),
                ('file', models.FileField(upload_to=embargo.files.random_name, verbose_name='file')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made at')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='releases.revision', verbose_name='revision')),
            ],
            options={
                'verbose_name': 'export',
                'verbose_name_plural': 'exports',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('revision', 'suffix'), name='releases_export_once')],
            },
        ),
    ]
