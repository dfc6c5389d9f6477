"""Migrations 0001 to 0016 in one, for a database that is made anew."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import embargo.files
import embargo.refs
import events.models
import partners.renditions
import releases.boilerplate
import releases.models.issuer
from django.conf import settings
from django.db import migrations, models

from ._at_once import CreateModels

create_roles = import_module('releases.migrations.0002_roles').create_roles
index_words = import_module('releases.migrations.0016_desk_words').index_words


class Migration(migrations.Migration):

    replaces = [
        ('releases', '0001_initial'),
        ('releases', '0002_roles'),
        ('releases', '0003_audit_without_release'),
        ('releases', '0004_details_on_record'),
        ('releases', '0005_editing'),
        ('releases', '0006_issuer_look'),
        ('releases', '0007_first_read'),
        ('releases', '0008_revision_export'),
        ('releases', '0009_feed_identity'),
        ('releases', '0010_attachment_notes'),
        ('releases', '0011_counts'),
        ('releases', '0012_attachment_size'),
        ('releases', '0013_feed_orders'),
        ('releases', '0014_filed_counts'),
        ('releases', '0015_desk_orders'),
        ('releases', '0016_desk_words'),
    ]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contacts', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('events', '0003_cancelled_and_changed'),
        # Nothing here needs these two; made before so much is linked to accounts, they cost next to nothing.
        ('otp_static', '0003_add_timestamps'),
        ('otp_totp', '0003_add_timestamps'),
        ('partners', '0004_changed_at'),
        ('pipeline', '0003_changed_at'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Category',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                    ('slug', models.SlugField(help_text='Stands in links; never change it.', max_length=80, unique=True, verbose_name='address')),
                    ('order', models.PositiveSmallIntegerField(default=10, verbose_name='order')),
                    ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
                ],
                options={
                    'verbose_name': 'category',
                    'verbose_name_plural': 'categories',
                    'ordering': ['order', 'name'],
                },
            ),
            migrations.CreateModel(
                name='Filing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('form', models.CharField(choices=[('10-K', '10-K'), ('10-Q', '10-Q'), ('8-K', '8-K')], default='10-K', max_length=8, verbose_name='form')),
                    ('period_end', models.DateField(help_text='The last day of the year or quarter reported on.', verbose_name='period end')),
                    ('filed_on', models.DateField(help_text='Releases of this date and later name this report.', verbose_name='filed on')),
                    ('wording', models.CharField(blank=True, help_text='How texts name it. Empty: “Annual Report on Form 10-K for the fiscal year ended …”.', max_length=200, verbose_name='wording')),
                    ('web_address', models.URLField(blank=True, verbose_name='web address')),
                ],
                options={
                    'verbose_name': 'filing',
                    'verbose_name_plural': 'filings',
                    'ordering': ['-filed_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('filed_on__gte', models.F('period_end'))), name='releases_filing_after_period', violation_error_message='A report cannot be filed before its period ends.'), models.UniqueConstraint(fields=('form', 'period_end', 'filed_on'), name='releases_filing_once')],
                },
            ),
            migrations.CreateModel(
                name='Issuer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(help_text='The full name, such as “Example Bio, Inc.”.', max_length=200, verbose_name='name')),
                    ('short_name', models.CharField(help_text="As running text says it; boilerplate's {issuer}.", max_length=120, verbose_name='short name')),
                    ('former_names', models.TextField(blank=True, help_text='One to a line.', verbose_name='former names')),
                    ('place', models.CharField(help_text='The dateline that a new release starts with, such as “BOSTON”.', max_length=120, verbose_name='place')),
                    ('time_zone', models.CharField(default='America/New_York', help_text='All times in the newsroom are shown in this zone, such as America/New_York.', max_length=40, validators=[events.models.validate_time_zone], verbose_name='time zone')),
                    ('web_address', models.URLField(blank=True, help_text="The company's own site.", verbose_name='web address')),
                    ('accent', models.CharField(default='#0b5a6f', help_text='The color of links and charts, such as #0b5a6f. It must be dark enough to read on white; the dark pages use a lighter tint of it.', max_length=7, validators=[releases.models.issuer.validate_accent], verbose_name='accent color')),
                    ('logo_height', models.PositiveIntegerField(editable=False, null=True)),
                    ('logo_width', models.PositiveIntegerField(editable=False, null=True)),
                    ('logo', partners.renditions.LogoField(blank=True, height_field='logo_height', help_text='PNG, JPEG or WebP, at least 128 pixels high. It stands at the head of every page.', upload_to=embargo.files.random_name, verbose_name='logo', width_field='logo_width')),
                    ('logo_ref', embargo.refs.RefField(default=embargo.refs.new_ref, editable=False, max_length=8, unique=True)),
                    ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='changed at')),
                    ('guid', models.CharField(editable=False, max_length=200, verbose_name='feed identity')),
                ],
                options={
                    'verbose_name': 'issuer',
                    'verbose_name_plural': 'issuer',
                    'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='releases_issuer_one_row')],
                },
            ),
            migrations.CreateModel(
                name='Release',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', embargo.refs.RefField(default=embargo.refs.new_ref, editable=False, max_length=8, unique=True)),
                    ('guid', models.CharField(editable=False, max_length=200, verbose_name='feed identity')),
                    ('status', models.CharField(choices=[('draft', 'Draft'), ('in review', 'In review'), ('approved', 'Approved'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=12, verbose_name='status')),
                    ('headline', models.CharField(max_length=500, verbose_name='headline')),
                    ('subheads', models.JSONField(blank=True, default=list, help_text='One to a line; all of them stand in every output.', verbose_name='subheads')),
                    ('date', models.DateField(help_text='Part of the text: it decides the dateline, the boilerplate and the annual report named.', verbose_name='date')),
                    ('from_archive', models.BooleanField(default=False, help_text='It was first published elsewhere on its date: shown with that date and no time of day.', verbose_name='from the archive')),
                    ('dateline_place', models.CharField(blank=True, help_text='Such as “BOSTON” or “LONDON and BOSTON”.', max_length=200, verbose_name='place')),
                    ('wire', models.CharField(blank=True, choices=[('', 'none'), ('BUSINESS WIRE', 'Business Wire'), ('PRNewswire', 'PR Newswire'), ('GLOBE NEWSWIRE', 'GlobeNewswire'), ('CNW', 'CNW')], max_length=20, verbose_name='wire')),
                    ('body', models.TextField(blank=True, verbose_name='body')),
                    ('safe_harbor', models.CharField(choices=[('attach', 'Attach the safe harbor in force'), ('caution', 'Attach the caution without the Act (the statute excludes this context)'), ('none', 'None: nothing in this release looks forward')], default='attach', max_length=8, verbose_name='safe harbor')),
                    ('safe_harbor_reason', models.CharField(blank=True, help_text='Needed unless the safe harbor is attached.', max_length=300, verbose_name='reason')),
                    ('attach_about', models.BooleanField(default=True, verbose_name='attach the About in force')),
                    ('own_date_line', models.CharField(blank=True, help_text='As the text wrote its date, with a time perhaps.', max_length=200, verbose_name='own date line')),
                    ('own_dateline', models.CharField(blank=True, max_length=300, verbose_name='own dateline')),
                    ('own_about', models.TextField(blank=True, verbose_name='own About')),
                    ('own_safe_harbor', models.TextField(blank=True, verbose_name='own safe harbor')),
                    ('own_contact_block', models.TextField(blank=True, verbose_name='own contact block')),
                    ('own_source_line', models.TextField(blank=True, verbose_name='own source line')),
                    ('end_mark', models.CharField(blank=True, help_text='Such as ### or -30-.', max_length=20, verbose_name='end mark')),
                    ('wire_text', models.TextField(blank=True, editable=False, verbose_name='imported text')),
                    ('import_notes', models.JSONField(default=list, editable=False, verbose_name='notes of the import')),
                    ('not_placed', models.TextField(blank=True, help_text='Words of the imported text that found no field. Move or delete them.', verbose_name='not placed')),
                    ('kind', models.CharField(choices=[('original', 'Original'), ('correction', 'Correction'), ('update', 'Update'), ('typo', 'Typo')], default='original', editable=False, max_length=12, verbose_name='kind')),
                    ('note', models.TextField(blank=True, help_text='For a correction: what was wrong, what is right, and whose error it was. Readers see it.', verbose_name='public note')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                    ('edited_at', models.DateTimeField(auto_now=True, verbose_name='edited at')),
                    ('authors', models.ManyToManyField(editable=False, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='authors')),
                    ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='releases.category', verbose_name='category')),
                    ('events', models.ManyToManyField(blank=True, related_name='releases', to='events.event', verbose_name='events')),
                    ('joint_partners', models.ManyToManyField(blank=True, help_text='Their About is attached after ours.', related_name='joint_releases', to='partners.partner', verbose_name='joint with')),
                    ('milestones', models.ManyToManyField(blank=True, related_name='releases', to='pipeline.milestone', verbose_name='milestones')),
                    ('partners', models.ManyToManyField(blank=True, help_text='Whom it speaks of.', related_name='releases', to='partners.partner', verbose_name='partners')),
                    ('partnerships', models.ManyToManyField(blank=True, related_name='releases', to='partners.partnership', verbose_name='partnerships')),
                    ('presentations', models.ManyToManyField(blank=True, related_name='releases', to='events.presentation', verbose_name='presentations')),
                    ('slots', models.ManyToManyField(blank=True, related_name='releases', to='events.slot', verbose_name='slots')),
                    ('compounds', models.ManyToManyField(blank=True, related_name='releases', through='releases.ReleaseCompound', to='pipeline.compound')),
                    ('contacts', models.ManyToManyField(blank=True, related_name='releases', through='releases.ReleaseContact', to='contacts.contact')),
                    ('edited_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='edited by')),
                ],
                options={
                    'verbose_name': 'release',
                    'verbose_name_plural': 'releases',
                    'ordering': ['-date', '-pk'],
                    'permissions': [('submit_release', 'Can submit a release for review'), ('approve_release', 'Can approve a release'), ('send_back_release', 'Can send a release back'), ('schedule_release', 'Can schedule a release'), ('publish_release', 'Can publish a release now'), ('hold_release', 'Can hold a scheduled release'), ('revise_release', 'Can revise a live release'), ('withdraw_release', 'Can withdraw a live release'), ('confirm_release', 'Can confirm an emergency approval')],
                    'indexes': [models.Index(models.F('date'), models.F('id'), name='releases_release_order'), models.Index(models.F('status'), models.F('edited_at'), name='releases_release_status'), models.Index(models.F('headline'), models.F('id'), name='releases_release_headline')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('safe_harbor', 'attach'), models.Q(('safe_harbor_reason', ''), _negated=True), _connector='OR'), name='releases_release_safe_harbor_reason', violation_error_message='Give the reason why the safe harbor is not attached.'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'in review', 'approved', 'withdrawn'])), name='releases_release_status')],
                },
            ),
            migrations.CreateModel(
                name='Attachment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ref', embargo.refs.RefField(default=embargo.refs.new_ref, editable=False, max_length=8, unique=True)),
                    ('file', models.FileField(help_text='PDF, PNG, JPEG, WebP, CSV, Word, Excel, PowerPoint.', upload_to=embargo.files.random_name, verbose_name='file')),
                    ('title', models.CharField(help_text='What readers see as the link.', max_length=200, verbose_name='title')),
                    ('alternative_text', models.CharField(blank=True, help_text='For images: what somebody who cannot see it needs.', max_length=300, verbose_name='alternative text')),
                    ('name', models.CharField(editable=False, max_length=120, verbose_name='file name')),
                    ('content_type', models.CharField(editable=False, max_length=100, verbose_name='type')),
                    ('size', models.PositiveIntegerField(editable=False, verbose_name='bytes')),
                    ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                    ('included', models.BooleanField(default=True, help_text='Untick to leave it out of the next approved text.', verbose_name='goes out')),
                    ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='uploaded at')),
                    ('uploaded_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='releases.release')),
                    ('notes', models.JSONField(default=list, editable=False, help_text='What it says besides its words.', verbose_name='notes')),
                    ('height', models.PositiveIntegerField(editable=False, null=True)),
                    ('width', models.PositiveIntegerField(editable=False, null=True)),
                ],
                options={
                    'verbose_name': 'attachment',
                    'verbose_name_plural': 'attachments',
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='ReleaseCompound',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField(default=1, help_text='The order in which the safe harbor names them.', verbose_name='position')),
                    ('compound', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='pipeline.compound', verbose_name='compound')),
                    ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='releases.release')),
                ],
                options={
                    'verbose_name': 'compound',
                    'verbose_name_plural': 'compounds',
                    'ordering': ['position', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('release', 'compound'), name='releases_compound_once')],
                },
            ),
            migrations.CreateModel(
                name='ReleaseContact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField(default=1, verbose_name='position')),
                    ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='contacts.contact', verbose_name='contact')),
                    ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='releases.release')),
                ],
                options={
                    'verbose_name': 'contact',
                    'verbose_name_plural': 'contacts',
                    'ordering': ['position', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('release', 'contact'), name='releases_contact_once')],
                },
            ),
            migrations.CreateModel(
                name='Revision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_from', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can see this. Empty: readers cannot see it.', null=True, verbose_name='public from')),
                    ('public_until', models.DateTimeField(blank=True, db_index=True, help_text='The instant from which readers can no longer see this. Empty: no end.', null=True, verbose_name='public until')),
                    ('ref', models.CharField(db_index=True, max_length=8, verbose_name='reference')),
                    ('guid', models.CharField(max_length=200, verbose_name='feed identity')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                    ('kind', models.CharField(choices=[('original', 'Original'), ('correction', 'Correction'), ('update', 'Update'), ('typo', 'Typo')], max_length=12, verbose_name='kind')),
                    ('note', models.TextField(blank=True, verbose_name='note')),
                    ('headline', models.CharField(max_length=500, verbose_name='headline')),
                    ('slug', models.SlugField(max_length=80, verbose_name='slug')),
                    ('subheads', models.JSONField(default=list, verbose_name='subheads')),
                    ('date', models.DateField(verbose_name='date')),
                    ('date_only', models.BooleanField(default=False, verbose_name='date only')),
                    ('date_line', models.CharField(blank=True, max_length=200, verbose_name='date line')),
                    ('dateline', models.CharField(blank=True, max_length=300, verbose_name='dateline')),
                    ('body', models.TextField(verbose_name='body')),
                    ('about', models.TextField(blank=True, verbose_name='about')),
                    ('safe_harbor', models.TextField(blank=True, verbose_name='safe harbor')),
                    ('contact_block', models.TextField(blank=True, verbose_name='contacts')),
                    ('source_line', models.TextField(blank=True, verbose_name='source line')),
                    ('end_mark', models.CharField(blank=True, max_length=20, verbose_name='end mark')),
                    ('tickers', models.JSONField(default=list, verbose_name='tickers')),
                    ('approved_at', models.DateTimeField(verbose_name='approved at')),
                    ('approver_name', models.CharField(max_length=200, verbose_name='approver')),
                    ('emergency_reason', models.TextField(blank=True, verbose_name='emergency')),
                    ('sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                    ('released_at', models.DateTimeField(help_text='The instant at which this release first became public here.', null=True, verbose_name='released at')),
                    ('voided_at', models.DateTimeField(null=True, verbose_name='voided at')),
                    ('withdrawn_at', models.DateTimeField(null=True, verbose_name='withdrawn at')),
                    ('withdrawal_reason', models.TextField(blank=True, verbose_name='reason of withdrawal')),
                    ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed at')),
                    ('confirmer_name', models.CharField(blank=True, max_length=200, verbose_name='confirmed by')),
                    ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                    ('attachments', models.ManyToManyField(related_name='revisions', to='releases.attachment')),
                    ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='releases.category')),
                    ('compounds', models.ManyToManyField(related_name='revisions', to='pipeline.compound')),
                    ('contacts', models.ManyToManyField(related_name='revisions', to='contacts.contact')),
                    ('events', models.ManyToManyField(related_name='revisions', to='events.event')),
                    ('milestones', models.ManyToManyField(related_name='revisions', to='pipeline.milestone')),
                    ('partners', models.ManyToManyField(related_name='revisions', to='partners.partner')),
                    ('partnerships', models.ManyToManyField(related_name='revisions', to='partners.partnership')),
                    ('presentations', models.ManyToManyField(related_name='revisions', to='events.presentation')),
                    ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='releases.release')),
                    ('slots', models.ManyToManyField(related_name='revisions', to='events.slot')),
                    ('hides_headline', models.BooleanField(default=False, help_text='Where the headline itself would mislead.', verbose_name='headline kept off the notice')),
                ],
                options={
                    'verbose_name': 'revision',
                    'verbose_name_plural': 'revisions',
                    'ordering': ['-date', '-released_at', '-pk'],
                    'abstract': False,
                    'default_permissions': ('view',),
                    'indexes': [models.Index(models.F('date'), models.F('released_at'), models.F('id'), name='releases_revision_order'), models.Index(models.F('confirmed_at'), django.db.models.functions.text.Length('emergency_reason'), name='releases_revision_emergency'), models.Index(models.F('withdrawn_at'), condition=models.Q(('withdrawn_at__isnull', False)), name='releases_revision_withdrawn'), models.Index(models.F('kind'), models.F('public_from'), name='releases_revision_kind'), models.Index(models.F('public_from'), models.F('id'), name='releases_revision_became'), models.Index(models.F('approved_at'), models.F('id'), name='releases_revision_approved_at'), models.Index(models.F('sha256'), name='releases_revision_sha256')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('public_until', None), models.Q(('public_from__isnull', False), ('public_until__gte', models.F('public_from'))), _connector='OR'), name='releases_revision_public_span', violation_error_message='“Public until” needs a “public from” that is not after it.'), models.UniqueConstraint(condition=models.Q(('voided_at', None)), fields=('release', 'number'), name='releases_revision_number_once'), models.CheckConstraint(condition=models.Q(('voided_at', None), ('public_from', None), _connector='OR'), name='releases_revision_void_not_public'), models.CheckConstraint(condition=models.Q(('public_from', None), models.Q(('sha256', ''), _negated=True), _connector='OR'), name='releases_revision_sealed_before_public'), models.CheckConstraint(condition=models.Q(('public_from', None), ('released_at__isnull', False), _connector='OR'), name='releases_revision_released'), models.CheckConstraint(condition=models.Q(('approver_name', ''), _negated=True), name='releases_revision_approved')],
                },
            ),
            migrations.CreateModel(
                name='AuditEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(verbose_name='at')),
                    ('who_name', models.CharField(max_length=200, verbose_name='name')),
                    ('move', models.CharField(max_length=20, verbose_name='move')),
                    ('from_status', models.CharField(blank=True, max_length=12, verbose_name='from')),
                    ('to_status', models.CharField(blank=True, max_length=12, verbose_name='to')),
                    ('reason', models.TextField(blank=True, verbose_name='reason')),
                    ('instant', models.DateTimeField(null=True, verbose_name='public from')),
                    ('revision_sha256', models.CharField(blank=True, max_length=64, verbose_name='text')),
                    ('previous', models.CharField(max_length=64, unique=True, verbose_name='hash before')),
                    ('sha256', models.CharField(max_length=64, unique=True, verbose_name='hash')),
                    ('who', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
                    ('release', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='audit_entries', to='releases.release', verbose_name='release')),
                    ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='audit_entries', to='releases.revision', verbose_name='revision')),
                    ('detail', models.TextField(blank=True, verbose_name='detail')),
                ],
                options={
                    'verbose_name': 'audit entry',
                    'verbose_name_plural': 'audit entries',
                    'ordering': ['-pk'],
                    'default_permissions': ('view',),
                    'indexes': [models.Index(fields=['at'], name='releases_audit_at'), models.Index(models.F('at'), models.F('id'), name='releases_audit_order'), models.Index(models.F('move'), models.F('at'), models.F('id'), name='releases_audit_move'), models.Index(models.F('who_name'), models.F('at'), models.F('id'), name='releases_audit_person'), models.Index(models.F('revision_sha256'), name='releases_audit_revision_sha256')],
                },
            ),
            migrations.CreateModel(
                name='Boilerplate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('about', 'About'), ('safe-harbor', 'Safe harbor'), ('caution', 'Caution without the Act'), ('source', 'Source line')], max_length=12, verbose_name='kind')),
                    ('name', models.CharField(help_text='For the desk only, such as “About, from the 2024 annual report on”.', max_length=120, verbose_name='name')),
                    ('heading', models.CharField(blank=True, help_text='Printed above the text; may be empty. Slots may stand in it.', max_length=200, validators=[releases.boilerplate.validate], verbose_name='heading')),
                    ('text', models.TextField(help_text='Slots: {issuer}, {compounds}, {partners}, {annual_report}. A part in [square brackets] falls away when a slot in it is empty. {compounds,} puts a comma before the “and”. A blank line starts a paragraph.', validators=[releases.boilerplate.validate], verbose_name='text')),
                    ('effective_from', models.DateField(help_text='In force for releases of this date and later, until the next text of its kind.', verbose_name='in force from')),
                    ('partner', models.ForeignKey(blank=True, help_text="Only for a partner's About in joint releases. Empty: the company's own text.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='boilerplate', to='partners.partner', verbose_name='partner')),
                ],
                options={
                    'verbose_name': 'boilerplate',
                    'verbose_name_plural': 'boilerplate',
                    'ordering': ['kind', '-effective_from'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('partner', None)), fields=('kind', 'effective_from'), name='releases_boilerplate_one_in_force', violation_error_message='A text of this kind already starts on this date; change one of them.'), models.UniqueConstraint(condition=models.Q(('partner__isnull', False)), fields=('kind', 'partner', 'effective_from'), name='releases_boilerplate_one_in_force_partner', violation_error_message='A text of this kind already starts on this date; change one of them.'), models.CheckConstraint(condition=models.Q(('partner', None), ('kind', 'about'), _connector='OR'), name='releases_boilerplate_partner_about', violation_error_message='Only an About can belong to a partner.')],
                },
            ),
            migrations.CreateModel(
                name='Listing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('exchange', models.CharField(help_text='As releases write it, such as Nasdaq.', max_length=40, verbose_name='exchange')),
                    ('market_code', models.CharField(help_text='ISO 10383, such as XNAS for Nasdaq or XNYS for the New York Stock Exchange.', max_length=4, validators=[django.core.validators.RegexValidator('^[A-Z0-9]{4}\\Z', 'Four capital letters or digits, such as XNAS.')], verbose_name='market code')),
                    ('symbol', models.CharField(max_length=12, verbose_name='symbol')),
                    ('order', models.PositiveSmallIntegerField(default=10, help_text='The first is the main listing.', verbose_name='order')),
                    ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='releases.issuer')),
                ],
                options={
                    'verbose_name': 'listing',
                    'verbose_name_plural': 'listings',
                    'ordering': ['order', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('exchange', 'symbol'), name='releases_listing_once')],
                },
            ),
            migrations.CreateModel(
                name='Editing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('seen_at', models.DateTimeField(verbose_name='seen at')),
                    ('release', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editing', to='releases.release')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'editing',
                    'verbose_name_plural': 'editing',
                    'default_permissions': (),
                    'constraints': [models.UniqueConstraint(fields=('release', 'user'), name='releases_editing_once')],
                },
            ),
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
            migrations.CreateModel(
                name='ArchiveCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField()),
                    ('standing', models.PositiveIntegerField()),
                    ('category', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='releases.category')),
                ],
                options={
                    'default_permissions': (),
                    'constraints': [models.UniqueConstraint(fields=('year', 'category'), name='releases_count_once')],
                },
            ),
            migrations.CreateModel(
                name='MonthCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('table', models.CharField(max_length=60)),
                    ('month', models.PositiveIntegerField()),
                    ('rows', models.PositiveBigIntegerField()),
                ],
                options={
                    'default_permissions': (),
                    'constraints': [models.UniqueConstraint(fields=('table', 'month'), name='releases_month_count_once')],
                },
            ),
            migrations.CreateModel(
                name='FiledCount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('compound', models.PositiveBigIntegerField(default=0)),
                    ('partner', models.PositiveBigIntegerField(default=0)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('month', models.PositiveSmallIntegerField()),
                    ('standing', models.PositiveIntegerField()),
                    ('category', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='releases.category')),
                ],
                options={
                    'default_permissions': (),
                    'constraints': [models.UniqueConstraint(fields=('compound', 'partner', 'year', 'month', 'category'), name='releases_filed_count_once')],
                },
            ),
        ),
        migrations.RunPython(create_roles, migrations.RunPython.noop),
        # After the roles, with which come content types: that of a model which went again would stay.
        migrations.CreateModel(
            name='RowCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=60, unique=True)),
                ('rows', models.PositiveBigIntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.RunPython(index_words, migrations.RunPython.noop),
    ]
