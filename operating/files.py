"""All uploaded files, in a folder or in a bucket, through Django's storage alone."""

import hashlib

from django.core.files import File
from django.core.files.storage import default_storage

from .archive import CHUNK

PREFIX = "files/"


def names(folder=""):
    """The names of all stored files, the folders inside included."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for inner in sorted(folders):
        yield from names(f"{folder}{inner}/")


def write(writer):
    """Add every stored file to the archive; their number. They are written once, so reading needs no lock."""
    count = 0
    for name in names():
        with default_storage.open(name, "rb") as file:
            writer.add(f"{PREFIX}{name}", file.size, file)
        count += 1
    return count


def put(name, stream, sha256):
    """Store a file of the archive under its own name, unless these bytes are there; whether it was stored."""
    if default_storage.exists(name):
        with default_storage.open(name, "rb") as present:
            if hashlib.file_digest(present, "sha256").hexdigest() == sha256:
                return False
        default_storage.delete(name)
    default_storage.save(name, Stream(stream))
    return True


class Stream(File):
    """A file that can only be read from start to end, as the member of an archive."""

    def seekable(self):
        """A bucket asks; the archive's own stream cannot even be asked (Python 3.11)."""
        return False

    def chunks(self, chunk_size=None):
        while content := self.file.read(CHUNK):
            yield content
