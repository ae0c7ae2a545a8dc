"""Two builds of one site at once, with one cache or with two: one builds, the other says so, and the site is whole.

python -m tests.faults.together COUNT
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from jiangxin.folders import Folders
from jiangxin.pipeline import Options
from tests.faults.places import copied, forked, tree

_DONE, _LOCKED = 0, 2


def run(count: int, place: Path) -> str:
    """Begin `count` pairs of builds; give what was seen. Raises AssertionError."""
    root = copied("tiny", place)
    clean = {}
    for theme in ("lutu", "plain"):
        folders = Folders.of(root, place / f"clean-{theme}", place / f"cache-{theme}")
        assert _codes(forked(folders, Options(theme=theme))) == [_DONE]
        clean[theme] = tree(folders.output)
    locked = 0
    for number in range(count):
        caches = ("cache", "cache" if number % 2 else "other")
        themes = ("lutu", "plain") if number % 4 < 2 else ("plain", "lutu")
        children = [
            forked(Folders.of(root, place / "site", place / cache), Options(theme=theme))
            for cache, theme in zip(caches, themes, strict=True)
        ]
        codes = _codes(*children)
        assert _DONE in codes and set(codes) <= {_DONE, _LOCKED}, (number, codes)
        locked += codes.count(_LOCKED)
        assert tree(place / "site") in clean.values(), f"pair {number}: the site is neither of the two"
    return f"{count} pairs of builds, {locked} of them turned away; every site whole"


def _codes(*children: int) -> list[int]:
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(run(int(sys.argv[1]), Path(folder)))  # noqa: T201  # a command's own output
