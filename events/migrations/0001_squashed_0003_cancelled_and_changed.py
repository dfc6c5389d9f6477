"""Migrations 0001 to 0003 in one, for a database that is made anew."""

import django.db.models.deletion
import django.utils.timezone
import embargo.refs
import events.models
import pipeline.models
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('events', '0001_initial'),
        ('events', '0002_slot_ref'),
        ('events', '0003_cancelled_and_changed'),
    ]

    initial = True

    dependencies = [
        ('pipeline', '0003_changed_at'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_from', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can see this. Empty: readers cannot see it.', null=True, verbose_name='public from')),
                ('public_until', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can no longer see this. Empty: no end.', null=True, verbose_name='public until')),
                ('ref', embargo.refs.RefField(default=embargo.refs.new_ref, editable=False, max_length=8, unique=True)),
                ('kind', models.CharField(choices=[('conference', 'Medical conference'), ('call', 'Conference call'), ('webcast', 'Webcast'), ('meeting', 'Investor meeting')], max_length=12, verbose_name='kind')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('place', models.CharField(blank=True, help_text='City and country, or “online”.', max_length=200, verbose_name='place')),
                ('time_zone', models.CharField(blank=True, help_text='Where it takes place, such as America/Chicago. Empty: not stated; no zone is invented.', max_length=40, validators=[events.models.validate_time_zone], verbose_name='time zone')),
                ('start_on', models.DateField(verbose_name='first day')),
                ('end_on', models.DateField(blank=True, help_text='Empty: the first day.', null=True, verbose_name='last day')),
                ('start_time', models.TimeField(blank=True, help_text='For a call or webcast, in the zone of the event.', null=True, verbose_name='starts at')),
                ('web_address', models.URLField(blank=True, help_text="The webcast or the meeting's page.", verbose_name='web address')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
                ('is_cancelled', models.BooleanField(default=False, help_text='It does not take place. It stays on the site, and calendars strike it out.', verbose_name='cancelled')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['-start_on', '-pk'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
                'constraints': [models.CheckConstraint(condition=models.Q(('public_until', None), models.Q(('public_from__isnull', False), ('public_until__gte', models.F('public_from'))), _connector='OR'), name='events_event_public_span', violation_error_message='“Public until” needs a “public from” that is not after it.'), models.CheckConstraint(condition=models.Q(('end_on', None), ('end_on__gte', models.F('start_on')), _connector='OR'), name='events_event_days', violation_error_message='The last day cannot be before the first.')],
            },
        ),
        migrations.CreateModel(
            name='Presentation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_from', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can see this. Empty: readers cannot see it.', null=True, verbose_name='public from')),
                ('public_until', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can no longer see this. Empty: no end.', null=True, verbose_name='public until')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('abstract_number', models.CharField(blank=True, help_text='Such as 8057 or LBA1, without “#”.', max_length=20, verbose_name='abstract number')),
                ('presenter', models.CharField(blank=True, max_length=200, verbose_name='presenter')),
                ('trial_id', pipeline.models.TrialIdField(blank=True, max_length=11, verbose_name='trial id')),
                ('compounds', models.ManyToManyField(blank=True, related_name='presentations', to='pipeline.compound', verbose_name='compounds')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presentations', to='events.event', verbose_name='event')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
            ],
            options={
                'verbose_name': 'presentation',
                'verbose_name_plural': 'presentations',
                'ordering': ['pk'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
                'constraints': [models.CheckConstraint(condition=models.Q(('public_until', None), models.Q(('public_from__isnull', False), ('public_until__gte', models.F('public_from'))), _connector='OR'), name='events_presentation_public_span', violation_error_message='“Public until” needs a “public from” that is not after it.')],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_from', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can see this. Empty: readers cannot see it.', null=True, verbose_name='public from')),
                ('public_until', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can no longer see this. Empty: no end.', null=True, verbose_name='public until')),
                ('date', models.DateField(verbose_name='date')),
                ('start', models.TimeField(blank=True, null=True, verbose_name='start')),
                ('end', models.TimeField(blank=True, null=True, verbose_name='end')),
                ('session', models.CharField(blank=True, max_length=300, verbose_name='session')),
                ('room', models.CharField(blank=True, max_length=120, verbose_name='room')),
                ('board', models.CharField(blank=True, max_length=20, verbose_name='board')),
                ('role', models.CharField(blank=True, help_text='Such as oral, poster, discussion.', max_length=120, verbose_name='role')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='events.event', verbose_name='event')),
                ('presentations', models.ManyToManyField(blank=True, related_name='slots', to='events.presentation', verbose_name='presentations')),
                ('ref', embargo.refs.RefField(default=embargo.refs.new_ref, editable=False, max_length=8, unique=True)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
            ],
            options={
                'verbose_name': 'slot',
                'verbose_name_plural': 'slots',
                'ordering': ['date', 'start', 'pk'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
                'constraints': [models.CheckConstraint(condition=models.Q(('public_until', None), models.Q(('public_from__isnull', False), ('public_until__gte', models.F('public_from'))), _connector='OR'), name='events_slot_public_span', violation_error_message='“Public until” needs a “public from” that is not after it.')],
            },
        ),
    ]
