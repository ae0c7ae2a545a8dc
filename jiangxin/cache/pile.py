"""Many texts in one file, each found by its place: what would be ten thousand small files.

What is new is laid on top; a place says where a text lies and by which checksum it is known, so that
one that is damaged, or was moved by another process, is absent and never wrong.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from pathlib import Path

Place = tuple[int, int, bytes]
"""Where a text lies: offset, length, checksum."""


class Pile:
    """Texts laid one on the other in `file`."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def size(self) -> int:
        """Give the bytes there are; 0 where there is no file."""
        try:
            return self.file.stat().st_size
        except OSError:
            return 0

    def fetch(self, place: Place) -> bytes | None:
        """Give the text that lies at `place`, or None where it is absent or damaged."""
        offset, length, mark = place
        try:
            with open(self.file, "rb", buffering=0) as file:  # noqa: PTH123  # for every body: a Path costs more
                file.seek(offset)
                text = file.read(length)
        except OSError:
            return None
        return text if text is not None and _mark(text) == mark else None

    def lay(self, texts: Sequence[bytes]) -> list[Place]:
        """Lay texts on top; give their places. Raises OSError."""
        with self.file.open("ab", buffering=0) as file:
            total = sum(map(len, texts))
            if file.write(b"".join(texts)) != total:
                raise OSError(f"not written whole: {self.file}")
            start = file.tell() - total
        starts = itertools.accumulate(map(len, texts), initial=start)
        return [(start, len(text), _mark(text)) for start, text in zip(starts, texts, strict=False)]


def _mark(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=8).digest()
