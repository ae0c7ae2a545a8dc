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

from jiangxin.cache import Roll, Stamp
from jiangxin.publishing.record import parse_record, read_lines

_RECIPE = "published 1"  # to be raised where rows have another shape


class Heads:
    """The heads that are kept in one file, for the sites that were built with one cache."""

    def __init__(self, file: Path, site: Path) -> None:
        self._roll = Roll(file, _RECIPE)
        self._site = str(site)

    def read(self, record: bytes | None, found: Mapping[str, Stamp]) -> tuple[dict[str, str] | None, dict[str, str]]:
        """Give what a record says, path → SHA-256, or None where it is not ours; and the files of which that is so."""
        if record is None:
            return None, {}
        if self._roll.tables.get("records", {}).get(self._site) != _mark(record):
            return parse_record(record.decode(errors="replace")), {}
        digests = read_lines(record.decode())  # it is the one that we wrote
        kept = self._roll.tables.get(self._site, {})
        return digests, {path: digests[path] for path, head in kept.items() if found.get(path) == head}

    def keep(self, record: bytes, heads: Mapping[str, Stamp]) -> None:
        """Remember the heads of files that are as a record says; where that fails the next build is only slower."""
        tables = self._roll.tables
        marks = {**tables.get("records", {}), self._site: _mark(record)}
        with suppress(OSError):
            self._roll.save({**tables, self._site: heads, "records": marks})


def _mark(record: bytes) -> str:
    return hashlib.blake2b(record, digest_size=16).hexdigest()
