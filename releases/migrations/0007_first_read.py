import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Length


class Migration(migrations.Migration):

    dependencies = [
        ('releases', '0006_issuer_look'),
    ]

    operations = [
        migrations.CreateModel(
            name='FirstRead',
            fields=[
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='first_read', serialize=False, to='releases.revision')),
                ('at', models.DateTimeField(verbose_name='at')),
            ],
            options={
                'verbose_name': 'first read',
                'verbose_name_plural': 'first reads',
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='release',
            index=models.Index('status', 'edited_at', name='releases_release_status'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(models.F('confirmed_at'), Length('emergency_reason'), name='releases_revision_emergency'),
        ),
    ]
