import hashlib
import re
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from embargo import filetypes
from embargo.files import clean_image, random_name
from embargo.filetypes import CONTENT_TYPES, IMAGES
from embargo.refs import RefField

from ..inspection import inspect


class Attachment(models.Model):
    """A file that goes out with a release: stored once under a random name, never overwritten."""

    on_public_pages = True

    release = models.ForeignKey("releases.Release", models.PROTECT, related_name="attachments")
    ref = RefField()
    file = models.FileField(
        _("file"), upload_to=random_name, help_text=_("PDF, PNG, JPEG, WebP, CSV, Word, Excel, PowerPoint.")
    )
    title = models.CharField(_("title"), max_length=200, help_text=_("What readers see as the link."))
    alternative_text = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("For images: what somebody who cannot see it needs."),
    )
    name = models.CharField(_("file name"), max_length=120, editable=False)
    content_type = models.CharField(_("type"), max_length=100, editable=False)
    size = models.PositiveIntegerField(_("bytes"), editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    # Of images, in pixels; pages leave room for them (releases.previews).
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    notes = models.JSONField(
        _("notes"), default=list, editable=False, help_text=_("What it says besides its words.")
    )
    included = models.BooleanField(
        _("goes out"), default=True, help_text=_("Untick to leave it out of the next approved text.")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return self.title or self.name

    def clean(self):
        if not self.file or self.file._committed:
            return
        upload = self.file.file
        name, extension = public_name(upload.name)
        try:
            filetypes.check(extension, upload)
            upload = self._clean_image(upload) if extension in IMAGES else upload
        except ValidationError as error:
            raise ValidationError({"file": error}) from error
        if extension in IMAGES:
            # What was drawn decides, not what the file was called.
            name, extension = public_name(f"{PurePath(name).stem}{PurePath(upload.name).suffix}")
        self.name, self.content_type, self.size = name, CONTENT_TYPES[extension], upload.size
        self.notes = inspect(name, extension, upload)
        upload.seek(0)
        self.sha256 = hashlib.file_digest(upload, "sha256").hexdigest()
        upload.seek(0)

    def _clean_image(self, upload):
        self.file = clean_image(upload)
        self.file._committed = False
        return self.file.file

    def get_absolute_url(self):
        return f"/files/{self.ref}/{self.name}"


def public_name(filename):
    """A file name that is safe in an address, and its extension: `Q3 Results.PDF` gives `q3-results.pdf`."""
    path = PurePath(filename)
    extension = path.suffix.lower().lstrip(".")
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:80] or "file"
    return f"{stem}.{extension}", extension
