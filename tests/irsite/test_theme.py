import io
import re

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from releases import colours
from releases.models import Issuer
from tests.partners.test_renditions import png

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0b5a6f", "#0b5a6f", 1)],
)
def test_contrast_is_that_of_the_guidelines(one, other, ratio):
    assert round(colours.contrast(one, other), 2) == ratio


@pytest.mark.parametrize(
    "accent", ["#000000", "#0b5a6f", "#7a0019", "#0000ff", "#757575", "#ff0000", "#008000"]
)
def test_accent_reads_on_dark_and_on_its_tints(accent):
    lighter = colours.on_dark(accent)
    assert colours.contrast(lighter, colours.DARK) >= colours.NEEDED
    assert colours.contrast(lighter, colours.soft(lighter, colours.DARK)) >= colours.NEEDED
    if colours.contrast(accent, colours.LIGHT) >= colours.NEEDED:
        assert colours.contrast(accent, colours.soft(accent, colours.LIGHT)) >= colours.NEEDED


def test_pale_accent_is_refused_with_the_ratio(records):
    records.issuer.accent = "#7cc9dc"
    with pytest.raises(ValidationError) as refused:
        records.issuer.full_clean()
    (sentence,) = refused.value.message_dict["accent"]
    assert sentence == (
        "#7cc9dc is too pale for text on white: its contrast is 1.86 to 1, and 4.5 is needed. Choose a darker one."
    )


@pytest.mark.parametrize("accent", ["teal", "#fff", "#0b5a6g", "red;}body{display:none}", "#0b5a6f\n"])
def test_accent_that_is_no_colour_is_refused(records, accent):
    records.issuer.accent = accent
    with pytest.raises(ValidationError):
        records.issuer.full_clean()


def test_page_wears_the_accent_without_inline_style(records, now, visit):
    Issuer.objects.update(accent="#7a0019")
    assert b'<link rel="stylesheet" href="/theme/7a0019.css">' in visit("/", now).content
    response = visit("/theme/7a0019.css", now)
    assert response["Content-Type"].startswith("text/css")
    assert b"--accent: #7a0019;" in response.content
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["red", "7A0019", "7a00190", "7a0019}"])
def test_address_that_is_no_colour_is_not_found(records, now, visit, name):
    assert visit(f"/theme/{name}.css", now).status_code == 404


def test_icons_wear_it_too(records, now, visit):
    Issuer.objects.update(accent="#7a0019")
    assert b'fill="#7a0019"' in visit("/theme/7a0019.svg", now).content
    icon = Image.open(io.BytesIO(visit("/favicon.ico", now).content))
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_logo_stands_at_the_head_of_every_page(records, now, visit):
    issuer = records.issuer
    issuer.logo = png(400, 200)
    issuer.full_clean()
    issuer.save()
    path = f"/files/{issuer.logo_ref}/velmora"
    page = visit("/contacts/", now).content.decode()
    assert f'<img class="brand-logo" src="{path}-1x.png" srcset="{path}-2x.png 2x" alt="Velmora"' in page
    assert f'<meta property="og:image" content="http://testserver{path}-card.png">' in page
    assert visit(f"{path}-2x.png", now).status_code == 200


def test_name_stands_there_without_a_logo(records, now, visit):
    assert b'<span class="brand-name">Velmora</span>' in visit("/", now).content


def test_site_without_a_logo_has_a_card_too(records, now, visit):
    address = re.search(r'og:image" content="http://testserver([^"]+)"', visit("/contacts/", now).text)[1]
    answer = visit(address, now)
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert "immutable" in answer["Cache-Control"]
