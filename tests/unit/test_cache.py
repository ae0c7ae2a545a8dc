"""The cache gives back what was put in, or nothing."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from jiangxin.cache import Cache, write_whole

OLD_NS = 1_000_000_000 * 1_000_000_000  # long ago


def files_in(folder: Path) -> list[Path]:
    """Give all files below a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def entry(tmp_path: Path) -> Path:
    """Give the one entry of the kind "text"."""
    (path,) = files_in(tmp_path / "v1" / "text")
    return path


def aged(path: Path, data: bytes) -> Path:
    """Write a file and make it old."""
    path.write_bytes(data)
    os.utime(path, ns=(OLD_NS, OLD_NS))
    return path


@pytest.mark.parametrize("data", [b"", b"\n", b"\0\xff\n\n", b"x" * 100_000])
def test_round_trip(tmp_path: Path, data: bytes) -> None:
    """What was put under a key is given for it, in another run too, and for no other key or kind."""
    Cache(tmp_path).put("text", "ab12", data)
    assert Cache(tmp_path).get("text", "ab12") == data
    assert Cache(tmp_path).get("text", "ab13") is None
    assert Cache(tmp_path).get("other", "ab12") is None


def test_later_wins(tmp_path: Path) -> None:
    """What is put again replaces."""
    cache = Cache(tmp_path)
    cache.put("text", "ab12", b"one")
    cache.put("text", "ab12", b"two")
    assert cache.get("text", "ab12") == b"two"


def test_any_damage_is_absence(tmp_path: Path) -> None:
    """An entry that was cut at any byte or changed in any byte is absent."""
    cache = Cache(tmp_path)
    cache.put("text", "ab12", b"payload")
    path = entry(tmp_path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert cache.get("text", "ab12") is None
        path.write_bytes(whole[:length] + bytes([whole[length] ^ 1]) + whole[length + 1 :])
        assert cache.get("text", "ab12") is None
    path.write_bytes(whole)
    assert cache.get("text", "ab12") == b"payload"


@pytest.mark.parametrize("name", ["", "..", ".hidden", "a/b", "../../x", "A", "罗", "a\0"])
def test_names_stay_inside(tmp_path: Path, name: str) -> None:
    """A key or kind that could leave the folder is refused."""
    cache = Cache(tmp_path)
    for call in (
        lambda: cache.put("text", name, b""),
        lambda: cache.get(name, "a"),
        lambda: cache.file("text", name),
    ):
        with pytest.raises(ValueError, match="not a name"):
            call()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Where the cache cannot be written, nothing is kept and nothing fails."""
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file")
    cache.put("text", "ab12", b"x")
    cache.digest_of(aged(tmp_path / "a", b"x"))
    cache.save()
    assert cache.get("text", "ab12") is None


def test_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails leaves the old file and nothing else."""
    write_whole(tmp_path / "a", b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a", b"new")
    assert files_in(tmp_path) == [tmp_path / "a"]
    assert (tmp_path / "a").read_bytes() == b"old"


def test_umask_rules(tmp_path: Path) -> None:
    """A file has the mode that the umask gives."""
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_digest_is_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that did not change is read once, over all runs."""
    path = aged(tmp_path / "a", b"one")
    first = Cache(tmp_path / "cache")
    assert first.digest_of(path) == hashlib.sha256(b"one").hexdigest()
    first.save()
    later = Cache(tmp_path / "cache")
    monkeypatch.setattr(hashlib, "file_digest", lambda *_: pytest.fail("read again"))
    assert later.digest_of(path) == hashlib.sha256(b"one").hexdigest()


def test_young_files_are_not_trusted(tmp_path: Path) -> None:
    """A file written within the last two seconds is read again: it may change within one tick of the clock."""
    path = tmp_path / "a"
    path.write_bytes(b"one")
    stamp = path.stat()
    cache = Cache(tmp_path / "cache")
    cache.digest_of(path)
    with path.open("r+b") as file:  # the same inode
        file.write(b"two")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert cache.digest_of(path) == hashlib.sha256(b"two").hexdigest()
    cache.save()
    assert Cache(tmp_path / "cache").digest_of(path) == hashlib.sha256(b"two").hexdigest()
    assert not (tmp_path / "cache" / "v1" / "digests.bin").exists()


def test_files_of_the_future_are_not_trusted(tmp_path: Path) -> None:
    """A file whose time is yet to come (another clock) is read each time."""
    path = tmp_path / "a"
    path.write_bytes(b"one")
    ahead = time.time_ns() + 3600 * 1_000_000_000
    os.utime(path, ns=(ahead, ahead))
    cache = Cache(tmp_path / "cache")
    cache.digest_of(path)
    cache.save()
    assert not (tmp_path / "cache" / "v1" / "digests.bin").exists()


def test_old_time_put_back(tmp_path: Path) -> None:
    """An edit of equal length that puts the old time back is noticed."""
    path = aged(tmp_path / "a", b"one")
    cache = Cache(tmp_path / "cache")
    cache.digest_of(path)
    time.sleep(0.02)  # the change time moves in ticks of some milliseconds
    with path.open("r+b") as file:
        file.write(b"two")
    os.utime(path, ns=(OLD_NS, OLD_NS))
    assert cache.digest_of(path) == hashlib.sha256(b"two").hexdigest()


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"a": 1}', b'{"a": [1]}', b"\xff", b"[" * 100_000, b'{"a":[1,2,3,4,5,6]}']
)
def test_damaged_memory(tmp_path: Path, damage: bytes) -> None:
    """A damaged memory of digests is an empty one."""
    memory = tmp_path / "cache" / "v1" / "digests.bin"
    memory.parent.mkdir(parents=True)
    memory.write_bytes(damage)
    path = aged(tmp_path / "a", b"one")
    assert Cache(tmp_path / "cache").digest_of(path) == hashlib.sha256(b"one").hexdigest()


def test_clear(tmp_path: Path) -> None:
    """Clearing forgets all versions of the cache and nothing beside them."""
    cache = Cache(tmp_path)
    cache.put("text", "aa", b"x")
    (tmp_path / "v0").mkdir()
    (tmp_path / "lock").write_bytes(b"")
    cache.clear()
    assert cache.get("text", "aa") is None
    assert not (tmp_path / "v0").exists()
    assert (tmp_path / "lock").exists()
    cache.put("text", "aa", b"y")
    assert cache.get("text", "aa") == b"y"


def test_nothing_of_others_is_removed(tmp_path: Path) -> None:
    """A folder that was named for the cache by mistake keeps all that was in it."""
    (tmp_path / "v1" / "mine").mkdir(parents=True)
    (tmp_path / "v1" / "mine" / "thesis.txt").write_text("mine")
    cache = Cache(tmp_path)
    cache.put("page", "ab", b"x")
    cache.sweep(at_once=True)
    cache.clear()
    assert (tmp_path / "v1" / "mine" / "thesis.txt").read_text() == "mine"


def test_git_passes_over(tmp_path: Path) -> None:
    """The cache tells git and backups that it is worth nothing."""
    Cache(tmp_path / "cache").put("text", "aa", b"x")
    assert (tmp_path / "cache" / ".gitignore").read_text() == "*\n"
    assert (tmp_path / "cache" / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
