"""What a build brings forth: files, before they are on disk."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path

from jiangxin.model.frozen import frozen


class Stage(IntEnum):
    """When a file is put in place: what others name comes before those who name it."""

    ASSET = 1
    PAGE = 2
    EXPORT = 3


@frozen
class Output:
    """One file of the site: `path` relative to its root, with its bytes or where the cached file lies that holds them.

    That is a string where there are tens of thousands: a Path costs more than all else of them.
    """

    path: str
    content: bytes | Path | str
    stage: Stage = Stage.PAGE
