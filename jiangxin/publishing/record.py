"""What is ours: the record in the site, and the list of what a build was about to write.

`SHA256SUMS` names each file that we wrote, so that whoever copies the site can
test it (`sha256sum -c SHA256SUMS`), and so that the next build knows what it may
remove. Its first line says whose it is: a folder of downloads has a file of that
name too, and must never be taken for ours. The pending list stands in the cache
while a build writes; where the build is killed it says what to clean up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from jiangxin.cache import write_whole
from jiangxin.patterns import pattern
from jiangxin.publishing.names import RECORD, is_safe, temporary

PUBLISHED = "published.bin"  # the heads of what was published, in the folder of the cache
COPIED = "copied.bin"  # … and the digests of the files that it was copied from

_HEAD = "# Written by Jiangxin. To test this copy of the site: sha256sum -c SHA256SUMS\n"
_LINE = pattern(r"^([0-9a-f]{64})  ([^\r\n]+)$", re.MULTILINE)


def record_text(digests: Mapping[str, str]) -> str:
    """Give the text of a record of files: path → SHA-256."""
    return _HEAD + "".join([f"{digests[path]}  {path}\n" for path in sorted(digests)])


def parse_record(text: str) -> dict[str, str] | None:
    """Give the files of a record, path → SHA-256, or None where the text is not a record of ours.

    A line that names what we would never write is passed over: nobody can make us remove it.
    """
    text = text.replace("\r\n", "\n")
    if not text.startswith(_HEAD):
        return None
    return {path: digest for digest, path in _LINE.findall(text) if is_safe(path)}


def read_lines(text: str) -> dict[str, str]:
    """Give the files of a record that is known to be as `record_text` gave it."""
    words = text.removeprefix(_HEAD).split()  # there is no blank in a path
    return dict(zip(words[1::2], words[::2], strict=True))


def record_bytes(folder: Path) -> bytes | None:
    """Give the record of the site in `folder` as it stands, or None where there is none. Raises OSError."""
    path = folder / RECORD
    return None if path.is_symlink() or not path.is_file() else path.read_bytes()


def read_record(folder: Path) -> dict[str, str] | None:
    """Give what the record of the site in `folder` says, or None where it has none. Raises OSError."""
    record = record_bytes(folder)
    return None if record is None else parse_record(record.decode(errors="replace"))


def read_unfinished(folder: Path) -> dict[str, str] | None:
    """Give the record that a killed build was about to put in place, or None where there is none. Raises OSError.

    It is written before the first file is moved in, so it names all that a first build has moved.
    """
    path = folder / temporary(RECORD)
    if path.is_symlink() or not path.is_file():
        return None
    return parse_record(path.read_text(encoding="utf-8", errors="replace"))


class Pending:
    """The list of what a build of one folder was about to write, but for what its record names already."""

    def __init__(self, cache_folder: Path, folder: Path) -> None:
        self._file = cache_folder / "pending.json"
        self._folder = str(folder)

    def read(self) -> frozenset[str] | None:
        """Give the paths, or None where no build of this folder was killed."""
        try:
            found = json.loads(self._file.read_bytes())
            if found["folder"] != self._folder:
                return None
            return frozenset(path for path in found["paths"] if isinstance(path, str) and is_safe(path))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None

    def write(self, paths: Iterable[str]) -> None:
        """Write the list down, before the first file is touched. Raises OSError."""
        text = json.dumps({"folder": self._folder, "paths": sorted(paths)})
        write_whole(self._file, text.encode(), durable=True)

    def drop(self) -> None:
        """Say that all is in place. Raises OSError."""
        self._file.unlink(missing_ok=True)
