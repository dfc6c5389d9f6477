import errno
import io

import pytest
from django.core.files.base import File
from django.test import Client

from embargo.storage import PrivateFolder


class Endless(io.BytesIO):
    """Breaks off as a write to a full disk does."""

    def read(self, *args):
        if self.tell() > 100_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().read(*args)


def test_full_disk_keeps_no_half_file(tmp_path):
    with pytest.raises(OSError, match="No space"):
        PrivateFolder(tmp_path).save("a.csv", File(Endless(b"x" * 300_000)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 507), (errno.EACCES, 500)])
def test_full_disk_is_said_in_words(monkeypatch, number, status):
    def full(*args, **kwargs):
        raise OSError(number, "No space left on device")

    monkeypatch.setattr("contacts.views.render", full)
    response = Client(raise_request_exception=False).get("/contacts/")
    assert (response.status_code, "The disk is full" in response.text) == (status, status == 507)
