"""The heads of a site's files as the last build left them: a file whose head is still the same is not read again.

The record of the site says which SHA-256 each file has; here it says under which
head that was so, and of which record. Where record or head differs, whoever asks
reads the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from jiangxin.cache import Stamp, read_snapshot, write_snapshot
from jiangxin.publishing.record import parse_record, read_lines

_RECIPE = "published 1"  # to be raised where rows have another shape


class Heads:
    """The heads that are kept in one file, for the sites that were built with one cache."""

    def __init__(self, file: Path, site: Path) -> None:
        self._file = file
        self._site = str(site)
        self._sites: dict[str, tuple[str, dict[str, Stamp]]] = read_snapshot(file, _RECIPE) or {}

    def read(self, record: bytes | None, found: Mapping[str, Stamp]) -> tuple[dict[str, str] | None, dict[str, str]]:
        """Give what a record says, path → SHA-256, or None where it is not ours; and the files of which that is so."""
        if record is None:
            return None, {}
        mark, kept = self._sites.get(self._site, ("", {}))
        if mark != _mark(record):
            return parse_record(record.decode(errors="replace")), {}
        digests = read_lines(record.decode())  # it is the one that we wrote
        return digests, {path: digests[path] for path, head in kept.items() if found.get(path) == head}

    def keep(self, record: bytes, heads: dict[str, Stamp]) -> None:
        """Remember the heads of files that are as a record says; where that fails the next build is only slower."""
        now = _mark(record), heads
        if self._sites.get(self._site) == now:
            return
        self._sites[self._site] = now
        with suppress(OSError):
            write_snapshot(self._file, _RECIPE, self._sites)


def _mark(record: bytes) -> str:
    return hashlib.blake2b(record, digest_size=16).hexdigest()
