"""One plain value in one file: whole, this program's own, or nothing.

Kept as `marshal` keeps it: numbers, strings, tuples and dictionaries, at a speed nothing else in the
standard library has. Nothing that is read so can run; what it means depends on the interpreter, so
the file carries the recipe it was made by, and a checksum for what a disk may do to it.
"""

from __future__ import annotations

import marshal
import sys
from pathlib import Path
from typing import Any

from jiangxin.cache.whole import checksum, write_whole


def read_snapshot(file: Path, recipe: str) -> Any:
    """Give the value that was written by the same recipe; None where there is none, or it is damaged."""
    try:
        kept = file.read_bytes()
    except OSError:
        return None
    head = head_of(recipe)
    mark, payload = kept[len(head) : 2 * len(head)], memoryview(kept)[2 * len(head) :]
    if not kept.startswith(head) or mark != checksum(payload):
        return None
    try:
        return marshal.loads(payload)  # noqa: S302  # builds values, runs nothing, and the bytes are those we wrote
    except (ValueError, TypeError, EOFError):
        return None


def write_snapshot(file: Path, recipe: str, value: Any) -> None:
    """Keep a value of numbers, strings, bytes, tuples, lists and dictionaries. Raises OSError."""
    payload = marshal.dumps(value)
    write_whole(file, b"".join((head_of(recipe), checksum(payload), payload)))


def head_of(recipe: str) -> bytes:
    """Name recipe and interpreter, in as many bytes as a checksum has."""
    told = f"{sys.version} {marshal.version} {recipe}"
    return checksum(told.encode())
