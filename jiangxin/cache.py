"""What was costly, kept under the digest of all that it was made from.

A key *is* the input, so nothing here is ever invalidated: a changed input has
another key. Everything may be deleted at any moment and is only made again, and
nothing kept here can run: bytes, pictures and one JSON file. Each entry carries
the digest of its own bytes; one that does not match (a full disk, a crash) is
absent.

The digest of a file is remembered by (path, size, times, inode), as in git, and
as in git not where the file is so young that it may yet change within the same
tick of its clock.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import threading
import time
from pathlib import Path

VERSION = "v1"

_NAME = re.compile(r"[a-z0-9_-][a-z0-9._-]{0,199}")
_RACY_NS = 2_000_000_000  # FAT counts time in steps of two seconds
_CACHE_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Jiangxin can make all of this again.\n"

_Stamp = tuple[int, int, int, int]


def write_whole(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file so that it is there whole or not at all; `durable` also survives a loss of power.

    Raises OSError; then nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


class Digests:
    """The SHA-256 of files, remembered in one file between builds."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = _known_digests(file)
        self._changed = False

    def digest_of(self, path: Path | str) -> str:
        """Give the SHA-256 of the file's bytes in hexadecimal; a link is followed. Raises OSError."""
        key = os.fspath(path)
        stamp = _stamp(os.stat(key))  # noqa: PTH116  # asked of every output: a Path costs more than the call
        known = self._known.get(key)
        if known and known[0] == stamp:
            return known[1]
        with Path(key).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            settled = _stamp(os.fstat(file.fileno())) == stamp
        if settled and time.time_ns() - stamp[1] > _RACY_NS:
            self._known[key] = (stamp, digest)
            self._changed = True
        elif self._known.pop(key, None):
            self._changed = True
        return digest

    def save(self) -> None:
        """Write down what is known, where it changed; where that fails the next build is only slower."""
        if not self._changed:
            return
        rows = {key: [*stamp, digest] for key, (stamp, digest) in sorted(self._known.items())}
        try:
            write_whole(self._file, json.dumps(rows, separators=(",", ":")).encode())
        except OSError:
            return
        self._changed = False


class Cache:
    """Bytes and files by kind and key, below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / VERSION
        self._tag = folder
        self._digests = Digests(self.folder / "digests.json")

    def get(self, kind: str, key: str) -> bytes | None:
        """Give what was kept, or None where it is absent or damaged."""
        try:
            kept = self._entry(kind, key).read_bytes()
        except OSError:
            return None
        head, _, payload = kept.partition(b"\n")
        return payload if head == _checksum(payload) else None

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep `data`; where that fails the next build is only slower."""
        try:
            self._prepare()
            write_whole(self._entry(kind, key), _checksum(data) + b"\n" + data)
        except OSError:
            return

    def folder_of(self, kind: str) -> Path:
        """Make and give the folder of a kind, for a step that writes its files itself. Raises OSError."""
        self._prepare()
        folder = self.folder / _checked(kind)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def file(self, kind: str, name: str) -> Path:
        """Give where a file lies, or would lie, whose name carries its recipe."""
        return self.folder / _checked(kind) / _checked(name)

    def digest_of(self, path: Path) -> str:
        """Give the SHA-256 of the file's bytes in hexadecimal, read only where it may have changed. Raises OSError."""
        return self._digests.digest_of(path)

    def save(self) -> None:
        """Write down the digests of files: once, as the last thing of a build."""
        self._digests.save()

    def clear(self) -> None:
        """Forget all, also what older versions of the program kept. Raises OSError."""
        for folder in _folders(self._tag):
            if re.fullmatch(r"v\d+", folder.name):
                shutil.rmtree(folder)
        self._digests = Digests(self.folder / "digests.json")

    def _entry(self, kind: str, key: str) -> Path:
        return self.folder / _checked(kind) / _checked(key)[:2] / key

    def _prepare(self) -> None:
        """Tell backups and git that this folder is worth nothing."""
        if self.folder.is_dir():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._tag / "CACHEDIR.TAG", _CACHE_TAG)
        write_whole(self._tag / ".gitignore", b"*\n")


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name for the cache: {name!r}")
    return name


def _checksum(payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=16).hexdigest().encode()


def _stamp(found: os.stat_result) -> _Stamp:
    """Name a state of a file. The change time notices an edit that put the old time back."""
    return (found.st_size, max(found.st_mtime_ns, 0), found.st_ctime_ns, found.st_ino)


def _folders(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if stat.S_ISDIR(path.lstat().st_mode)]
    except OSError:
        return []


def _known_digests(file: Path) -> dict[str, tuple[_Stamp, str]]:
    try:
        rows = json.loads(file.read_bytes())
        return {str(key): ((int(a), int(b), int(c), int(d)), str(digest)) for key, (a, b, c, d, digest) in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
