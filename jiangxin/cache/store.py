"""Bytes, files and small values by kind and key."""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Collection, Sequence, Set
from contextlib import suppress
from pathlib import Path

from jiangxin.cache.digests import Digests
from jiangxin.cache.ledger import Ledger
from jiangxin.cache.sweep import DIARY, Diary, names_in, remove_all_but
from jiangxin.cache.whole import checksum, write_whole
from jiangxin.patterns import pattern

VERSION = "v1"

_NAME = pattern(r"[a-z0-9_-][a-z0-9._-]{0,199}")
_CACHE_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Jiangxin can make all of this again.\n"


class Cache:
    """Bytes and files by kind and key, below one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / VERSION
        self._tag = folder
        self._digests = Digests(self.folder / "digests.bin")
        self._ledgers: dict[str, Ledger] = {}
        self._used: set[str] = set()
        self._made = False
        # In a folder that was named by mistake, and has a folder of our name, nothing is ever removed.
        self._is_prepared = _is_tagged(folder)
        self._is_ours = self._is_prepared or not self.folder.exists()

    def get(self, kind: str, key: str) -> bytes | None:
        """Give what was kept, or None where it is absent or damaged."""
        entry = self._entry(kind, key)
        self._used.add(f"{kind}/{key[:2]}/{key}")
        try:
            kept = entry.read_bytes()
        except OSError:
            return None
        head, _, payload = kept.partition(b"\n")
        return payload if head == checksum(payload) else None

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep `data`; where that fails the next build is only slower."""
        try:
            self._prepare()
            write_whole(self._entry(kind, key), checksum(data) + b"\n" + data)
        except OSError:
            return
        self._made = True

    def folder_of(self, kind: str) -> Path:
        """Make and give the folder of a kind, for a step that writes its files itself. Raises OSError."""
        self._prepare()
        folder = self.folder / _checked(kind)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def file(self, kind: str, name: str) -> Path:
        """Give where a file or folder lies, or would lie, whose name carries its recipe; it counts as used."""
        return Path(self.files(kind, (name,))[name])

    def files(self, kind: str, names: Collection[str]) -> dict[str, str]:
        """Give where many files lie, or would lie, by name, as `file` does for one."""
        folder = f"{self.folder / _checked(kind)}{os.sep}"
        self._used.update(f"{kind}/{_checked(name)}" for name in names)
        return {name: folder + name for name in names}

    def missing(self, kind: str, names: Collection[str]) -> set[str]:
        """Give those of `names` that `file` has nothing for: one look at the folder, however many there are."""
        absent = set(names) - names_in(self.folder / _checked(kind))
        self._made |= bool(absent)
        return absent

    def ledger(self, kind: str) -> Ledger:
        """Give the ledger of a kind, the same for all who ask."""
        if kind not in self._ledgers:
            self._ledgers[kind] = Ledger(self.folder / f"{_checked(kind)}.json", self._prepare)
        return self._ledgers[kind]

    def digest_of(self, path: Path | str) -> str:
        """Give the SHA-256 of the file's bytes in hexadecimal, read only where it may have changed. Raises OSError."""
        return self._digests.digest_of(path)

    def digests_of(self, paths: Sequence[Path | str], threads: int) -> list[str]:
        """Give the SHA-256 of every file, many at once. Raises OSError."""
        return self._digests.digests_of(paths, threads)

    def save(self) -> None:
        """Write down the digests of files and the ledgers: once, as the last thing."""
        with suppress(OSError):  # then the next build is only slower
            self._prepare()
        self._digests.save()
        for ledger in self._ledgers.values():
            ledger.save()

    def sweep(self, *, at_once: bool = False) -> int:
        """Remove what was not used for thirty days, after a build that used all it needs; give how much that was.

        With `at_once`, what this very build did not use goes.
        """
        diary = Diary(self.folder / DIARY)
        is_first = diary.is_first_today()
        if not self._is_ours or not (is_first or self._made or at_once):
            return 0
        used = self._used | {f"{kind}:{key}" for kind, ledger in self._ledgers.items() for key in ledger.used}
        if not used:
            return 0
        try:
            noted = diary.note(used)
            return self._forget_all_but(used if at_once else noted) if is_first or at_once else 0
        except OSError:  # a cache that cannot be tidied is only larger
            return 0

    def _forget_all_but(self, used: Set[str]) -> int:
        rows = 0
        for kind, ledger in self._ledgers.items():
            rows += ledger.keep({name.partition(":")[2] for name in used if name.startswith(f"{kind}:")})
            ledger.save()
        return rows + remove_all_but(self.folder, used)

    def clear(self) -> None:
        """Forget all, also what older versions of the program kept. Raises OSError."""
        for folder in _folders(self._tag) if self._is_ours else ():
            if re.fullmatch(r"v\d+", folder.name):
                shutil.rmtree(folder)
        self._ledgers = {}
        self._digests = Digests(self.folder / "digests.bin")

    def _entry(self, kind: str, key: str) -> Path:
        return self.folder / _checked(kind) / _checked(key)[:2] / key

    def _prepare(self) -> None:
        """Tell backups and git that this folder is worth nothing."""
        if self.folder.is_dir() and (self._is_prepared or not self._is_ours):
            return
        self._is_prepared = True
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._tag / "CACHEDIR.TAG", _CACHE_TAG)
        write_whole(self._tag / ".gitignore", b"*\n")


def _is_tagged(folder: Path) -> bool:
    try:
        return (folder / "CACHEDIR.TAG").read_bytes() == _CACHE_TAG
    except OSError:
        return False


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name for the cache: {name!r}")
    return name


def _folders(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if stat.S_ISDIR(path.lstat().st_mode)]
    except OSError:
        return []
