"""The issuer's accent as a style sheet and as icons.

The address of each holds the color, so that browsers keep it for ever and no page needs an inline style.
"""

import io
from functools import lru_cache

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from PIL import Image, ImageDraw

from embargo.reading import read_only
from partners.renditions import CARD
from releases import colours
from releases.models.issuer import ACCENT

FOR_EVER = 365 * 24 * 3600

# Print has colors of its own, so this speaks to screens.
STYLE = """@media screen {{
:root {{ --accent: {accent}; --accent-soft: {soft}; }}
@media (prefers-color-scheme: dark) {{ :root {{ --accent: {on_dark}; --accent-soft: {soft_on_dark}; }} }}
}}
"""
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="{}"/>'
    '<path d="M9 9h14M9 16h14M9 23h8" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>\n'
)


class ColourConverter:
    regex = "[0-9a-f]{6}"

    def to_python(self, value):
        return f"#{value}"

    def to_url(self, value):
        return value.lstrip("#")


@read_only
def style(request, colour):
    on_dark = colours.on_dark(colour)
    sheet = STYLE.format(
        accent=colour,
        soft=colours.soft(colour, colours.LIGHT),
        on_dark=on_dark,
        soft_on_dark=colours.soft(on_dark, colours.DARK),
    )
    return _kept(HttpResponse(sheet, content_type="text/css; charset=utf-8"))


@read_only
def icon(request, colour):
    return _kept(HttpResponse(ICON.format(colour), content_type="image/svg+xml"))


@read_only
def favicon(request):
    """For what asks for it without having read a page; pages name the drawing above."""
    return HttpResponse(_ico(request.issuer.accent or ACCENT), content_type="image/x-icon")


@read_only
def card(request, colour):
    """What other sites show beside a link to a company that has stored no logo (Open Graph)."""
    return _kept(HttpResponse(_card(colour), content_type="image/png"))


def _kept(response):
    patch_cache_control(response, public=True, max_age=FOR_EVER, immutable=True)
    return response


@lru_cache(maxsize=4)
def _ico(colour):
    """The same drawing as an ICO; drawn large, because Pillow makes the smaller sizes from it."""
    out = io.BytesIO()
    _drawn(colour).save(out, "ICO", sizes=[(16, 16), (32, 32), (48, 48)])
    return out.getvalue()


@lru_cache(maxsize=4)
def _card(colour):
    image, mark, out = Image.new("RGB", CARD, colour), _drawn(colour), io.BytesIO()
    image.paste(mark, ((CARD[0] - mark.width) // 2, (CARD[1] - mark.height) // 2), mark)
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(colour):
    image = Image.new("RGBA", (256, 256), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, 255, 255), radius=48, fill=colour)
    for top, right in ((60, 196), (116, 196), (172, 148)):
        draw.rounded_rectangle((60, top, right, top + 24), radius=12, fill="white")
    return image
