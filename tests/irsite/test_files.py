import datetime as dt
import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from partners.models import Partner, Partnership
from releases import previews
from releases.models import Attachment
from tests import builders
from tests.partners.test_renditions import png

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def attached(people, now, at, name="Q3 Results.pdf", content=b"%PDF-1.4 results"):
    """The attachment of a release scheduled for `at`."""
    release = builders.draft(people, now)
    attachment = Attachment(release=release, title="Results", uploaded_by=people.writer)
    attachment.file = ContentFile(content, name)
    attachment.full_clean()
    attachment.save()
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).schedule(by=people.approver, now=now, at=at)
    return attachment


def partner_with_logo(public_from):
    picture = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(picture, "PNG")
    partner = Partner(name="Orvanta", slug="orvanta", logo=ContentFile(picture.getvalue(), "x.png"))
    partner.full_clean()
    partner.save()
    Partnership.objects.create(partner=partner, kind="research", public_from=public_from)
    return f"/files/{partner.logo_ref}/orvanta.png"


def body(response):
    return b"".join(response.streaming_content)


def test_file_appears_in_the_instant_of_its_release(people, records, now, visit):
    path = attached(people, now, now + MINUTE).get_absolute_url()
    assert visit(path, now).status_code == 404
    assert body(visit(path, now + MINUTE)) == b"%PDF-1.4 results"


def test_file_is_sent_as_what_it_is(people, records, now, visit):
    response = visit(attached(people, now, now + MINUTE).get_absolute_url(), now + MINUTE)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="q3-results.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_table_is_offered_for_saving(people, records, now, visit):
    path = attached(people, now, now + MINUTE, "data.csv", b"a,b").get_absolute_url()
    response = visit(path, now + MINUTE)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="data.csv"'


def test_reader_who_has_the_file_is_told_so(people, records, now, visit):
    path = attached(people, now, now + MINUTE).get_absolute_url()
    tag = visit(path, now + MINUTE)["ETag"]
    assert visit(path, now + MINUTE, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("name", ["other.pdf", "q3-results.pd", "%00", "q3-results.pdf%00"])
def test_wrong_name_is_not_found(people, records, now, visit, name):
    ref = attached(people, now, now + MINUTE).ref
    assert visit(f"/files/{ref}/{name}", now + MINUTE).status_code == 404


@pytest.mark.parametrize("method", ["get", "head", "post", "options"])
def test_waiting_file_answers_like_one_that_never_existed(people, records, now, visit, method):
    ref = attached(people, now, now + MINUTE).ref
    answers = [visit(f"/files/{each}/q3-results.pdf", now, method) for each in (ref, "0000aaaa")]
    assert answers[0].content == answers[1].content
    assert answers[0].headers == answers[1].headers
    assert answers[0].status_code == answers[1].status_code


def test_file_of_a_withdrawn_release_is_gone(people, records, now, visit):
    attachment = attached(people, now, now + MINUTE)
    attachment.release.withdraw(by=people.approver, now=now + 2 * MINUTE, reason="Wrong.")
    assert visit(attachment.get_absolute_url(), now + 2 * MINUTE).status_code == 404


def test_file_that_is_lost_is_said_to_be_away(people, records, now, visit):
    attachment = attached(people, now, now + MINUTE)
    attachment.file.storage.delete(attachment.file.name)
    response = visit(attachment.get_absolute_url(), now + MINUTE)
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert "This cannot be shown just now" in response.text
    assert "Traceback" not in response.text


def test_logo_appears_with_the_partnership(db, now, visit):
    path = partner_with_logo(now + MINUTE)
    assert visit(path, now).status_code == 404
    response = visit(path, now + MINUTE)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert body(response).startswith(b"\x89PNG")


def test_picture_has_a_light_preview(people, records, now, visit):
    attachment = attached(people, now, now + MINUTE, "Curve.png", png(2000, 1000).read())
    path = f"/files/{attachment.ref}/curve-preview.webp"
    assert visit(path, now).content == visit("/files/a/b", now).content
    response = visit(path, now + MINUTE)
    assert response["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(body(response))).size == (1344, 672)


def test_picture_is_stored_with_its_size(people, records, now, visit):
    attachment = attached(people, now, now + MINUTE, "Curve.png", png(200, 100).read())
    page = visit(attachment.release.live_revision(now + MINUTE).get_absolute_url(), now + MINUTE)
    assert 'width="200" height="100"' in page.text


def test_file_that_is_no_picture_has_no_preview(people, records, now, visit):
    attachment = attached(people, now, now + MINUTE)
    assert visit(f"/files/{attachment.ref}/q3-results-preview.webp", now + MINUTE).status_code == 404


def test_picture_from_before_previews_stands_in_for_its_own(people, records, now, visit):
    attachment = attached(people, now, now + MINUTE, "Curve.png", png(200, 100).read())
    attachment.file.storage.delete(previews.stored_name(attachment))
    response = visit(f"/files/{attachment.ref}/curve-preview.webp", now + MINUTE)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
