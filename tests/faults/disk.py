"""A disk that fills up at any point: the site stands as it stood, and is made once there is room.

    python -m tests.faults.disk COUNT [SEED]

Where this may be done (as root, on Linux), the site lies on a small disk of its
own; elsewhere no file may grow beyond a limit, which is met in the same places.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jiangxin.folders import Folders
from jiangxin.pipeline import Options
from tests.faults.places import copied, forked, tree

_BLOCK = 4096
_REFUSED = 1


def run(count: int, place: Path) -> str:
    """Fill the disk at `count` points; give what was seen. Raises AssertionError."""
    root = copied("tiny", place)
    clean = {}
    for theme in ("lutu", "plain"):
        folders = Folders.of(root, place / f"clean-{theme}", place / f"cache-{theme}")
        assert _built(folders, theme) == 0
        clean[theme] = tree(folders.output)
    refused = 0
    with _small_disk(place / "disk") as disk:
        folders = Folders.of(root, place / "disk" / "site", place / "disk" / "cache")
        for number in range(count):
            disk.widen()
            assert _built(folders, "lutu") == 0
            assert tree(folders.output) == clean["lutu"]
            with disk.narrowed((number + 0.5) / count, clean["plain"]):
                code = _built(folders, "plain")
            assert code in (0, _REFUSED), f"point {number}: exit code {code}"
            refused += code == _REFUSED
            assert tree(folders.output) == clean["plain" if code == 0 else "lutu"], f"point {number}"
            left = list(folders.output.rglob("*.jiangxin-new"))
            assert left == [], f"point {number}: {left}"
            assert _built(folders, "plain") == 0, f"point {number}: not healed"
            assert tree(folders.output) == clean["plain"], f"point {number}: not healed"
    assert refused, "the disk was never full"
    return (
        f"{refused} of {count} builds met a full disk ({disk.kind}); the site stood, and was made once there was room"
    )


def _built(folders: Folders, theme: str) -> int:
    child = forked(folders, Options(theme=theme, jobs=2))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class _Disk:
    """A disk of which a part can be taken away."""

    kind = "a limit on files"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def widen(self) -> None:
        """Give room for everything."""

    @contextmanager
    def narrowed(self, share: float, wanted: dict[str, bytes]) -> Iterator[None]:
        """Leave room for `share` of what is wanted."""
        sizes = sorted(map(len, wanted.values()))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (sizes[int(share * (len(sizes) - 1))], hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class _Memory(_Disk):
    """A disk in memory."""

    kind = "a disk of its own"

    def widen(self) -> None:
        self._sized(256 << 20)

    @contextmanager
    def narrowed(self, share: float, wanted: dict[str, bytes]) -> Iterator[None]:
        there = os.statvfs(self.folder)
        blocks = sum(-(-len(data) // _BLOCK) for data in wanted.values())
        self._sized((there.f_blocks - there.f_bfree + int(share * blocks)) * _BLOCK)
        try:
            yield
        finally:
            self.widen()

    def _sized(self, size: int) -> None:
        subprocess.run(["mount", "-o", f"remount,size={size}", str(self.folder)], check=True)  # noqa: S603, S607


@contextmanager
def _small_disk(folder: Path) -> Iterator[_Disk]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    is_own = sys.platform == "linux" and os.geteuid() == 0
    if not (is_own and subprocess.run(mount, check=False, capture_output=True).returncode == 0):  # noqa: S603
        yield _Disk(folder)
        return
    try:
        yield _Memory(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(run(int(sys.argv[1]), Path(folder)))  # noqa: T201  # a command's own output
