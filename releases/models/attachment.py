import hashlib
import re
import zipfile
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from embargo.files import clean_image, random_name
from embargo.refs import RefField

MAX_BYTES = 50 * 1024 * 1024
IMAGES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
CONTENT_TYPES = {"pdf": "application/pdf", "csv": "text/csv", **IMAGES, **OFFICE}


def is_what_it_says(extension, upload):
    """Whether the first bytes of `upload` are those of a file with this extension."""
    upload.seek(0)
    head = upload.read(8192)
    upload.seek(0)
    if extension == "pdf":
        return head.startswith(b"%PDF-")
    if extension in OFFICE:
        return zipfile.is_zipfile(upload)
    if extension == "csv":
        return b"\0" not in head
    return True  # images are drawn anew, which tells


class Attachment(models.Model):
    """A file that goes out with a release: stored once under a random name, never overwritten."""

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
        if extension not in CONTENT_TYPES:
            raise ValidationError(
                {"file": _("Files of this type cannot go out: %(name)s.") % {"name": upload.name}}
            )
        if upload.size > MAX_BYTES:
            raise ValidationError({"file": _("The file is larger than 50 MB.")})
        if not is_what_it_says(extension, upload):
            raise ValidationError(
                {
                    "file": _("The content of this file is not what its name says (.%(extension)s).")
                    % {"extension": extension}
                }
            )
        if extension in IMAGES:
            try:
                upload = clean_image(upload)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error
            self.file = upload
            self.file._committed = False
        self.name, self.content_type, self.size = name, CONTENT_TYPES[extension], upload.size
        upload.seek(0)
        self.sha256 = hashlib.file_digest(upload, "sha256").hexdigest()
        upload.seek(0)

    def get_absolute_url(self):
        return f"/files/{self.ref}/{self.name}"


def public_name(filename):
    """A file name that is safe in an address, and its extension: `Q3 Results.PDF` gives `q3-results.pdf`."""
    path = PurePath(filename)
    extension = path.suffix.lower().lstrip(".")
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:80] or "file"
    return f"{stem}.{extension}", extension
