"""Migrations 0001 to 0004 in one, for a database that is made anew."""

import django.db.models.deletion
import django.utils.timezone
import embargo.files
import embargo.refs
import partners.renditions
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('partners', '0001_initial'),
        ('partners', '0002_plain_help_texts'),
        ('partners', '0003_logo_renditions'),
        ('partners', '0004_changed_at'),
    ]

    initial = True

    dependencies = [
        ('pipeline', '0003_changed_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As releases call the company.', max_length=200, unique=True, verbose_name='name')),
                ('slug', models.SlugField(help_text='Its page is /partners/…/ and never moves.', max_length=200, unique=True, verbose_name='address')),
                ('logo', partners.renditions.LogoField(blank=True, height_field='logo_height', help_text='PNG, JPEG or WebP. Readers can load it once the partnership is public, not before.', upload_to=embargo.files.random_name, verbose_name='logo', width_field='logo_width')),
                ('logo_ref', embargo.refs.RefField(default=embargo.refs.new_ref, editable=False, max_length=8, unique=True)),
                ('web_address', models.URLField(blank=True, verbose_name='web address')),
                ('parent', models.ForeignKey(blank=True, help_text='The group that this company belongs to.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='partners.partner', verbose_name='parent')),
                ('logo_height', models.PositiveIntegerField(editable=False, null=True)),
                ('logo_width', models.PositiveIntegerField(editable=False, null=True)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
            ],
            options={
                'verbose_name': 'partner',
                'verbose_name_plural': 'partners',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('until', models.DateField(blank=True, help_text='The last day of this name, if known.', null=True, verbose_name='until')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_names', to='partners.partner')),
            ],
            options={
                'verbose_name': 'former name',
                'verbose_name_plural': 'former names',
                'ordering': ['-until', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_from', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can see this. Empty: readers cannot see it.', null=True, verbose_name='public from')),
                ('public_until', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can no longer see this. Empty: no end.', null=True, verbose_name='public until')),
                ('kind', models.CharField(choices=[('out-license', 'Licensed to the partner, who develops it'), ('in-license', 'Licensed from the partner'), ('co-development', 'Developed together'), ('research', 'Research collaboration'), ('supply', 'Supply or manufacturing')], max_length=20, verbose_name='kind')),
                ('territory', models.CharField(blank=True, help_text='Such as worldwide.', max_length=200, verbose_name='territory')),
                ('start_on', models.DateField(blank=True, null=True, verbose_name='start')),
                ('end_on', models.DateField(blank=True, help_text='The first day on which it is no longer in force.', null=True, verbose_name='end')),
                ('summary', models.TextField(blank=True, help_text="One or two sentences for the partner's page.", verbose_name='summary')),
                ('compounds', models.ManyToManyField(blank=True, related_name='partnerships', to='pipeline.compound', verbose_name='compounds')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='partners.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'partnership',
                'verbose_name_plural': 'partnerships',
                'ordering': ['-start_on', '-pk'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
                'constraints': [models.CheckConstraint(condition=models.Q(('public_until', None), models.Q(('public_from__isnull', False), ('public_until__gte', models.F('public_from'))), _connector='OR'), name='partners_partnership_public_span', violation_error_message='“Public until” needs a “public from” that is not after it.'), models.CheckConstraint(condition=models.Q(('start_on', None), ('end_on', None), ('end_on__gte', models.F('start_on')), _connector='OR'), name='partners_partnership_span', violation_error_message='The end cannot be before the start.')],
            },
        ),
    ]
