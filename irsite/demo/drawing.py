"""Pictures of the demo, drawn when it is loaded: partners' logos and a survival curve."""

import io
import math
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

INK = (38, 50, 56)
SCALE = 2  # drawn larger and made smaller, which smooths the edges


def logo(word, color, shape):
    """PNG bytes: a simple shape and the partner's name beside it."""
    font = ImageFont.load_default(54 * SCALE)
    width = 150 * SCALE + round(font.getlength(word)) + 30 * SCALE
    image = Image.new("RGBA", (width, 130 * SCALE), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    SHAPES[shape](draw, color)
    draw.text((140 * SCALE, 65 * SCALE), word, font=font, fill=color, anchor="lm")
    return _png(image)


def survival_curve(title, arms, months=24):
    """PNG bytes of a Kaplan–Meier plot; `arms` are (label, color, median in months)."""
    image = Image.new("RGB", (1200 * SCALE, 720 * SCALE), "white")
    draw = ImageDraw.Draw(image)
    _axes(draw, title, months)
    for place, arm in enumerate(arms):
        _arm(draw, months, place, *arm)
    return _png(image)


def _arm(draw, months, place, label, color, median):
    quarters = [quarter / 4 for quarter in range(4 * months + 1)]
    shares = [math.exp(-math.log(2) * (month / median) ** 1.15) for month in quarters]
    points = [_point(month, share, months) for month, share in zip(quarters, shares, strict=True)]
    draw.line(_stairs(points), fill=color, width=5 * SCALE)
    y = (120 + 46 * place) * SCALE
    draw.line([(690 * SCALE, y), (750 * SCALE, y)], fill=color, width=6 * SCALE)
    draw.text((765 * SCALE, y), label, font=_font(24), fill=INK, anchor="lm")


def _axes(draw, title, months):
    draw.text((110 * SCALE, 44 * SCALE), title, font=_font(30), fill=INK, anchor="lm")
    for share in (0, 0.25, 0.5, 0.75, 1):
        left, right = _point(0, share, months), _point(months, share, months)
        draw.line([left, right], fill=(214, 220, 224) if share else INK, width=2 * SCALE)
        draw.text((left[0] - 14 * SCALE, left[1]), f"{share:.0%}", font=_font(22), fill=INK, anchor="rm")
    for month in range(0, months + 1, 3):
        x, y = _point(month, 0, months)
        draw.text((x, y + 28 * SCALE), str(month), font=_font(22), fill=INK, anchor="mm")
    draw.text((600 * SCALE, 690 * SCALE), "Months from randomization", font=_font(24), fill=INK, anchor="mm")


def _point(month, share, months):
    return (110 + 1040 * month / months) * SCALE, (630 - 540 * share) * SCALE


def _stairs(points):
    """Down in steps, as patients are counted."""
    steps = ((before, (after[0], before[1])) for before, after in pairwise(points))
    return [corner for step in steps for corner in step]


def _font(size):
    return ImageFont.load_default(size * SCALE)


def _png(image):
    out = io.BytesIO()
    image.resize((image.width // SCALE, image.height // SCALE), Image.Resampling.LANCZOS).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def _box(*corners):
    return [corner * SCALE for corner in corners]


def _blocks(draw, color):
    for left, top in ((20, 74), (58, 74), (39, 36)):
        draw.rectangle(_box(left, top, left + 33, top + 33), fill=color)


def _wave(draw, color):
    for top in (26, 50, 74):
        draw.arc(_box(16, top, 68, top + 40), 180, 360, fill=color, width=9 * SCALE)
        draw.arc(_box(59, top - 4, 111, top + 36), 0, 180, fill=color, width=9 * SCALE)


def _drop(draw, color):
    draw.ellipse(_box(30, 48, 98, 116), fill=color)
    draw.polygon(_box(64, 10, 33, 70, 95, 70), fill=color)
    draw.ellipse(_box(50, 68, 78, 96), fill=(255, 255, 255, 255))


def _rings(draw, color):
    draw.ellipse(_box(16, 40, 76, 100), outline=color, width=10 * SCALE)
    draw.ellipse(_box(52, 28, 112, 88), outline=color, width=10 * SCALE)


def _peak(draw, color):
    draw.polygon(_box(14, 104, 56, 24, 98, 104), fill=color)
    draw.polygon(_box(62, 104, 90, 56, 118, 104), fill=(*color, 150))


def _lake(draw, color):
    draw.polygon(_box(14, 72, 48, 20, 72, 56, 84, 40, 112, 72), fill=color)
    for top, inset in ((80, 0), (94, 12), (108, 26)):
        draw.rounded_rectangle(_box(14 + inset, top, 112 - inset, top + 7), radius=3 * SCALE, fill=color)


SHAPES = {"lake": _lake, "blocks": _blocks, "wave": _wave, "drop": _drop, "rings": _rings, "peak": _peak}
