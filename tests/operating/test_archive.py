import io
import tarfile

import pytest

from operating import archive

SECRET, PUBLIC = archive.new_key()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.backup"


@pytest.fixture
def keys(tmp_path):
    file = tmp_path / "key"
    file.write_text(f"# public key: {PUBLIC}\n{SECRET}\n")
    return archive.read_keys(file)


def write(path, recipient="", content=b"words of a draft"):
    with archive.written(path, recipient) as writer:
        writer.add_bytes("files/a", content)
        writer.finish(made_at="then")


def test_archive_that_was_written_is_verified(path):
    write(path)
    assert archive.verify(path)["made_at"] == "then"


def test_only_its_owner_reads_an_archive(path):
    write(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_encrypted_archive_is_read_with_its_key(path, keys):
    write(path, PUBLIC, b"x" * 300_000)
    (content,) = [stream.read() for name, stream in archive.members(path, keys) if name == "files/a"]
    assert content == b"x" * 300_000


def test_encrypted_archive_without_its_key_is_refused(path):
    write(path, PUBLIC)
    with pytest.raises(archive.Damaged, match="--key-file"):
        archive.verify(path)


def test_encrypted_archive_with_another_key_is_refused(path, tmp_path):
    write(path, PUBLIC)
    (tmp_path / "other").write_text(archive.new_key()[0])
    with pytest.raises(archive.Damaged, match="cannot be read"):
        archive.verify(path, archive.read_keys(tmp_path / "other"))


@pytest.mark.parametrize("recipient", ["", PUBLIC], ids=["plain", "encrypted"])
@pytest.mark.parametrize("share", [0.3, 0.99])
def test_archive_that_was_broken_off_is_refused(path, keys, recipient, share):
    write(path, recipient)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(archive.Damaged):
        archive.verify(path, keys)


@pytest.mark.parametrize("recipient", ["", PUBLIC], ids=["plain", "encrypted"])
def test_changed_byte_is_noticed(path, keys, recipient):
    write(path, recipient, bytes(range(256)) * 40)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(archive.Damaged):
        archive.verify(path, keys)


def test_exchanged_member_is_named(path):
    write(path)
    with tarfile.open(path) as old:
        manifest = old.extractfile(archive.MANIFEST).read()
    with tarfile.open(path, "w:gz") as tar:
        for name, content in (("files/a", b"words of another"), (archive.MANIFEST, manifest)):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    with pytest.raises(archive.Damaged, match="such as files/a"):
        archive.verify(path)


def test_archive_without_manifest_is_refused(path):
    with tarfile.open(path, "w:gz"):
        pass
    with pytest.raises(archive.Damaged, match="no manifest"):
        archive.verify(path)


def test_failure_while_writing_leaves_the_older_archive(path):
    write(path)
    before = path.read_bytes()
    with pytest.raises(EOFError), archive.written(path) as writer:
        writer.add("files/a", 5000, _Empty())
    assert (path.read_bytes(), list(path.parent.glob("*.part"))) == (before, [])


class _Empty:
    """A file that is shorter than it was said to be."""

    def read(self, size):
        raise EOFError


@pytest.mark.parametrize("words", ["", "AGE-SECRET-KEY-1NONSENSE"])
def test_file_without_a_key_is_named(tmp_path, words):
    (tmp_path / "none").write_text(words)
    with pytest.raises(archive.Damaged, match="none holds"):
        archive.read_keys(tmp_path / "none")
