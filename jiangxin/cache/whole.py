"""Files that are there whole or not at all, and the checksum that proves it."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path


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


def checksum(payload: bytes | memoryview) -> bytes:
    """Give the mark by which damaged bytes are noticed."""
    return hashlib.blake2b(payload, digest_size=16).hexdigest().encode()
