"""Uploaded bytes: private, written once, under names that nobody can guess."""

import io
import secrets
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

IMAGE_FORMATS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
IMAGE_PIXELS = 50_000_000


def random_name(instance, filename):
    """Where an upload is stored: 128 random bits, and nothing of the name that the editor's file had."""
    return f"{secrets.token_hex(16)}{PurePath(filename).suffix.lower()[:10]}"


def clean_image(upload):
    """The image drawn anew without its metadata, as a ContentFile. ValidationError if it is not one.

    Drawing it anew drops everything that is not pixels: EXIF places, thumbnails of an earlier crop,
    scripts behind the image data.
    """
    try:
        with Image.open(upload, formats=list(IMAGE_FORMATS)) as image:
            if image.width * image.height > IMAGE_PIXELS:
                raise ValidationError(
                    _("The image has %(width)d × %(height)d pixels; at most 50 million are taken."),
                    code="image-too-large",
                    params={"width": image.width, "height": image.height},
                )
            kind = image.format
            image.load()
            drawn = image.convert("RGB" if kind == "JPEG" else "RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, SyntaxError, ValueError) as error:
        raise ValidationError(
            _("This is not a PNG, JPEG or WebP image that can be read."), code="image-unreadable"
        ) from error
    out = io.BytesIO()
    drawn.save(out, format=kind, **({"quality": 90} if kind != "PNG" else {"optimize": True}))
    return ContentFile(out.getvalue(), name=f"image.{IMAGE_FORMATS[kind]}")
