"""A light picture of each image that goes out with a release, made when the image is stored.

A page shows the preview and links to the image itself, so that a figure of some megabytes costs a reader
nothing until it is asked for.
"""

import io
import re
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db.models.signals import post_save
from PIL import Image

from .models.attachment import IMAGES, Attachment

# The measure of a release is 672 CSS pixels; twice as many for fine screens.
WIDTH = 1344
CONTENT_TYPE = "image/webp"

_image = re.compile(r'<img ([^>]*?)src="((/files/[0-9a-z]{8}/[-a-z0-9]+)\.(?:png|jpe?g|webp))"([^>]*)>')


def connect():
    post_save.connect(_saved, sender=Attachment, dispatch_uid="releases-previews")


def stored_name(attachment):
    """Where the preview lies: beside the image, under its random name."""
    return str(PurePath(attachment.file.name).with_suffix("")) + "-preview.webp"


def public_name(attachment):
    return f"{PurePath(attachment.name).stem}-preview.webp"


def is_picture(attachment):
    return attachment.content_type in IMAGES.values()


def with_previews(source, files=()):
    """Cleaned HTML that shows the previews of attached images, each once the reader comes near it.

    Those whose size is known are given it, so that the text below does not move when they arrive.
    """
    sizes = {file.get_absolute_url(): (file.width, file.height) for file in files if file.width}
    return _image.sub(lambda match: _shown(match, sizes), source)


def _shown(match, sizes):
    before, address, stem, after = match.groups()
    size = "" if "width=" in before + after else sizes.get(address, "")
    size = size and ' width="{}" height="{}"'.format(*size)
    return f'<img loading="lazy" {before}src="{stem}-preview.webp"{size}{after}>'


def _saved(instance, created, raw=False, **kwargs):
    if created and not raw and is_picture(instance):
        _store(instance)


def _store(attachment):
    storage, out = attachment.file.storage, io.BytesIO()
    with storage.open(attachment.file.name) as stored, Image.open(stored) as image:
        image.load()
        attachment.width, attachment.height = image.size
        height = max(1, round(image.height * WIDTH / image.width))
        shown = image.resize((WIDTH, height), Image.Resampling.LANCZOS) if image.width > WIDTH else image
        shown.save(out, "WEBP", quality=80, method=6)
    storage.save(stored_name(attachment), ContentFile(out.getvalue()))
    size = {"width": attachment.width, "height": attachment.height}
    Attachment.objects.filter(pk=attachment.pk).update(**size)
