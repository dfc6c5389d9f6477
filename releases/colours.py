"""Colours as text, and whether they can be read: contrast by WCAG 2.2, the accent's tints for light and dark."""

import re
from colorsys import hls_to_rgb, rgb_to_hls

LIGHT, DARK = "#ffffff", "#10171d"  # the grounds of site.css
NEEDED = 4.5  # for text: WCAG 2.2, 1.4.3, level AA

_colour = re.compile(r"#[0-9a-f]{6}\Z", re.IGNORECASE)


def is_colour(text):
    """Whether `text` is a colour written like #0b5a6f."""
    return bool(_colour.match(text))


def contrast(one, other):
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour, other, share):
    """`colour` with `share` (0 to 1) of `other` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def on_dark(accent):
    """The accent for a dark ground: the same hue, lightened until it reads well there and on its soft tint."""
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in _channels(accent)))
    for step in range(101):
        lighter = lightness + (1 - lightness) * step / 100
        tint = "#" + "".join(f"{round(c * 255):02x}" for c in hls_to_rgb(hue, lighter, saturation * 0.75))
        if contrast(tint, soft(tint, DARK)) >= NEEDED + 2:
            return tint
    return LIGHT


def soft(accent, ground):
    """A faint tint of the accent to lie behind it, with the contrast that text needs."""
    tints = (mixed(ground, accent, share / 100) for share in (12, 9, 6, 3, 0))
    return next((tint for tint in tints if contrast(accent, tint) >= NEEDED), ground)


def _luminance(colour):
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share):
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _channels(colour):
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
