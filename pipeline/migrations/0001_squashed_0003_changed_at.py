"""Migrations 0001 to 0003 in one, for a database that is made anew."""

import django.db.models.deletion
import django.utils.timezone
import pipeline.models
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('pipeline', '0001_initial'),
        ('pipeline', '0002_plain_help_texts'),
        ('pipeline', '0003_changed_at'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Indication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('slug', models.SlugField(max_length=200, unique=True, verbose_name='address')),
                ('area', models.CharField(blank=True, help_text='Such as haematology.', max_length=120, verbose_name='area')),
            ],
            options={
                'verbose_name': 'indication',
                'verbose_name_plural': 'indications',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Compound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_from', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can see this. Empty: readers cannot see it.', null=True, verbose_name='public from')),
                ('public_until', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can no longer see this. Empty: no end.', null=True, verbose_name='public until')),
                ('name', models.CharField(help_text='As releases call it; the safe harbor names it so.', max_length=120, unique=True, verbose_name='name')),
                ('slug', models.SlugField(help_text='Its page is /pipeline/…/ and never moves.', max_length=120, unique=True, verbose_name='address')),
                ('target', models.CharField(blank=True, help_text='Such as CD19 or HER2.', max_length=200, verbose_name='target')),
                ('technology', models.CharField(blank=True, help_text='Such as antibody-drug conjugate.', max_length=200, verbose_name='technology')),
                ('description', models.TextField(blank=True, help_text="Two or three sentences for the compound's page. No results here.", verbose_name='description')),
                ('order', models.PositiveSmallIntegerField(default=10, help_text='Smaller numbers stand first in the pipeline.', verbose_name='order')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
            ],
            options={
                'verbose_name': 'compound',
                'verbose_name_plural': 'compounds',
                'ordering': ['order', 'name'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
                'constraints': [models.CheckConstraint(condition=models.Q(('public_until', None), models.Q(('public_from__isnull', False), ('public_until__gte', models.F('public_from'))), _connector='OR'), name='pipeline_compound_public_span', violation_error_message='“Public until” needs a “public from” that is not after it.')],
            },
        ),
        migrations.CreateModel(
            name='Program',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.CharField(blank=True, help_text='Such as first line, or in combination with … .', max_length=200, verbose_name='setting')),
                ('compound', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programs', to='pipeline.compound')),
                ('indication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programs', to='pipeline.indication')),
            ],
            options={
                'verbose_name': 'program',
                'verbose_name_plural': 'programs',
                'ordering': ['compound__order', 'compound__name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('compound', 'indication', 'line'), name='pipeline_program_once')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_from', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can see this. Empty: readers cannot see it.', null=True, verbose_name='public from')),
                ('public_until', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can no longer see this. Empty: no end.', null=True, verbose_name='public until')),
                ('phase', models.CharField(choices=[('0', 'Preclinical'), ('1', 'Phase 1'), ('1-2', 'Phase 1/2'), ('2', 'Phase 2'), ('2-3', 'Phase 2/3'), ('3', 'Phase 3'), ('4', 'Submitted'), ('5', 'Approved'), ('9', 'Discontinued')], max_length=3, verbose_name='phase reached')),
                ('reached_on', models.DateField(verbose_name='reached on')),
                ('trial_id', pipeline.models.TrialIdField(blank=True, help_text='The study at ClinicalTrials.gov, such as NCT00796731.', max_length=11, verbose_name='trial id')),
                ('note', models.CharField(blank=True, help_text='One line for the timeline, such as “first patient dosed”.', max_length=200, verbose_name='note')),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='pipeline.program')),
            ],
            options={
                'verbose_name': 'milestone',
                'verbose_name_plural': 'milestones',
                'ordering': ['-reached_on', '-pk'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
                'constraints': [models.CheckConstraint(condition=models.Q(('public_until', None), models.Q(('public_from__isnull', False), ('public_until__gte', models.F('public_from'))), _connector='OR'), name='pipeline_milestone_public_span', violation_error_message='“Public until” needs a “public from” that is not after it.')],
            },
        ),
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('code', 'Code'), ('generic', 'Generic name'), ('brand', 'Brand name')], max_length=10, verbose_name='kind')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('mark', models.CharField(blank=True, choices=[('', 'none'), ('®', '®'), ('™', '™')], help_text='The mark that belongs to this name where a text first uses it.', max_length=1, verbose_name='mark')),
                ('compound', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='pipeline.compound')),
            ],
            options={
                'verbose_name': 'other name',
                'verbose_name_plural': 'other names',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('compound', 'name'), name='pipeline_alias_once')],
            },
        ),
    ]
