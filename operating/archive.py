"""The container of a backup: a compressed tar whose last member lists the SHA-256 of every other one.

With a key the whole is encrypted as it is written, in the age format (https://age-encryption.org/v1), so that
the machine which makes backups cannot read them and any age tool can. Everything streams: nothing is ever
unencrypted on the disk, and no file has to fit into memory.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import threading
import zlib
from contextlib import contextmanager, suppress

import pyrage

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
LEVEL = 6
AGE_MAGIC = b"age-encryption.org/"


# What the readers of tar and gzip raise, wherever in an archive it is broken.
BROKEN = (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error)


class Damaged(Exception):
    """The archive cannot be read, or is not what was written."""


class Writer:
    def __init__(self, tar):
        self.tar, self.hashes = tar, {}

    def add(self, name, size, stream):
        """Add a member of exactly `size` bytes. OSError if the stream holds fewer."""
        counted = _Hashing(stream)
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self.tar.addfile(info, counted)
        self.hashes[name] = counted.digest.hexdigest()

    def add_bytes(self, name, content):
        self.add(name, len(content), io.BytesIO(content))

    def finish(self, **facts):
        manifest = {"format": FORMAT, **facts, "sha256": self.hashes}
        content = json.dumps(manifest, indent=1, sort_keys=True).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(content), 0o600
        self.tar.addfile(info, io.BytesIO(content))


class _Hashing:
    """A readable stream that remembers the hash of what was read."""

    def __init__(self, stream):
        self.stream, self.digest = stream, hashlib.sha256()

    def read(self, size=-1):
        content = self.stream.read(size)
        self.digest.update(content)
        return content


@contextmanager
def written(path, recipient=""):
    """A `Writer`; the file appears under its name when all of it is there, readable by its owner alone."""
    part = path.with_name(f"{path.name}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with (
                _encrypted(file, recipient) as stream,
                gzip.open(stream, "wb", LEVEL) as packed,
                tarfile.open(fileobj=packed, mode="w|") as tar,
            ):
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _encrypted(file, recipient):
    if not recipient:
        yield file
        return
    recipients = [pyrage.x25519.Recipient.from_str(recipient)]
    with _through(lambda source: pyrage.encrypt_io(source, file, recipients), writing=True) as stream:
        yield stream


def members(path, identities=()):
    """(name, stream) of every member in order. Damaged or one of BROKEN, also while a stream is read."""
    with open(path, "rb") as file, _decrypted(file, identities) as stream, gzip.open(stream) as packed:
        with tarfile.open(fileobj=packed, mode="r|") as tar:
            for info in tar:
                yield info.name, tar.extractfile(info)
        # To the very end: what was broken off behind the last member is damaged too.
        while packed.read(CHUNK):
            pass


@contextmanager
def _decrypted(file, identities):
    encrypted = file.peek(len(AGE_MAGIC)).startswith(AGE_MAGIC)
    if not encrypted:
        yield file
        return
    if not identities:
        raise Damaged("The backup is encrypted; name the file that holds its key with --key-file.")
    with _through(lambda sink: _decrypt(file, sink, identities), writing=False) as stream:
        yield stream


def _decrypt(file, sink, identities):
    try:
        pyrage.decrypt_io(file, sink, list(identities))
    except BrokenPipeError:
        raise
    except (pyrage.DecryptError, OSError) as error:
        raise Damaged(f"{file.name} cannot be read as a backup with this key: {error}") from error


@contextmanager
def _through(work, *, writing):
    """The near end of a pipe at whose far end `work` runs in a thread; its error is raised here."""
    near, far = reversed(os.pipe()) if writing else os.pipe()
    errors = []

    def run():
        try:
            with open(far, "rb" if writing else "wb") as end:
                work(end)
        except BaseException as error:  # handed to the thread that waits
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        with suppress(BrokenPipeError), open(near, "wb" if writing else "rb") as stream:
            yield stream
    finally:
        thread.join()
        if errors and not isinstance(errors[0], BrokenPipeError):
            raise errors[0]


def verify(path, identities=()):
    """The manifest of an archive of which every member is what was written. Damaged otherwise."""
    try:
        found, manifest = _hashes(path, identities)
    except BROKEN as error:
        raise Damaged(f"{path} cannot be read as a backup: {error}") from error
    if manifest is None:
        raise Damaged(f"{path} has no manifest: it is not a backup, or was broken off.")
    if manifest["format"] != FORMAT:
        raise Damaged(f"{path} is of format {manifest['format']}; this version reads {FORMAT}.")
    different = sorted(
        name for name in found | manifest["sha256"] if found.get(name) != manifest["sha256"].get(name)
    )
    if different:
        raise Damaged(f"{len(different)} parts of {path} are not what was written, such as {different[0]}.")
    return manifest


def _hashes(path, identities):
    found, manifest = {}, None
    for name, stream in members(path, identities):
        if name == MANIFEST:
            manifest = json.load(stream)
        else:
            found[name] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found, manifest


def new_key():
    """(secret key, public key), as age writes them."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def read_keys(path):
    """The secret keys in a file such as age-keygen writes. Damaged if there is none."""
    with open(path) as file:
        lines = [line.strip() for line in file]
    try:
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError as error:
        raise Damaged(f"{path} holds a line that is no secret key.") from error
    if not keys:
        raise Damaged(f"{path} holds no secret key.")
    return keys
