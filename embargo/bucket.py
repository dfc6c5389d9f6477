"""Uploads in a bucket that speaks S3. It needs the packages of requirements-s3.txt."""

from contextlib import contextmanager

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from .storage import CHUNK, Private, StorageAway

# Beyond this size a file that is read as a whole waits on disk and not in memory.
IN_MEMORY = 4 * 1024 * 1024
# A reader does not wait for minutes until a bucket that is away is given up.
PATIENCE = {"connect_timeout": 3, "read_timeout": 15, "retries": {"mode": "standard", "max_attempts": 2}}


class PrivateBucket(Private, S3Storage):
    """Objects that nobody but us can read; bytes go out through us, and no address is ever signed."""

    def __init__(self, **options):
        # A service with an address of its own rarely has a host name for each bucket.
        style = options.pop("addressing_style", "path" if options.get("endpoint_url") else "auto")
        config = Config(signature_version="s3v4", s3={"addressing_style": style}, **PATIENCE)
        super().__init__(**options, client_config=config)

    def get_default_settings(self):
        ours = {"default_acl": "private", "file_overwrite": False, "max_memory_size": IN_MEMORY}
        return super().get_default_settings() | ours

    def bytes_of(self, name):
        """How many bytes `name` has. StorageAway if nobody can say."""
        return self.size(name)

    def part(self, name, first, length):
        """`length` bytes from the byte `first` on, in chunks. StorageAway at once if it cannot be opened."""
        wanted = {"Range": f"bytes={first}-{first + length - 1}"} if length else {}
        with told_as_away():
            body = self.bucket.Object(self._normalize_name(name)).get(**wanted)["Body"]
        return Part(body)

    # What else reads and writes files knows one kind of failure: OSError.

    def size(self, name):
        with told_as_away():
            return super().size(name)

    def exists(self, name):
        with told_as_away():
            return super().exists(name)

    def delete(self, name):
        with told_as_away():
            super().delete(name)

    def _save(self, name, content):
        with told_as_away():
            return super()._save(name, content)

    def _open(self, name, mode="rb"):
        with told_as_away():
            file = super()._open(name, mode)
            if "r" in mode:
                _ = file.file  # fetched now, so that a failure is one of opening
            return file


class Part:
    def __init__(self, body):
        self.body, self.chunks = body, body.iter_chunks(CHUNK)

    def __iter__(self):
        return self

    def __next__(self):
        with told_as_away():
            return next(self.chunks)

    def close(self):
        self.body.close()


@contextmanager
def told_as_away():
    try:
        yield
    except (BotoCoreError, ClientError, FileNotFoundError) as error:
        raise StorageAway(str(error)) from error
