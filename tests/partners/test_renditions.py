import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from partners.models import Partner, Partnership
from partners.renditions import CARD, fitted, shown_size

pytestmark = pytest.mark.django_db


def png(width, height):
    out = io.BytesIO()
    Image.new("RGBA", (width, height), "teal").save(out, "PNG")
    return ContentFile(out.getvalue(), name="logo.png")


def partner(now, width=640, height=320):
    row = Partner(name="Orvanta", slug="orvanta", logo=png(width, height))
    row.clean()
    row.save()
    Partnership.objects.create(partner=row, kind="supply", public_from=now)
    return row


def image(response):
    return Image.open(io.BytesIO(b"".join(response.streaming_content)))


@pytest.mark.parametrize(
    ("size", "shown"),
    [((640, 320), (128, 64)), ((1600, 200), (160, 20)), ((40, 20), (40, 20)), ((9000, 1), (160, 1))],
)
def test_logo_fits_its_box(size, shown):
    assert shown_size(*size) == shown


def test_small_logo_is_not_blown_up():
    assert fitted(Image.new("RGB", (200, 80)), 2).size == (200, 80)


def test_page_offers_the_logo_for_fine_screens(records, now, visit):
    row = partner(now)
    page, path = visit("/partners/", now).content.decode(), f"/files/{row.logo_ref}/orvanta"
    assert f'src="{path}-1x.png" srcset="{path}-2x.png 2x" alt="Logo of Orvanta"' in page
    assert 'width="128" height="64"' in page


@pytest.mark.parametrize(
    ("name", "size"), [("-1x", (128, 64)), ("-2x", (256, 128)), ("-card", CARD), ("", (640, 320))]
)
def test_renditions_have_their_sizes(records, now, visit, name, size):
    row = partner(now)
    assert image(visit(f"/files/{row.logo_ref}/orvanta{name}.png", now)).size == size


@pytest.mark.parametrize("name", ["-1x.png", "-2x.png", "-card.png"])
def test_waiting_rendition_answers_like_one_that_never_existed(records, now, visit, name):
    row = partner(now)
    Partnership.objects.update(public_from=None)
    waiting, none = visit(f"/files/{row.logo_ref}/orvanta{name}", now), visit("/files/a/b", now)
    assert (waiting.status_code, waiting.content, waiting.headers) == (404, none.content, none.headers)


def test_lost_logo_breaks_no_page(records, now, visit):
    row = partner(now)
    row.logo.storage.delete(row.logo.name)
    assert visit("/partners/orvanta/", now).status_code == 200
