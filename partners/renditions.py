"""Logos in the sizes that pages show, made once when the image is stored."""

import io
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db.models.fields.files import ImageField, ImageFieldFile
from PIL import Image

# The box that a logo fits in, in CSS pixels; and how many pixels of the image go to one of those.
BOX = (160, 64)
SCALES = (1, 2)
# What other sites show beside a link (Open Graph).
CARD, CARD_BOX = (1200, 630), (800, 360)
COLOURS = 128
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".webp": "WEBP"}


class LogoFieldFile(ImageFieldFile):
    def save(self, name, content, save=True):
        super().save(name, content, save=save)
        store_renditions(self.storage, self.name)

    def rendition(self, scale):
        """The stored name of the logo at `scale` pixels for each CSS pixel."""
        return rendition_name(self.name, scale)

    def card(self):
        """The stored name of the logo on a white card."""
        return card_name(self.name)


class LogoField(ImageField):
    """An image that is shown small: its renditions are stored with it, its size is kept in two columns."""

    attr_class = LogoFieldFile


def store_renditions(storage, name):
    """Store the logo anew in each size, beside it, and return its own size in pixels.

    The names begin with the logo's own, which is random, so nobody can guess them.
    """
    with storage.open(name) as stored, Image.open(stored) as image:
        image.load()
        for scale in SCALES:
            _store(storage, rendition_name(name, scale), fitted(image, scale))
        _store(storage, card_name(name), on_card(image))
        return image.size


def rendition_name(name, scale):
    path = PurePath(name)
    return str(path.with_name(f"{path.stem}-{scale}x{path.suffix}"))


def card_name(name):
    return str(PurePath(name).with_suffix("")) + "-card.png"


def _store(storage, name, image):
    # A rendition that is there already was made from the same bytes.
    if storage.exists(name):
        return
    out, kind = io.BytesIO(), FORMATS[PurePath(name).suffix]
    {"PNG": _save_png, "JPEG": _save_jpeg, "WEBP": _save_webp}[kind](image, out)
    storage.save(name, ContentFile(out.getvalue()))


def _save_png(image, out):
    # A logo has few colors; with a palette it takes a third of the bytes.
    image.convert("RGBA").quantize(COLOURS, Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)


def _save_jpeg(image, out):
    image.convert("RGB").save(out, "JPEG", quality=90, optimize=True)


def _save_webp(image, out):
    image.save(out, "WEBP", quality=90)


def shown_size(width, height):
    """(width, height) in CSS pixels of a logo in its box; a small one is not blown up."""
    share = min(BOX[0] / width, BOX[1] / height, 1)
    return max(1, round(width * share)), max(1, round(height * share))


def fitted(image, scale):
    """`image` as its box shows it; never larger than it is."""
    width, height = shown_size(*image.size)
    size = min(width * scale, image.width), min(height * scale, image.height)
    return _resized(image, size)


def on_card(image):
    """A white card of the size that other sites ask for, the logo in its middle."""
    share = min(CARD_BOX[0] / image.width, CARD_BOX[1] / image.height)
    size = max(1, round(image.width * share)), max(1, round(image.height * share))
    logo = _resized(image.convert("RGBA"), size)
    card = Image.new("RGB", CARD, "white")
    card.paste(logo, ((CARD[0] - size[0]) // 2, (CARD[1] - size[1]) // 2), logo)
    return card


def _resized(image, size):
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
