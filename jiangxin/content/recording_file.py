"""A recording that is read here and there, with bounds: few bytes at a time, so many times and no more."""

from __future__ import annotations

import os
from typing import BinaryIO

MAX_READS = 50_000
MAX_READ_BYTES = 1_000_000


class RecordingError(Exception):
    """A recording that cannot be taken; carries the code of its problem and what was found."""

    def __init__(self, code: str, found: str = "") -> None:
        self.code = code
        self.found = found
        super().__init__(code)


class RecordingFile:
    """An open file of known size that gives bytes by their place and never more than it should."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._reads = 0
        self.size = os.fstat(file.fileno()).st_size

    def at(self, offset: int, length: int) -> bytes:
        """Give `length` bytes from `offset`.

        Raises RecordingError: `media.truncated` where the file ends before,
        `media.unreadable` where it asks for more than any real one.
        """
        self._reads += 1
        if length > MAX_READ_BYTES or self._reads > MAX_READS:
            raise RecordingError("media.unreadable")
        self._file.seek(offset)
        found = self._file.read(length)
        if len(found) < length:
            raise RecordingError("media.truncated")
        return found

    def number(self, offset: int, length: int) -> int:
        """Give the big-endian number of `length` bytes at `offset`; raises as `at`."""
        return int.from_bytes(self.at(offset, length), "big")
