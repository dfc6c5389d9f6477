"""Migrations 0001 to 0005 in one, for a database that is made anew."""

from importlib import import_module

from django.db import migrations, models

let_roles_see = import_module('embargo.migrations.0002_outbox_seen').let_roles_see


class Migration(migrations.Migration):

    replaces = [
        ('embargo', '0001_outbox'),
        ('embargo', '0002_outbox_seen'),
        ('embargo', '0003_generation'),
        ('embargo', '0004_misses'),
        ('embargo', '0005_outbox_interrupted'),
    ]

    initial = True

    dependencies = [
        ('releases', '0002_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutboxEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('carrier', models.CharField(max_length=40, verbose_name='by')),
                ('key', models.CharField(max_length=200, verbose_name='fact')),
                ('subject', models.CharField(blank=True, max_length=600, verbose_name='about')),
                ('payload', models.JSONField(default=dict, verbose_name='facts')),
                ('due_at', models.DateTimeField(verbose_name='due at')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('leased_until', models.DateTimeField(null=True, verbose_name='next attempt not before')),
                ('outcome', models.CharField(choices=[('waiting', 'Waiting'), ('delivered', 'Delivered'), ('dropped', 'Not sent: no longer true'), ('given up', 'Given up'), ('interrupted', 'Not known whether it was sent')], default='waiting', max_length=12, verbose_name='state')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='settled at')),
                ('message', models.TextField(blank=True, verbose_name='what happened')),
            ],
            options={
                'verbose_name': 'outbox entry',
                'verbose_name_plural': 'outbox',
                'ordering': ['-due_at', '-pk'],
                'default_permissions': ('view',),
                'indexes': [models.Index(condition=models.Q(('settled_at', None)), fields=['due_at'], name='embargo_outbox_due'), models.Index(fields=['due_at', 'id'], name='embargo_outbox_order')],
                'constraints': [models.UniqueConstraint(fields=('carrier', 'key'), name='embargo_outbox_once')],
            },
        ),
        migrations.CreateModel(
            name='Generation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='embargo_generation_one_row')],
            },
        ),
        migrations.CreateModel(
            name='MissWave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began_at', models.DateTimeField()),
                ('last_at', models.DateTimeField(db_index=True)),
                ('misses', models.PositiveIntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='MissTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('address', models.CharField(blank=True, max_length=45)),
                ('misses', models.PositiveIntegerField(default=0)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('at', 'address'), name='embargo_miss_tally_once')],
            },
        ),
        migrations.RunPython(let_roles_see, migrations.RunPython.noop),
    ]
