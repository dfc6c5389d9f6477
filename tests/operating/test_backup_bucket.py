"""Backup and restore where uploads lie in a bucket."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from operating import withdrawals
from tests import builders
from tests.irsite.test_bucket import bucket, objects, provider

__all__ = ["bucket", "provider"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def now():
    """The real time: commands read the clock."""
    return timezone.now()


@pytest.fixture
def path(bucket, records, people, tmp_path):
    return tmp_path / "newsroom.backup"


def restore(path):
    out = io.StringIO()
    call_command("restore", path, replace=True, stdout=out, stderr=out)
    return out.getvalue()


def test_files_come_back_into_the_bucket_under_their_names(path, bucket):
    lost = default_storage.save("abc/figure.pdf", ContentFile(b"%PDF-1.7 figure"))
    rotten = default_storage.save("table.csv", ContentFile(b"1,2,3"))
    call_command("backup", path, stdout=io.StringIO())
    before = objects(bucket)
    default_storage.delete(lost)
    bucket.put_object(Bucket="newsroom-files", Key=f"folder/{rotten}", Body=b"rot")
    assert "2 files were stored" in restore(path)
    assert objects(bucket) == before
    assert [default_storage.open(name).read() for name in (lost, rotten)] == [b"%PDF-1.7 figure", b"1,2,3"]


def test_log_of_withdrawals_in_the_bucket_is_read_back(path, people, now):
    release = builders.live(people, now)
    release.withdraw(by=people.approver, now=timezone.now(), reason="The figure is wrong.")
    call_command("deliver", once=True)
    assert withdrawals.read()[release.ref]["reason"] == "The figure is wrong."
