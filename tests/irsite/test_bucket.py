"""Uploads in a bucket: private, sent by us in pieces, and never by an address of their own."""

import datetime as dt

import boto3
import pytest
from moto import mock_aws

from releases.models import RevisionExport
from tests.partners.test_renditions import png

from .test_files import attached, body, partner_with_logo

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
CONTENT = b"%PDF-" + bytes(range(256)) * 40
PRIVATE = {"bucket_name": "newsroom-files", "location": "folder", "region_name": "us-east-1"}
# Nothing listens there.
AWAY = PRIVATE | {"endpoint_url": "http://127.0.0.1:9"}


def in_bucket(settings, options):
    bucket = {"BACKEND": "embargo.bucket.PrivateBucket", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": bucket}


@pytest.fixture(scope="module")
def provider():
    """What stands for the provider of buckets, and a client of it."""
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "testing")
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="newsroom-files")
        yield client


@pytest.fixture
def bucket(provider, settings):
    in_bucket(settings, PRIVATE)
    return provider


@pytest.fixture
def file(bucket, people, records, now):
    return attached(people, now, now + MINUTE, content=CONTENT)


def objects(bucket):
    return [each["Key"] for each in bucket.list_objects_v2(Bucket="newsroom-files").get("Contents", [])]


def test_file_appears_in_the_instant_of_its_release(file, visit, now):
    assert visit(file.get_absolute_url(), now).status_code == 404
    response = visit(file.get_absolute_url(), now + MINUTE)
    assert (body(response), response["Content-Length"]) == (CONTENT, str(len(CONTENT)))


def test_part_of_a_file_is_fetched_alone(file, visit, now, monkeypatch):
    monkeypatch.setattr("embargo.bucket.CHUNK", 8)
    response = visit(file.get_absolute_url(), now + MINUTE, headers={"Range": "bytes=5-24"})
    assert [len(piece) for piece in response] == [8, 8, 4]
    assert response["Content-Range"] == f"bytes 5-24/{len(CONTENT)}"


def test_waiting_file_is_not_asked_for(file, visit, now, settings):
    in_bucket(settings, AWAY)
    known, nothing = (visit(path, now) for path in (file.get_absolute_url(), "/files/0000aaaa/a.pdf"))
    assert (known.status_code, known.content, known.headers) == (404, nothing.content, nothing.headers)


def test_object_is_private_and_named_at_random(bucket, file):
    (name,) = [each for each in objects(bucket) if each == f"folder/{file.file.name}"]
    grants = bucket.get_object_acl(Bucket="newsroom-files", Key=name)["Grants"]
    assert [(grant["Grantee"]["Type"], grant["Permission"]) for grant in grants] == [
        ("CanonicalUser", "FULL_CONTROL")
    ]
    assert "q3" not in name


def test_no_object_gets_an_address(file):
    for given in ({}, {"expire": 5}):
        with pytest.raises(ValueError, match="no address"):
            file.file.storage.url(file.file.name, **given)


def test_object_is_never_written_over(bucket, file):
    again = file.file.storage.save(file.file.name, file.file.file)
    assert again != file.file.name


def test_picture_and_logo_have_their_renditions(bucket, people, records, now, visit):
    picture = attached(people, now, now + MINUTE, "Curve.png", png(2000, 1000).read())
    for path in (f"/files/{picture.ref}/curve-preview.webp", partner_with_logo(now)):
        assert visit(path, now + MINUTE).status_code == 200


def test_export_is_kept_in_the_bucket(bucket, file, visit, now):
    revision = file.release.revisions.get()
    path = revision.get_absolute_url().rstrip("/") + ".pdf"
    first, second = (visit(path, now + MINUTE).content for _time in range(2))
    assert first == second
    assert f"folder/{RevisionExport.objects.get().file.name}" in objects(bucket)


def test_reader_is_told_when_the_bucket_is_away(file, visit, now, settings):
    in_bucket(settings, AWAY)
    response = visit(file.get_absolute_url(), now + MINUTE)
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Traceback" not in response.text
    assert "127.0.0.1:9" not in response.text


def test_page_and_pdf_do_without_the_bucket(file, visit, now, settings):
    page = file.release.revisions.get().get_absolute_url()
    in_bucket(settings, AWAY)
    assert visit(page, now + MINUTE).status_code == 200
    assert visit(page.rstrip("/") + ".pdf", now + MINUTE).content.startswith(b"%PDF")


def test_lost_object_is_said_to_be_away(file, visit, now):
    file.file.storage.delete(file.file.name)
    assert visit(file.get_absolute_url(), now + MINUTE).status_code == 503
