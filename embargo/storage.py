"""Where uploads lie: privately, and without an address of their own."""

from django.core.files.storage import FileSystemStorage

CHUNK = 256 * 1024  # bytes that are held at a time


class StorageAway(OSError):
    """What is stored cannot be read: the file is lost, or the whole storage is out of reach."""


class Private:
    def url(self, name, *args, **kwargs):
        raise ValueError(
            "Uploads have no address of their own: only a view that asks the embargo gives them out."
        )


class PrivateFolder(Private, FileSystemStorage):
    """A folder outside of any web root."""

    def _save(self, name, content):
        """Whole or not at all: a disk that is full keeps no half of a file."""
        try:
            return super()._save(name, content)
        except OSError:
            self.delete(name)
            raise

    def bytes_of(self, name):
        """How many bytes `name` has. StorageAway if nobody can say."""
        try:
            return self.size(name)
        except OSError as error:
            raise StorageAway(str(error)) from error

    def part(self, name, first, length):
        """`length` bytes from the byte `first` on, in chunks. StorageAway at once if it cannot be opened."""
        try:
            file = self.open(name, "rb")
        except OSError as error:
            raise StorageAway(str(error)) from error
        return Part(file, first, length)


class Part:
    """Reads a part of a file; whoever sends it closes it, read to its end or not.

    `on_disk` is (path, first byte, last byte), for a server that reads it by itself.
    """

    def __init__(self, file, first, length):
        file.seek(first)
        self.file, self.left = file, length
        self.on_disk = file.name, first, first + length - 1

    def __iter__(self):
        return self

    def __next__(self):
        chunk = self.file.read(min(CHUNK, self.left))
        if not chunk:
            raise StopIteration
        self.left -= len(chunk)
        return chunk

    def close(self):
        self.file.close()
