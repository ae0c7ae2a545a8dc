"""Builds killed at random moments: whole pages with all that they load, and the next build heals.

    python -m tests.faults.kill COUNT [SEED]

Two versions of one exhibition, in two themes, take turns, so that every page and
every asset differs. Half of the kills fall anywhere, half while files are moved in.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from jiangxin.folders import Folders
from jiangxin.pipeline import Options
from jiangxin.publishing.names import RECORD
from tests.faults.places import assets_of, copied, forked, left_after, tree

THEMES = ("lutu", "plain")
_END_S = 5.0


def run(count: int, seed: int, place: Path) -> str:
    """Kill `count` builds; give what was seen. Raises AssertionError."""
    root = copied("tiny", place)
    chance = random.Random(seed)  # noqa: S311  # moments, no secrets
    clean, took = {}, {}
    for theme in THEMES:
        folders = Folders.of(root, place / f"clean-{theme}", place / f"cache-{theme}")
        begun = time.monotonic()
        assert _ended(forked(folders, Options(theme=theme, jobs=2))) == 0
        took[theme] = time.monotonic() - begun
        clean[theme] = tree(folders.output)
    folders = Folders.of(root, place / "site", place / "cache")
    assert _ended(forked(folders, Options(theme="lutu", jobs=2))) == 0
    whole = {(path, data) for files in clean.values() for path, data in files.items()}
    killed = torn = number = 0
    while killed < count:
        number += 1
        theme = THEMES[number % 2]
        child = forked(folders, Options(theme=theme, jobs=2))
        _wait_for_a_moment(folders.cache / "pending.json", took[theme], chance, is_anywhere=number % 2 == 0)
        os.kill(child, signal.SIGKILL)
        killed += _ended(child) < 0
        assert left_after(child, _END_S) == [], f"kill {number}: processes outlive their build"
        torn += _is_torn(tree(folders.output), whole, clean, f"kill {number}")
        if number % 4 < 2:  # else the next build begins on what this one left
            assert _ended(forked(folders, Options(theme=theme, jobs=2))) == 0
            assert tree(folders.output) == clean[theme], f"kill {number}: not healed"
    assert _ended(forked(folders, Options(theme="lutu", jobs=2))) == 0
    assert tree(folders.output) == clean["lutu"]
    return f"{killed} of {number} builds killed before their end, {torn} of them between two sites; every page whole"


def _wait_for_a_moment(pending: Path, seconds: float, chance: random.Random, *, is_anywhere: bool) -> None:
    if is_anywhere:
        time.sleep(chance.uniform(0, seconds))
        return
    until = time.monotonic() + 3 * seconds
    while not pending.exists() and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.15 * seconds))


def _is_torn(
    found: dict[str, bytes], whole: set[tuple[str, bytes]], clean: dict[str, dict[str, bytes]], when: str
) -> bool:
    """Hold a site that was left to its promises; say whether it is neither of the two."""
    for path, data in found.items():
        assert path == RECORD or (path, data) in whole, f"{when}: {path} is not whole"
        if path.endswith(".html"):
            for asset in assets_of(path, data):
                assert asset in found, f"{when}: {path} loads {asset}, which is not there"
    return found not in clean.values()


def _ended(child: int) -> int:
    """Wait for a process; give its exit code, below 0 where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
        print(run(count, seed, Path(folder)))  # noqa: T201  # a command's own output
